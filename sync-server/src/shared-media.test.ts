// Proves that a share link shows the pictures of its board and of nothing else, to its visitors and for as long as it works.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { addItems } from 'shared/moodboards';
import type { BlobInfo } from 'shared/blobs';
import { newId, randomHex, sha256 } from 'shared/kernel';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { picture } from './blobs/media.fixture.ts';
import { cookiesOf, install, Person, type Installation } from './installation.fixture.ts';

let installation: Installation;
let owner: Person;
let workspaceId: string;
let shown: BlobInfo;
let hidden: BlobInfo;

beforeAll(async () => {
  installation = await install();
  owner = await new Person(installation).signIn();
  workspaceId = await owner.makeWorkspace();
  [shown, hidden] = [await keep(60), await keep(61)];
  await Promise.all([board('one', shown), board('two', hidden)]);
}, 60_000);
afterAll(() => installation.remove());

async function keep(width: number): Promise<BlobInfo> {
  const bytes = await picture({ width, height: 40, format: 'jpeg' });
  const path = `/api/blobs/${await sha256(bytes)}?workspaceId=${workspaceId}`;
  const response = await fetch(`${owner.address}${path}`, { method: 'PUT', headers: { cookie: owner.cookie }, body: bytes });
  expect(response.status).toBe(200);
  return (await response.json()) as BlobInfo;
}

/** Makes a board with one picture, and waits until the server has it. */
async function board(docId: string, info: BlobInfo): Promise<void> {
  const doc = new Y.Doc();
  addItems(doc, [{ id: 'picture0001', record: { v: 1, kind: 'image', createdAt: 1, picture: info }, fields: { o: 'a0' } }]);
  class WithCookie extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie: owner.cookie } });
    }
  }
  const provider = new WebsocketProvider(`${owner.address.replace('http', 'ws')}/sync/${workspaceId}/board`, docId, doc, {
    WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
    disableBc: true
  });
  await new Promise<void>((done) => provider.once('sync', () => done()));
  await vi.waitFor(async () => expect((await media(owner, docId, info.hash)).status).toBe(200), { timeout: 10_000, interval: 100 });
  provider.destroy();
}

const media = (person: Person, docId: string, hash: string, kind = 'board') =>
  person.send('GET', `/sync/${workspaceId}/${kind}/${docId}/media/${hash}`);

async function visitor(): Promise<{ person: Person; end: () => Promise<unknown> }> {
  const made = { id: newId(), secret: randomHex(32), workspaceId, kind: 'board', docId: 'one' };
  await owner.get('POST', '/api/shares', made);
  const person = new Person(installation);
  person.cookie = cookiesOf(await person.send('POST', '/api/shares/open', { secret: made.secret }));
  return { person, end: () => owner.get('DELETE', `/api/shares/${made.id}?workspaceId=${workspaceId}`) };
}

it('[MOOD-6] a share visitor reads what the board shows, the small picture and ranges too', async () => {
  const { person } = await visitor();
  const whole = await media(person, 'one', shown.hash);
  expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(await sha256(new Uint8Array(await whole.arrayBuffer()))).toBe(shown.hash);
  expect((await media(person, 'one', shown.thumb.hash)).status).toBe(200);
});

it('[ACC-4] strangers, other boards and other pictures get the answer of a picture that is not there', async () => {
  const { person } = await visitor();
  const stranger = new Person(installation);
  const member = await new Person(installation).signIn();
  const nowhere = await media(person, 'one', 'c'.repeat(64));
  const [status, body] = [nowhere.status, await nowhere.text()];
  expect(status).toBe(404);
  const refused = [
    media(person, 'one', hidden.hash),
    media(person, 'two', hidden.hash),
    media(person, 'two', shown.hash),
    media(person, 'one', shown.hash, 'gallery'),
    media(stranger, 'one', shown.hash),
    media(member, 'one', shown.hash),
    person.send('GET', `/sync/${newId()}/board/one/media/${shown.hash}`)
  ];
  for (const response of await Promise.all(refused)) expect([response.status, await response.text()]).toEqual([status, body]);
  expect((await person.send('GET', `/media/${shown.hash}`)).status).toBe(401);
});

it('[ACC-4] a link that was ended shows nothing any more, with the pass that it gave', async () => {
  const { person, end } = await visitor();
  expect((await media(person, 'one', shown.hash)).status).toBe(200);
  await end();
  expect((await media(person, 'one', shown.hash)).status).toBe(404);
});
