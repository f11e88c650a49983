// Proves that documents end 30 days after they went to the trash, wholly and for good, and that nothing else ever does.
import { newId } from 'shared/kernel';
import {
  addDocument,
  DIRECTORY_ID,
  formatName,
  readDocuments,
  registerShard,
  restoreDocument,
  restoreTopLevel,
  trashDocument,
  type DocumentName
} from 'shared/sync';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Database } from '#platform/database';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';
import { snapshotDocument } from './document-log.ts';
import { DocumentHistory } from './history/history.ts';
import { purgeDocument } from './purge.ts';
import { Rooms } from './rooms.ts';
import { Trash } from './trash.ts';

const DAY = 24 * 60 * 60 * 1000;
const running = new AbortController().signal;

describeDatabases((make) => {
  let stored: TestDatabase;
  let database: Database;
  let rooms: Rooms;
  let history: DocumentHistory;
  let now: number;
  let board: DocumentName;
  let directory: DocumentName;

  const failing = (error: unknown) => {
    throw error;
  };
  beforeAll(async () => {
    stored = await make();
    database = await stored.open();
    rooms = new Rooms({ database, report: failing });
    history = new DocumentHistory({
      database,
      rooms,
      restore: { board: restoreTopLevel },
      named: 9,
      workspaceBytes: 1_000_000,
      report: failing
    });
  });
  afterAll(async () => {
    await rooms.drain();
    await database.close();
    await stored.remove();
  });
  beforeEach(async () => {
    now = 1_000 * DAY;
    const workspaceId = newId();
    board = { workspaceId, kind: 'board', docId: 'b' };
    directory = { workspaceId, kind: 'directory', docId: DIRECTORY_ID };
    await rooms.change(directory, (doc) => addDocument(doc, { kind: 'board', docId: 'b', title: 'Harbour', createdAt: now }));
    await rooms.change(board, (doc) => doc.getMap('items').set('a', 1));
  });

  const trash = () => new Trash({ database, rooms, report: failing, now: () => now });
  const sweep = async () => (await trash().sweep(running)).filter((name) => name.startsWith(board.workspaceId));
  const throwAway = (at = now) => rooms.change(directory, (doc) => trashDocument(doc, { kind: 'board', docId: 'b' }, at));
  const listed = () => rooms.read(directory, readDocuments);
  const rowsOf = async (document = formatName(board)) => {
    const count = async (table: 'update_log' | 'snapshot' | 'history') =>
      (await database.db.selectFrom(table).select('document').where('document', '=', document).execute()).length;
    return [await count('update_log'), await count('snapshot'), await count('history')];
  };
  const tombstone = async () =>
    (await database.db.selectFrom('document').select('purged_at').where('name', '=', formatName(board)).executeTakeFirst())?.purged_at;

  it('[SYNC-6] log, snapshots and history go after 30 days, a tombstone stays, and the directory lists it no more', async () => {
    await history.keep(board, { id: newId(), name: 'Kept', by: 'ann' });
    await rooms.change(board, (doc) => doc.getMap('items').set('b', 2));
    expect(await rowsOf()).toEqual([1, 1, 1]);
    await throwAway();
    expect(await sweep()).toEqual([]);
    now += 30 * DAY - 1;
    expect(await sweep()).toEqual([]);
    expect(await rowsOf()).toEqual([1, 1, 1]);
    now += 1;
    expect(await sweep()).toEqual([formatName(board)]);
    expect([await rowsOf(), await tombstone(), await listed()]).toEqual([[0, 0, 0], now, []]);
    expect(await sweep()).toEqual([]);
  });

  it('[SYNC-6] a document that was taken back, or thrown away again, gets its 30 days anew', async () => {
    await throwAway();
    await sweep();
    now += 20 * DAY;
    await rooms.change(directory, (doc) => restoreDocument(doc, { kind: 'board', docId: 'b' }));
    await sweep();
    await throwAway();
    await sweep();
    now += 20 * DAY;
    expect(await sweep()).toEqual([]);
    await throwAway();
    await sweep();
    now += 29 * DAY;
    expect(await sweep()).toEqual([]);
    now += DAY;
    expect(await sweep()).toEqual([formatName(board)]);
  });

  it('[SYNC-6] a device whose clock is wrong ends nothing early', async () => {
    await throwAway(1);
    expect(await sweep()).toEqual([]);
    now += 29 * DAY;
    expect(await sweep()).toEqual([]);
    expect(await rooms.read(board, (doc) => doc.getMap('items').size)).toBe(1);
  });

  it('[SYNC-6] no later write, by a room, a log or a snapshot under way, brings a purged document back', async () => {
    await throwAway();
    await sweep();
    now += 31 * DAY;
    const folding = rooms.change(board, (doc) => doc.getMap('items').set('b', 1)).then(() => snapshotDocument(database, formatName(board)));
    await Promise.all([sweep(), folding.catch(() => undefined)]);
    await sweep();
    expect(await tombstone()).toBe(now);
    const update = Y.encodeStateAsUpdate(new Y.Doc());
    expect(await database.appendUpdates([{ document: formatName(board), updates: [update] }])).toEqual([0]);
    await expect(rooms.change(board, (doc) => doc.getMap('items').set('c', 1))).rejects.toMatchObject({ code: 'document-purged' });
    await expect(rooms.read(board, (doc) => doc.getMap('items').size)).rejects.toMatchObject({ code: 'document-purged' });
    await expect(history.keep(board, { id: newId(), name: 'Late', by: 'ann' })).rejects.toMatchObject({ code: 'document-purged' });
    expect(await rowsOf()).toEqual([0, 0, 0]);
  });

  it('[SYNC-6] a room that has the document in memory does not write to it after a purge elsewhere', async () => {
    const ground = { directory: formatName(directory), seq: 1 };
    expect(await purgeDocument(database, board, ground, now)).toBe(true);
    await expect(rooms.change(board, (doc) => doc.getMap('items').set('b', 1))).rejects.toMatchObject({ code: 'document-purged' });
    expect(await rowsOf()).toEqual([0, 0, 0]);
    expect(await purgeDocument(database, board, ground, now)).toBe(false);
  });

  it('[SYNC-6] nothing is purged on the ground of a directory that has changed since it was read', async () => {
    await throwAway();
    expect(await purgeDocument(database, board, { directory: formatName(directory), seq: 1 }, now)).toBe(false);
    expect(await tombstone()).toBe(null);
  });

  it('[SYNC-6] galleries and directories are never purged, whatever the directory says', async () => {
    const gallery: DocumentName = { ...board, kind: 'gallery', docId: 'b' };
    await rooms.change(gallery, (doc) => doc.getMap('assets').set('x', 1));
    await rooms.change(directory, (doc) => {
      registerShard(doc, 'b', { writer: 'server', openedAt: 1 });
      for (const key of ['gallery/b', 'directory/main']) {
        doc.getMap('documents').set(key, { createdAt: 1 });
        doc.getMap('documents').set(`${key}/trashedAt`, 1);
      }
    });
    await sweep();
    now += 400 * DAY;
    expect(await sweep()).toEqual([]);
    for (const name of [gallery, directory]) {
      await expect(purgeDocument(database, name, { directory: formatName(directory), seq: 2 }, now)).rejects.toThrow();
      expect((await rowsOf(formatName(name)))[0]).toBeGreaterThan(0);
    }
  });

  it('[SYNC-6] what was purged but is still listed, as after a crash, leaves the list at the next round', async () => {
    await throwAway();
    await sweep();
    now += 30 * DAY;
    const seq = (await database.db.selectFrom('document').select('seq').where('name', '=', formatName(directory)).executeTakeFirstOrThrow())
      .seq;
    expect(await purgeDocument(database, board, { directory: formatName(directory), seq }, now)).toBe(true);
    expect(await listed()).toHaveLength(1);
    expect(await sweep()).toEqual([]);
    expect(await listed()).toEqual([]);
  });
});
