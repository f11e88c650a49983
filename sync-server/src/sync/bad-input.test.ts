// Proves that what no honest client sends harms neither the server nor anybody else in the room.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from 'shared/kernel';
import { CLOSE, formatName, MAX_FRAME_BYTES, MESSAGE, parseName } from 'shared/sync';
import * as Y from 'yjs';
import { loadDocument } from './document-log.ts';
import { committedFrame, presenceFrame, stepOne, stepTwo, updateFrame } from './frames.ts';
import { Peer, RawPeer, until } from './peer.fixture.ts';
import { startServer, type TestServer } from './server.fixture.ts';

let folder: string;
let server: TestServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-bad-'));
  server = await startServer(join(folder, 'preset.db'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const board = () => `${newId()}/board/b1`;
const editor = 'user=eve&role=editor&ack=1';

/** Updates of a fresh document, each building on the one before. */
function chain(count: number): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let n = 0; n < count; n++) doc.getArray('list').push([n]);
  return updates;
}

function presence(...states: { client: number; clock: number; json: string }[]): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, states.length);
  for (const { client, clock, json } of states) {
    writeVarUint(encoder, client);
    writeVarUint(encoder, clock);
    writeVarString(encoder, json);
  }
  return presenceFrame(toUint8Array(encoder));
}

it('[SYNC-5] bytes that are no message end their own connection and disturb nobody', async () => {
  const name = board();
  const [one, two] = [await new Peer(server.url, name).synced(), await new Peer(server.url, name, { user: 'ben' }).synced()];
  const update = chain(1)[0]!;
  const garbage: (Uint8Array | string)[] = [
    new Uint8Array(0),
    Uint8Array.of(9, 9, 9),
    Uint8Array.of(MESSAGE.sync, 7, 1, 0),
    Uint8Array.of(MESSAGE.sync, 2, 200),
    'text',
    committedFrame(5),
    crypto.getRandomValues(new Uint8Array(2_000)),
    updateFrame(update.slice(0, -2)),
    updateFrame(Uint8Array.of(1, 1, 1, 1, 1)),
    stepOne(Uint8Array.of(255, 255)),
    presenceFrame(Uint8Array.of(3, 1)),
    presence({ client: 5, clock: 1, json: '{"cut' }),
    presence({ client: 5, clock: 1, json: '"text"' })
  ];
  for (const frame of garbage) {
    const raw = await new RawPeer(server.url, name, editor).opened();
    raw.socket.send(frame);
    await until(() => raw.closed === CLOSE.badRequest);
  }
  one.map.set('k', 'through');
  await until(() => two.map.get('k') === 'through');
  expect([one.closed, two.closed, server.errors]).toEqual([undefined, undefined, []]);
  one.destroy();
  two.destroy();
});

it('[SYNC-5] a frame beyond the limit and one with a reserved opcode end their own connection', async () => {
  const name = board();
  const bystander = await new Peer(server.url, name).synced();
  const large = await new RawPeer(server.url, name, editor).opened();
  large.socket.send(new Uint8Array(MAX_FRAME_BYTES + 1));
  await until(() => large.closed !== undefined);
  const odd = await new RawPeer(server.url, name, editor).opened();
  (odd.socket as unknown as { _socket: { write(bytes: Uint8Array): void } })._socket.write(Uint8Array.of(0x8b, 0x80, 0, 0, 0, 0));
  await until(() => odd.closed !== undefined);
  bystander.map.set('k', 1);
  await until(() => bystander.committed === 2);
  bystander.destroy();
});

it('[SYNC-5] an update that builds on something missing is not kept pending: the client is asked, once, for everything', async () => {
  const name = board();
  const updates = chain(400);
  const raw = await new RawPeer(server.url, name, editor).opened();
  raw.socket.send(stepOne(Uint8Array.of(0)));
  await until(() => raw.framesOf(MESSAGE.sync).length === 2);
  raw.socket.send(stepTwo(Uint8Array.of(0, 0)));
  await until(() => raw.framesOf(MESSAGE.committed).length === 1);
  for (const update of updates.slice(1)) raw.socket.send(updateFrame(update));
  await until(() => raw.framesOf(MESSAGE.sync).length === 3);
  const [asked] = raw.framesOf(MESSAGE.sync).slice(-1);
  const decoder = createDecoder(asked!);
  expect([readVarUint(decoder), readVarUint(decoder), [...readVarUint8Array(decoder)]]).toEqual([MESSAGE.sync, 0, [0]]);
  const bystander = await new Peer(server.url, name).synced();
  expect(bystander.doc.store.clients.size).toBe(0);
  raw.socket.send(stepTwo(Y.mergeUpdates(updates)));
  await until(() => bystander.doc.getArray('list').length === 400);
  const last = () => [...raw.framesOf(MESSAGE.committed).at(-1)!];
  await until(() => last().toString() === [...committedFrame(401)].toString());
  const rows = await server.database.db.selectFrom('update_log').select('seq').where('document', '=', name).execute();
  expect(rows.length).toBe(1);
  bystander.destroy();
  raw.socket.close();
});

it('[SYNC-5] of an answer with a gap what fits is kept, the rest is not acknowledged, and nobody asks for ever', async () => {
  const name = board();
  const updates = chain(3);
  const other = new Y.Doc();
  other.getMap('test').set('fits', 1);
  const raw = await new RawPeer(server.url, name, editor).opened();
  await until(() => raw.framesOf(MESSAGE.sync).length === 1);
  raw.socket.send(stepTwo(Y.mergeUpdates([updates[2]!, Y.encodeStateAsUpdate(other)])));
  const late = await new Peer(server.url, name).synced();
  await until(() => late.map.get('fits') === 1);
  expect([late.doc.getArray('list').length, raw.framesOf(MESSAGE.sync).length, raw.framesOf(MESSAGE.committed).length]).toEqual([0, 1, 0]);
  late.destroy();
  raw.socket.close();
});

