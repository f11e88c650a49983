// Proves over real sockets that a purge reaches those who have the document open, and those who come with old edits.
import { createHash } from 'node:crypto';
import { newId } from 'shared/kernel';
import { CLOSE, encodeDeleteSet, encodeEntry, parseName, readAnswers, type DocumentName } from 'shared/sync';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Peer, until } from './peer.fixture.ts';
import { purgeDocument } from './purge.ts';
import { startServer, type TestServer } from './server.fixture.ts';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';

describeDatabases((make) => {
  const stored: TestDatabase[] = [];
  const fresh = async () => {
    const made = await make();
    stored.push(made);
    return made;
  };

  let server: TestServer;
  const peers: Peer[] = [];
  beforeEach(async () => {
    server = await startServer((await fresh()).address);
  });
  afterEach(async () => {
    for (const peer of peers.splice(0)) peer.destroy();
    await server.stop();
    for (const made of stored.splice(0)) await made.remove();
  });

  const workspaceId = newId();
  const document = `${workspaceId}/board/b`;
  const seat = (peer: Peer) => {
    peers.push(peer);
    return peer;
  };

  async function purge(): Promise<void> {
    const directory = `${workspaceId}/directory/main`;
    await server.rooms.change(parseName(directory) as DocumentName, (doc) => doc.getMap('documents').set('x', 1));
    expect(await purgeDocument(server.database, parseName(document) as DocumentName, { directory, seq: 1 }, 1)).toBe(true);
  }
  const rows = async () =>
    (await server.database.db.selectFrom('update_log').select('seq').where('document', '=', document).execute()).length;

  it('[SYNC-6] open sockets of a purged document end with 4410, and so does a device that returns with edits', async () => {
    const here = seat(await new Peer(server.url, document).synced());
    here.map.set('a', 1);
    await until(async () => (await rows()) > 0);
    await purge();
    server.rooms.endPurged(parseName(document) as DocumentName);
    await until(() => here.closed === CLOSE.purged);
    const returning = seat(new Peer(server.url, document, { doc: here.doc }));
    returning.map.set('b', 2);
    await until(() => returning.closed === CLOSE.purged);
    expect([await rows(), returning.committed, server.errors]).toEqual([0, 0, []]);
  });

  it('[SYNC-6] a process that was not told of the purge finds out at the next edit, acknowledges nothing and closes with 4410', async () => {
    const [one, two] = [seat(await new Peer(server.url, document).synced()), seat(await new Peer(server.url, document).synced())];
    one.map.set('a', 1);
    await until(() => two.map.get('a') === 1);
    await purge();
    const before = one.committed;
    one.map.set('a', 2);
    await until(() => one.closed === CLOSE.purged && two.closed === CLOSE.purged);
    expect([await rows(), one.committed <= before, two.map.get('a'), server.errors]).toEqual([0, true, 1, []]);
  });

  it('[SYNC-3] an exchange is told that the document was purged, whatever copy the device has', async () => {
    const here = seat(await new Peer(server.url, document).synced());
    here.map.set('a', 1);
    await until(async () => (await rows()) > 0);
    const copy = here.doc;
    const exchange = async (stateVector: Uint8Array, difference: Uint8Array) => {
      const deleteSet = createHash('sha256').update(encodeDeleteSet(copy)).digest();
      const body = encodeEntry({ name: document, stateVector, deleteSet, difference });
      const url = `${server.url.replace('ws', 'http').replace('/sync', '/api/sync/exchange')}?user=ada`;
      const { body: answers } = await fetch(url, { method: 'POST', body });
      for await (const { index: _, ...answer } of readAnswers(answers!)) return answer;
      return undefined;
    };
    const nothing = new Uint8Array();
    expect(await exchange(Y.encodeStateVector(copy), nothing)).toEqual({ kind: 'same' });
    here.destroy();
    await purge();
    server.rooms.endPurged(parseName(document) as DocumentName);
    const told = { kind: 'refused', reason: 'purged' };
    expect(await exchange(Y.encodeStateVector(copy), nothing)).toEqual(told);
    expect(await exchange(Uint8Array.of(0), nothing)).toEqual(told);
    expect(await exchange(Y.encodeStateVector(copy), Y.encodeStateAsUpdate(copy))).toEqual(told);
    expect([await rows(), server.errors]).toEqual([0, []]);
  });
});
