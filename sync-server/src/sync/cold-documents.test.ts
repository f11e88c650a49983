// Proves that people are served from stored bytes, that the document is built only when somebody works on it, and that it is let go again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newId } from 'shared/kernel';
import * as Y from 'yjs';
import { loadDocument } from './document-log.ts';
import { DocumentHistory } from './history/history.ts';
import { Peer, until, type PeerOptions } from './peer.fixture.ts';
import { startServer, type TestServer } from './server.fixture.ts';

// Counts the documents that rooms and exchanges build; what is folded is built elsewhere.
vi.mock('./document-log.ts', { spy: true });

const name = `${newId()}/board/b1`;
let folder: string;
let server: TestServer;
const peers: Peer[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-cold-'));
  server = await start();
});
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.destroy();
  await server.stop();
  await rm(folder, { recursive: true });
});

const start = () => startServer(join(folder, 'preset.db'), { snapshotEvery: 1_000 });
const visit = (options: PeerOptions = {}): Peer => {
  const peer = new Peer(server.url, name, options);
  peers.push(peer);
  return peer;
};
const same = (one: Y.Doc, other: Y.Doc) => Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other));

/** Starts the server again: what was written is in a snapshot then. */
async function restart(): Promise<void> {
  for (const peer of peers.splice(0)) peer.destroy();
  await server.stop();
  server = await start();
  vi.mocked(loadDocument).mockClear();
}

/** Writes updates into the log behind the back of the rooms, as a process that was killed leaves them. */
async function leaveInLog(doc: Y.Doc, edit: (map: Y.Map<unknown>) => void): Promise<void> {
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  edit(doc.getMap('test'));
  await server.database.appendUpdates([{ document: name, updates }]);
}

it('[SYNC-1] who comes for the first time, and who has everything, is served without the document being built', async () => {
  const ada = await visit().synced();
  for (let n = 0; n < 20; n++) ada.map.set(`k${n % 7}`, n);
  ada.map.delete('k3');
  await until(() => ada.committed === 22);
  await restart();
  const [first, second] = [await visit().synced(), await visit().synced()];
  const back = visit({ doc: ada.doc });
  await until(() => back.provider.synced && back.committed === 1);
  for (const peer of [first, second]) expect(same(peer.doc, ada.doc)).toBe(true);
  expect(loadDocument).not.toHaveBeenCalled();
  expect(server.rooms.counts).toEqual({ rooms: 1, connections: 3, loaded: 0 });

  first.map.set('later', 1);
  await until(() => second.map.get('later') === 1 && back.map.get('later') === 1);
  expect(loadDocument).toHaveBeenCalledTimes(1);
});

it.each([
  ['a small', 10],
  ['a large', 3_000]
])('[SYNC-1] %s document and what its log holds beyond the snapshot arrive before the client counts as synced', async (_, items) => {
  const ada = await visit().synced();
  ada.doc.transact(() => {
    for (let n = 0; n < items; n++) ada.map.set(`k${n}`, `${n} is a long value for a document that has to be large`);
  });
  await until(() => ada.committed === 2);
  await restart();
  await leaveInLog(ada.doc, (map) => {
    for (let n = 0; n < 9; n++) map.set('k1', n);
    map.delete('k2');
  });
  const ben = visit();
  let atSync: Y.Doc | undefined;
  ben.provider.once('sync', () => {
    atSync = new Y.Doc();
    Y.applyUpdate(atSync, Y.encodeStateAsUpdate(ben.doc));
  });
  await ben.synced();
  expect(atSync && same(atSync, ada.doc)).toBe(true);
  expect(loadDocument).not.toHaveBeenCalled();
});

it('[SYNC-2] who returns to a resting document with edits or deletions of their own brings them in', async () => {
  const ada = await visit().synced();
  for (const key of ['a', 'b', 'c']) ada.map.set(key, 1);
  await until(() => ada.committed === 4);
  await restart();
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(ada.doc));
  ada.map.delete('b');
  other.getMap('test').set('d', 1);
  const [back, two] = [visit({ doc: ada.doc }), visit({ doc: other, user: 'ben' })];
  await until(() => same(back.doc, two.doc) && back.map.has('d') && !two.map.has('b'));
  expect((await visit().synced()).map.toJSON()).toEqual({ a: 1, c: 1, d: 1 });
});

it('[SYNC-1] a document that nobody works on leaves memory while people stay, and comes back for the next edit', async () => {
  const [ada, ben] = [await visit().synced(), await visit().synced()];
  ada.map.set('a', 1);
  ada.map.delete('a');
  ada.map.set('b', 1);
  await until(() => ben.map.has('b') && server.rooms.counts.loaded === 0);
  expect(server.rooms.counts.connections).toBe(2);
  vi.mocked(loadDocument).mockClear();
  const cid = await visit().synced();
  expect(same(cid.doc, ada.doc)).toBe(true);
  expect(loadDocument).not.toHaveBeenCalled();
  ben.map.set('c', 1);
  await until(() => ada.map.has('c') && cid.map.has('c'));
  expect((await visit().synced()).map.toJSON()).toEqual({ b: 1, c: 1 });
});

it('[SYNC-6] snapshots and earlier states that an earlier version stored open, and are written anew when the room is left', async () => {
  const doc = new Y.Doc();
  const map = doc.getMap('test');
  for (let n = 0; n < 5; n++) map.set('k', n);
  const { db } = server.database;
  await server.database.appendUpdates([{ document: name, updates: [Y.encodeStateAsUpdate(doc)] }]);
  const state = Y.encodeStateAsUpdateV2(doc);
  await db.insertInto('snapshot').values({ document: name, seq: 1, state, created_at: 1 }).execute();
  await db.deleteFrom('update_log').execute();
  const id = newId();
  const place = { id, document: name, workspace_id: name.split('/')[0]!, seq: 1, created_at: 1, bytes: state.length };
  await db
    .insertInto('history')
    .values({ ...place, state })
    .execute();

  const ada = await visit().synced();
  expect(same(ada.doc, doc)).toBe(true);
  const history = new DocumentHistory({
    database: server.database,
    rooms: server.rooms,
    restore: { board: () => undefined },
    named: 10,
    workspaceBytes: 1_000_000,
    report: (error) => server.errors.push(error)
  });
  const earlier = new Y.Doc();
  Y.applyUpdate(earlier, await history.state(id));
  expect(same(earlier, doc)).toBe(true);
  expect(await server.rooms.stored.whole(name)).toHaveLength(1);

  await restart();
  expect(same((await visit().synced()).doc, doc)).toBe(true);
  expect(loadDocument).not.toHaveBeenCalled();
  expect(server.errors).toEqual([]);
});