it('[SYNC-5] damaged updates reach neither the log in a shape that cannot be read again nor anybody else', async () => {
  const name = board();
  const one = await new Peer(server.url, name).synced();
  one.map.set('before', 1);
  const updates = chain(5);
  const random = (below: number) => crypto.getRandomValues(new Uint32Array(1))[0]! % below;
  for (let n = 0; n < 60; n++) {
    const raw = await new RawPeer(server.url, name, editor).opened();
    const damaged = updates[n % updates.length]!.slice();
    damaged[random(damaged.length)] = random(256);
    raw.socket.send(updateFrame(damaged));
    raw.socket.close();
    one.map.set('turn', n);
  }
  await until(() => one.committed === 62);
  const served = await server.rooms.read(parseName(name)!, (doc) => Y.snapshot(doc));
  const { doc } = await loadDocument(server.database, name);
  expect(Y.equalSnapshots(Y.snapshot(doc), served)).toBe(true);
  expect([doc.getMap('test').toJSON(), server.errors]).toEqual([{ before: 1, turn: 59 }, []]);
  one.destroy();
});

it('[SYNC-5] presence is one state of limited size for each connection, and nobody speaks for another', async () => {
  const name = board();
  const peer = await new Peer(server.url, name).synced();
  const own = peer.doc.clientID;
  peer.provider.awareness.setLocalStateField('tool', 'pen');
  const raw = await new RawPeer(server.url, name, editor).opened();
  raw.socket.send(presence({ client: own, clock: 99, json: '{"user":"Eve"}' }, { client: own, clock: 99, json: 'null' }));
  raw.socket.send(presence({ client: 1, clock: 1, json: JSON.stringify({ large: 'x'.repeat(70_000) }) }));
  raw.socket.send(presence(...Array.from({ length: 10_000 }, (_, n) => ({ client: 10 + n, clock: 1, json: '{}' }))));
  await until(() => peer.provider.awareness.getStates().has(10));
  raw.socket.send(presence({ client: 11, clock: 5, json: '{}' }, { client: 10, clock: 5, json: '{"now":1}' }));
  await until(() => peer.provider.awareness.getStates().get(10)?.now === 1);
  expect([...peer.provider.awareness.getStates().keys()].sort()).toEqual([10, own].sort());
  const late = await new Peer(server.url, name, { user: 'ben' }).synced();
  await until(() => late.provider.awareness.getStates().get(own)?.tool === 'pen');
  raw.socket.close();
  await until(() => !late.provider.awareness.getStates().has(10));
  for (const one of [peer, late]) one.destroy();
});

it('[SYNC-5] a reader that stops reading is cut off, and the others go on', async () => {
  const name = board();
  const [one, two] = [await new Peer(server.url, name).synced(), await new Peer(server.url, name, { user: 'ben' }).synced()];
  const raw = await new RawPeer(server.url, name, editor).opened();
  raw.socket.send(stepOne(Uint8Array.of(0)));
  await until(() => raw.framesOf(MESSAGE.sync).length === 2);
  raw.socket.pause();
  const before = server.rooms.counts.connections;
  const block = 'x'.repeat(1024 * 1024);
  for (let n = 0; server.rooms.counts.connections === before; n++) {
    one.map.set('k', n + block);
    await until(() => (two.map.get('k') as string | undefined)?.startsWith(String(n)) ?? false);
    expect(n).toBeLessThan(100);
  }
  expect([one.closed, two.closed]).toEqual([undefined, undefined]);
  raw.socket.resume();
  raw.socket.terminate();
  one.destroy();
  two.destroy();
});

it('[SYNC-5] a document does not grow beyond what fits into one frame', async () => {
  const name = board();
  const one = await new Peer(server.url, name).synced();
  const block = (mib: number) => new Uint8Array(mib * 1024 * 1024);
  one.map.set('a', block(15));
  await until(() => one.committed === 2);
  const two = await new Peer(server.url, name, { user: 'ben' }).synced();
  two.map.set('b', block(12));
  await until(() => two.closed === CLOSE.tooLarge);
  one.map.set('small', 1);
  await until(() => one.committed === 3);
  one.map.delete('a');
  await until(() => one.committed === 4);
  one.map.set('b', block(12));
  await until(() => one.committed === 5);
  one.destroy();
  two.destroy();
});

it('[ACC-4] wrong names, strangers and people of other workspaces are turned away for good', async () => {
  const closed = async (name: string, query: string) => {
    const raw = new RawPeer(server.url, name, query);
    await until(() => raw.closed !== undefined);
    return raw.closed;
  };
  expect(await closed(`${newId()}/wish/b1`, editor)).toBe(CLOSE.badRequest);
  expect(await closed('constructor/board/b1', editor)).toBe(CLOSE.badRequest);
  expect(await closed(`${newId()}/board/${encodeURIComponent('a/b')}`, editor)).toBe(CLOSE.badRequest);
  expect(await closed(board(), '')).toBe(CLOSE.noSession);
  expect(await closed(board(), 'user=eve')).toBe(CLOSE.noAccess);
  const name = `${newId()}/board/__proto__`;
  const odd = await new Peer(server.url, name).synced();
  odd.map.set('k', 1);
  await until(() => odd.committed === 2);
  expect(formatName({ workspaceId: name.split('/')[0]!, kind: 'board', docId: '__proto__' })).toBe(name);
  odd.destroy();
});
