// Proves that earlier states are taken, bounded, shown and restored, on every database.
import { newId, Problem } from 'shared/kernel';
import { formatName, restoreTopLevel, type DocumentName } from 'shared/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Database } from '#platform/database';
import { describeDatabases, type TestDatabase } from '../../platform/database/test-databases.ts';
import { Rooms } from '../rooms.ts';
import { DocumentHistory, type DocumentHistoryOptions } from './history.ts';

const MINUTE = 60_000;
const running = new AbortController().signal;

describeDatabases((make) => {
  let stored: TestDatabase;
  let database: Database;
  let rooms: Rooms;
  let now: number;

  beforeAll(async () => {
    stored = await make();
    database = await stored.open();
    rooms = new Rooms({
      database,
      report: (error) => {
        throw error;
      }
    });
  });
  afterAll(async () => {
    await rooms.drain();
    await database.close();
    await stored.remove();
  });

  const board = (workspaceId = newId()): DocumentName => ({ workspaceId, kind: 'board', docId: newId() });
  const historyOf = (options: Partial<DocumentHistoryOptions> = {}) => {
    now = Date.now();
    return new DocumentHistory({
      database,
      rooms,
      restore: { board: restoreTopLevel },
      named: 3,
      workspaceBytes: 1_000_000,
      report: (error) => {
        throw error;
      },
      now: () => now,
      ...options
    });
  };
  const set = (name: DocumentName, key: string, value: unknown) => rooms.change(name, (doc) => doc.getMap('items').set(key, value));
  const items = (name: DocumentName) => rooms.read(name, (doc) => doc.getMap('items').toJSON());
  const shown = async (history: DocumentHistory, id: string) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await history.state(id));
    return doc.getMap('items').toJSON();
  };
  const codeOf = (failing: Promise<unknown>) =>
    failing.then(
      () => 'done',
      (error: unknown) => (error instanceof Problem ? error.code : String(error))
    );

  it('[SYNC-6] a named state is shown as it was and restored, and the state before the restore is kept too', async () => {
    const [history, name, id] = [historyOf(), board(), newId()];
    await set(name, 'a', 1);
    const kept = await history.keep(name, { id, name: 'First light', by: 'ann' });
    expect(kept).toMatchObject({ id, name: 'First light', by: 'ann', createdAt: now });
    await set(name, 'a', 2);
    await set(name, 'b', 2);
    // Sent again, it is still the state of the first time.
    expect(await history.keep(name, { id, name: 'Other', by: 'ann' })).toEqual(kept);
    expect(await shown(history, id)).toEqual({ a: 1 });
    now += MINUTE;
    await history.restore(id);
    expect(await items(name)).toEqual({ a: 1 });
    const [before] = await history.list(name);
    expect(before).toMatchObject({ name: null, by: null });
    await history.restore(before!.id);
    expect(await items(name)).toEqual({ a: 2, b: 2 });
    expect(await history.workspaceOf(id)).toBe(name.workspaceId);
  });

  it('[SYNC-6] states are taken by themselves after ten minutes of work, and none while nothing changes', async () => {
    const [history, name] = [historyOf(), board()];
    const mine = async () => (await history.list(name)).length;
    await set(name, 'a', 1);
    await history.takeDue(running);
    expect(await mine()).toBe(0);
    now += 10 * MINUTE + 1_000;
    await history.takeDue(running);
    expect(await mine()).toBe(1);
    now += 60 * MINUTE;
    await history.takeDue(running);
    expect(await mine()).toBe(1);
    await set(name, 'a', 2);
    await history.takeDue(running);
    expect(await mine()).toBe(2);
    await set(name, 'a', 3);
    now += 5 * MINUTE;
    await history.takeDue(running);
    expect(await mine()).toBe(2);
    const [newest] = await history.list(name);
    expect(await shown(history, newest!.id)).toEqual({ a: 2 });
  });

  it('[SYNC-6] old automatic states thin out, and named ones stay', async () => {
    const [history, name] = [historyOf(), board()];
    for (let step = 0; step < 12; step++) {
      await set(name, 'a', step);
      now += 11 * MINUTE;
      await history.takeDue(running);
    }
    await history.keep(name, { id: newId(), name: 'Kept', by: 'ann' });
    const before = await history.list(name);
    now += 20 * 24 * 60 * MINUTE;
    await history.thinAll(running);
    const after = await history.list(name);
    expect(before.length).toBeGreaterThan(6);
    expect(after.length).toBeLessThanOrEqual(3);
    expect(after.filter(({ name: named }) => named === 'Kept')).toHaveLength(1);
  });

  it('[SYNC-6] names and bytes are bounded: automatic states make room, named ones are refused', async () => {
    const history = historyOf({ workspaceBytes: 3_000 });
    const name = board();
    const noise = () => Buffer.from(crypto.getRandomValues(new Uint8Array(520))).toString('base64');
    for (let step = 0; step < 8; step++) {
      await set(name, 'a', noise());
      now += 11 * MINUTE;
      await history.takeDue(running);
      const bytes = (await history.list(name)).reduce((sum, entry) => sum + entry.bytes, 0);
      expect(bytes).toBeLessThanOrEqual(3_000);
    }
    const kept = await history.list(name);
    expect(kept.length).toBeGreaterThan(1);
    const keep = (place: DocumentName) => codeOf(history.keep(place, { id: newId(), name: 'Mine', by: 'ann' }));
    expect([await keep(name), await keep(name), await keep(name), await keep(name)]).toEqual(['done', 'done', 'done', 'history-full']);
    const mine = (await history.list(name)).filter((entry) => entry.name === 'Mine');
    expect(mine).toHaveLength(3);
    await history.remove(mine[0]!.id);
    await history.remove(mine[0]!.id);
    expect(await keep(name)).toBe('done');
    const other = board(name.workspaceId);
    await set(other, 'a', noise() + noise() + noise());
    expect(await keep(other)).toBe('history-full');
    expect(await history.list(other)).toEqual([]);
  });

  it('[SYNC-6] what has no history says so, and what is not there is not found', async () => {
    const history = historyOf();
    const keep = (place: DocumentName) => codeOf(history.keep(place, { id: newId(), name: 'Mine', by: 'ann' }));
    expect(await keep({ ...board(), kind: 'gallery' })).toBe('no-history');
    expect(await keep(board())).toBe('not-found');
    expect(await codeOf(history.restore(newId()))).toBe('not-found');
    expect(await codeOf(history.state(newId()))).toBe('not-found');
    expect(await history.list(board())).toEqual([]);
  });

  it('[SYNC-6] a document whose state cannot be taken is reported and holds up no other', async () => {
    const reported: string[] = [];
    const [broken, sound] = [board(), board()];
    const history = historyOf({ report: (_, document) => reported.push(document) });
    await set(sound, 'a', 1);
    await database.appendUpdates([{ document: formatName(broken), updates: [new Uint8Array([9, 9, 9])] }]);
    now += 11 * MINUTE;
    await history.takeDue(running);
    expect(reported).toEqual([formatName(broken)]);
    expect(await history.list(sound)).toHaveLength(1);
    await history.takeDue(running);
    expect(reported).toHaveLength(1);
    await database.db.deleteFrom('update_log').where('document', '=', formatName(broken)).execute();
    await database.db.deleteFrom('document').where('name', '=', formatName(broken)).execute();
  });
});
