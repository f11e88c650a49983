// Proves that the panel of a workspace's key says what the server says, and keeps what stands when a change fails.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PROBLEM_TYPE } from 'shared/kernel';
import { WorkspaceKey } from './workspace-key.svelte.ts';

type Reply = () => Response;
let replies: Reply[];
let sent: { method: string; url: string; body: string }[];

const told = (own: object | null) => () => Response.json({ own, standard: 'sandbox' });
const problem = (status: number, code: string): Reply => {
  const body = { type: `/problems/${code}`, code, status, title: 'It did not work.', remedy: 'Nothing was changed.' };
  return () => new Response(JSON.stringify(body), { status, headers: { 'content-type': PROBLEM_TYPE } });
};
const silence: Reply = () => {
  throw new TypeError('Failed to fetch');
};

beforeEach(() => {
  [replies, sent] = [[], []];
  vi.stubGlobal('fetch', async (input: Request | string, init: RequestInit = {}) => {
    sent.push({
      method: init.method ?? 'GET',
      url: typeof input === 'string' ? input : input.url,
      body: typeof init.body === 'string' ? init.body : ''
    });
    return replies.shift()!();
  });
});
afterEach(() => vi.unstubAllGlobals());

const own = { ending: '0042', level: 'silver', since: 5 };

it('[ENG-1] tells loading, known, refused and offline apart', async () => {
  const key = new WorkspaceKey('w');
  expect(key.state.is).toBe('loading');
  replies = [told(null), problem(500, 'key-unreadable'), silence];
  await key.load();
  expect(key.state).toEqual({ is: 'known', key: { own: null, standard: 'sandbox' } });
  await key.load();
  expect(key.state).toMatchObject({ is: 'problem', problem: { code: 'key-unreadable' } });
  await key.load();
  expect(key.state).toEqual({ is: 'offline' });
});

it('[ENG-1] sends the key once, and what stands stays when it is refused', async () => {
  const key = new WorkspaceKey('w');
  replies = [told(own), problem(422, 'key-refused'), told({ ...own, ending: '9999' })];
  await key.load();
  expect(await key.set('wrong-key', 'gold')).toBe(false);
  expect([key.problem?.code, key.state]).toMatchObject(['key-refused', { key: { own } }]);
  expect(await key.set('right-key', 'gold')).toBe(true);
  expect([key.problem, key.busy, key.state]).toMatchObject([undefined, false, { key: { own: { ending: '9999' } } }]);
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT', 'PUT']);
  expect(JSON.parse(sent[2]!.body)).toEqual({ workspaceId: 'w', key: 'right-key', level: 'gold' });
  expect(JSON.stringify(key.state)).not.toContain('right-key');
});

it('[ENG-1] removes a key that is in use only when told so', async () => {
  const key = new WorkspaceKey('w');
  replies = [problem(409, 'key-in-use'), told(null)];
  expect(await key.remove(false)).toBe(false);
  expect(key.problem?.code).toBe('key-in-use');
  expect(await key.remove(true)).toBe(true);
  expect(sent.map(({ url }) => new URL(url).searchParams.get('anyway'))).toEqual(['false', 'true']);
});
