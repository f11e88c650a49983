// Proves over real sockets that a share link shows one document, lets nobody write, and ends when it is revoked.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { newId, randomHex } from 'shared/kernel';
import { CLOSE } from 'shared/sync';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { cookiesOf, install, Person, type Installation } from './installation.fixture.ts';

let installation: Installation;
let owner: Person;
let workspaceId: string;

beforeAll(async () => {
  installation = await install();
  owner = await new Person(installation).signIn();
  workspaceId = await owner.makeWorkspace();
}, 60_000);
afterAll(() => installation.remove());

const soon = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

/** A board opened by y-websocket's own provider. */
function open(person: Person, docId: string) {
  class WithCookie extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie: person.cookie } });
    }
  }
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${person.address.replace('http', 'ws')}/sync/${workspaceId}/board`, docId, doc, {
    WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 100
  });
  const closes: (number | undefined)[] = [];
  provider.on('connection-close', (event) => closes.push(event?.code));
  return { map: doc.getMap('test'), provider, closes };
}

async function share(docId: string) {
  const made = { id: newId(), secret: randomHex(32), workspaceId, kind: 'board', docId };
  await owner.get('POST', '/api/shares', made);
  return made;
}

it('[ACC-4] a share visitor sees the document live and changes nothing', async () => {
  const { secret } = await share('seen');
  const mine = open(owner, 'seen');
  mine.map.set('by', 'owner');
  const visitor = new Person(installation);
  const opened = await visitor.send('POST', '/api/shares/open', { secret });
  visitor.cookie = cookiesOf(opened);
  const seeing = open(visitor, 'seen');
  await soon(() => expect(seeing.map.toJSON()).toEqual({ by: 'owner' }));
  mine.map.set('more', 1);
  await soon(() => expect(seeing.map.toJSON()).toEqual({ by: 'owner', more: 1 }));
  seeing.map.set('by', 'visitor');
  await soon(() => expect(seeing.closes).toEqual([CLOSE.noAccess]));
  const late = open(owner, 'seen');
  await soon(() => expect(late.map.toJSON()).toEqual({ by: 'owner', more: 1 }));
  for (const { provider } of [mine, seeing, late]) provider.destroy();
});

it('[ACC-4] the cookie of a share goes to the document’s socket alone and to no script', async () => {
  const { secret } = await share('cookie');
  const response = await new Person(installation).send('POST', '/api/shares/open', { secret });
  const [cookie = '', ...more] = response.headers.getSetCookie();
  expect(more).toEqual([]);
  const [, path, expires, ...flags] = cookie.split('; ');
  expect([path, ...flags]).toEqual([`Path=/sync/${workspaceId}/board/cookie`, 'HttpOnly', 'SameSite=Lax']);
  expect(expires).toMatch(/^Expires=/);
  expect(await response.json()).toMatchObject({ workspaceId, kind: 'board', docId: 'cookie' });
});

it('[ACC-4] a revoked share closes the sockets of its visitors and of nobody else', async () => {
  const [revoked, kept] = [await share('both'), await share('both')];
  const people = [new Person(installation), new Person(installation)] as const;
  people[0].cookie = cookiesOf(await people[0].send('POST', '/api/shares/open', { secret: revoked.secret }));
  people[1].cookie = cookiesOf(await people[1].send('POST', '/api/shares/open', { secret: kept.secret }));
  const [going, staying, member] = [open(people[0], 'both'), open(people[1], 'both'), open(owner, 'both')];
  for (const one of [going, staying, member]) await soon(() => expect(one.provider.synced).toBe(true));
  await owner.get('DELETE', `/api/shares/${revoked.id}?workspaceId=${workspaceId}`);
  await soon(() => expect(going.closes).toEqual([CLOSE.noAccess]));
  going.provider.connect();
  await soon(() => expect(going.closes).toEqual([CLOSE.noAccess, CLOSE.noSession]));
  member.map.set('still', 'here');
  await soon(() => expect(staying.map.toJSON()).toEqual({ still: 'here' }));
  expect([staying.closes, member.closes]).toEqual([[], []]);
  expect(await (await people[0].send('POST', '/api/shares/open', { secret: revoked.secret })).json()).toMatchObject({ code: 'share-over' });
  for (const { provider } of [going, staying, member]) provider.destroy();
});
