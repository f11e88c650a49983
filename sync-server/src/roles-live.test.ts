// Proves over real sockets that a changed or ended membership holds for connections that are already open.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { CLOSE } from 'shared/sync';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { install, Person, type Installation } from './installation.fixture.ts';

let installation: Installation;
let owner: Person;
let guest: Person;
let workspaceId: string;
const devices: Device[] = [];

beforeAll(async () => {
  installation = await install();
  owner = await new Person(installation).signIn();
  workspaceId = await owner.makeWorkspace();
}, 60_000);
beforeEach(async () => {
  guest = await new Person(installation).signIn();
});
afterEach(() => {
  for (const { provider } of devices.splice(0)) provider.destroy();
});
afterAll(() => installation.remove());

interface Device {
  readonly map: Y.Map<unknown>;
  readonly provider: WebsocketProvider;
  /** Codes of all closes so far. */
  readonly closes: (number | undefined)[];
}

/** A device with a document of the workspace open by y-websocket's own provider. */
function device(person: Person, docId: string): Device {
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
  const made: Device = { map: doc.getMap('test'), provider, closes: [] };
  provider.on('connection-close', (event) => made.closes.push(event?.code));
  devices.push(made);
  return made;
}

const soon = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
const isSynced = (one: Device) => soon(() => expect(one.provider.synced).toBe(true));
const holds = (one: Device, content: object) => soon(() => expect(one.map.toJSON()).toEqual(content));
const member = (person: Person) => `/api/workspaces/${workspaceId}/members/${person.userId}`;

it('[ACC-3] an editor who is made a viewer is sent off, comes back and sees, and edits no more', async () => {
  await owner.admit(guest, workspaceId, 'editor');
  const [watching, lowered] = [device(owner, 'lowered'), device(guest, 'lowered')];
  await isSynced(watching);
  await isSynced(lowered);
  lowered.map.set('before', 1);
  await holds(watching, { before: 1 });

  await owner.get('PUT', member(guest), { role: 'viewer' });
  await soon(() => expect(lowered.closes).toEqual([CLOSE.tryLater]));
  await soon(() => expect(lowered.provider.wsconnected).toBe(true));
  watching.map.set('seen', 1);
  await holds(lowered, { before: 1, seen: 1 });
  expect(watching.closes).toEqual([]);

  lowered.map.set('after', 1);
  await soon(() => expect(lowered.closes.at(-1)).toBe(CLOSE.noAccess));
  watching.map.set('end', 1);
  const late = device(owner, 'lowered');
  await holds(late, { before: 1, seen: 1, end: 1 });
});

it('[ACC-3] a viewer who is made an editor edits without opening the document again', async () => {
  await owner.admit(guest, workspaceId, 'viewer');
  const [watching, raised] = [device(owner, 'raised'), device(guest, 'raised')];
  await isSynced(raised);
  await owner.get('PUT', member(guest), { role: 'editor' });
  await soon(() => expect(raised.closes).toEqual([CLOSE.tryLater]));
  await soon(() => expect(raised.provider.wsconnected).toBe(true));
  raised.map.set('mine', 1);
  await holds(watching, { mine: 1 });
});

it('[ACC-3] a member who is removed loses open sockets and gets in no more, by nothing', async () => {
  await owner.admit(guest, workspaceId, 'editor');
  const [watching, removed] = [device(owner, 'removed'), device(guest, 'removed')];
  await isSynced(watching);
  await isSynced(removed);
  await owner.get('DELETE', member(guest));
  await soon(() => expect(removed.closes).toEqual([CLOSE.noAccess]));
  removed.map.set('after', 1);
  removed.provider.connect();
  await soon(() => expect(removed.closes).toEqual([CLOSE.noAccess, CLOSE.noAccess]));
  watching.map.set('end', 1);
  await holds(device(owner, 'removed'), { end: 1 });
  expect((await guest.send('GET', `/api/workspaces/${workspaceId}/members`)).status).toBe(404);
});

it('[ACC-3] pages of a member hear of every change, and the stream of a lost workspace ends', async () => {
  await owner.admit(guest, workspaceId, 'editor');
  const response = await fetch(`${guest.address}/api/events?workspaceId=${workspaceId}`, { headers: { cookie: guest.cookie } });
  let heard = '';
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of response.body as AsyncIterable<Uint8Array>) heard += decoder.decode(bytes, { stream: true });
  })();
  await soon(() => expect(heard).toContain('event: open'));
  const hints = () => heard.split(`{"kind":"me","id":"${workspaceId}"`).length - 1;
  await owner.get('PUT', member(guest), { role: 'viewer' });
  await soon(() => expect(hints()).toBe(1));
  await owner.get('DELETE', member(guest));
  await ended;
  expect(hints()).toBe(2);
});
