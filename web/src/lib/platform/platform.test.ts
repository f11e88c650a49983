// Proves what the platform promises about waiting, problems, silence, hints and leading.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, onSignedOut, problemOf, request, Unreachable } from './api.ts';
import { backoff } from './backoff.ts';
import { parseHint } from './hints.ts';
import { network } from './network.svelte.ts';
import { exclusively, lead, liveTabs, tabId } from './tabs.ts';

const answer = (body: unknown, status = 200, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });

afterEach(() => vi.unstubAllGlobals());

it('[PWA-2] waits longer after each attempt, never longer than the most, and never the same for all devices', () => {
  expect([0, 1, 2].map((attempt) => backoff(attempt, 100, 1_000, () => 0))).toEqual([100, 200, 400]);
  expect([3, 4, 99].map((attempt) => backoff(attempt, 100, 1_000, () => 0))).toEqual([800, 1_000, 1_000]);
  expect(backoff(99, 100, 1_000, () => 1)).toBe(500);
});

describe('request', () => {
  it('[PWA-2] says Unreachable when nobody answers, and notes that the server is not to be had', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(request('/api/me')).rejects.toBeInstanceOf(Unreachable);
    expect(network.state).toBe('offline');
    vi.stubGlobal('fetch', () => Promise.resolve(answer({})));
    await request('/api/me');
    expect(network.state).toBe('online');
  });

  it('[PWA-2] takes a gateway without a server behind it for silence, but not a problem that the server states', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('Bad gateway', { status: 502 })));
    await expect(request('/api/me')).rejects.toBeInstanceOf(Unreachable);
    vi.stubGlobal('fetch', () => Promise.resolve(answer({}, 502, 'application/problem+json')));
    expect((await request('/api/me')).status).toBe(502);
  });

  it('[ACC-1] repeats a request once after the lost session was renewed, and gives up when it could not be', async () => {
    let signedIn = false;
    const fetched = vi.fn(() => Promise.resolve(answer({}, signedIn ? 200 : 401)));
    vi.stubGlobal('fetch', fetched);
    onSignedOut(() => Promise.resolve((signedIn = true)));
    expect((await request('/api/runs')).status).toBe(200);
    expect(fetched).toHaveBeenCalledTimes(2);
    signedIn = false;
    onSignedOut(() => Promise.resolve(false));
    expect((await request('/api/runs')).status).toBe(401);
    expect(fetched).toHaveBeenCalledTimes(3);
  });
});

describe('call', () => {
  it('[RUN-5] throws the problem that the server states, with its fields and the time to wait', async () => {
    const document = {
      type: '/problems/x',
      code: 'x',
      status: 429,
      title: 'Too many.',
      remedy: 'Wait.',
      retryAfter: 3,
      fields: [{ path: 'a', message: 'b' }]
    };
    const sent = Promise.resolve(answer(document, 429)) as unknown as Parameters<typeof call>[0];
    await expect(call(sent)).rejects.toMatchObject({ name: 'Problem', code: 'x', document });
  });

  it('[RUN-5] keeps the status of an answer that is no problem document', async () => {
    const problem = await problemOf(new Response('<html>', { status: 413 }));
    expect(problem.document).toMatchObject({ code: 'unreadable-answer', status: 413 });
  });
});

it('[RUN-3] reads hints and nothing else', () => {
  expect(parseHint('{"kind":"run","id":"r","revision":4,"more":1}')).toEqual({ kind: 'run', id: 'r', revision: 4 });
  for (const data of [
    '',
    '{',
    'null',
    '[]',
    '{"kind":"other","id":"r","revision":1}',
    '{"kind":"run","id":1,"revision":1}',
    '{"kind":"run","id":"r"}'
  ]) {
    expect(parseHint(data)).toBeUndefined();
  }
});

describe('tabs', () => {
  it('[PWA-3] one leads at a time, and the next takes over when it stops', async () => {
    const led: string[] = [];
    const began = (name: string) => (signal: AbortSignal) => {
      led.push(name);
      return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    };
    const stopFirst = lead('test', began('first'));
    const stopSecond = lead('test', began('second'));
    await vi.waitFor(() => expect(led).toEqual(['first']));
    stopFirst();
    await vi.waitFor(() => expect(led).toEqual(['first', 'second']));
    stopSecond();
  });

  it('[PWA-3] work that must be alone is done one after the other', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, (inside += 1));
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all([exclusively('alone', work), exclusively('alone', work), exclusively('alone', work)]);
    expect(most).toBe(1);
  });

  it('[PWA-3] this tab is known to be alive', async () => {
    expect(await liveTabs()).toContain(tabId);
  });
});
