// The law of the update log that every database adapter must keep; run on each of them by database.test.ts.
import { newId } from 'shared/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from './port.ts';
import type { TestDatabase } from './test-databases.ts';

const bytes = (...values: number[]) => new Uint8Array(values);
const plain = (payload: Uint8Array) => [...payload];
const board = () => `${newId()}/board/b1`;

/** Registers the contract's tests for one adapter. */
export function logContract(make: () => Promise<TestDatabase>): void {
  let subject: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    subject = await make();
    database = await subject.open();
  });
  afterAll(async () => {
    await database?.close();
    await subject?.remove();
  });

  const logOf = (document: string) =>
    database.db.selectFrom('update_log').select(['seq', 'payload']).where('document', '=', document).orderBy('seq').execute();

  it('[SYNC-2] numbers the updates of a document without gaps, in the order of the calls', async () => {
    const [one, two] = [board(), board()];
    const first = database.appendUpdates([{ document: one, updates: [bytes(1), bytes(2, 2)] }]);
    const second = database.appendUpdates([
      { document: two, updates: [bytes(7)] },
      { document: one, updates: [bytes(3)] },
      { document: one, updates: [bytes(), bytes(5)] }
    ]);
    expect(await Promise.all([first, second])).toEqual([[2], [1, 3, 5]]);
    expect(await database.appendUpdates([{ document: one, updates: [bytes(6)] }])).toEqual([6]);
    const log = (await logOf(one)).map((row) => [row.seq, plain(row.payload)]);
    expect(log).toEqual([
      [1, [1]],
      [2, [2, 2]],
      [3, [3]],
      [4, []],
      [5, [5]],
      [6, [6]]
    ]);
    const [workspaceId = ''] = one.split('/');
    const row = await database.db.selectFrom('document').selectAll().where('name', '=', one).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ workspace_id: workspaceId, kind: 'board', seq: 6 });
    expect(row.created_at).toBeGreaterThan(0);
  });

  it('[SYNC-2] appends while transactions run, and loses or mixes neither', async () => {
    const documents = Array.from({ length: 20 }, board);
    const counter = newId();
    await database.db.insertInto('setting').values({ key: counter, value: '' }).execute();
    const appends = Array.from({ length: 60 }, async (_, round) => {
      const updates = documents.map((document, n) => ({ document, updates: [bytes(round, n), bytes(round, n, 1)] }));
      return database.appendUpdates(round % 2 ? updates : updates.toReversed());
    });
    const transactions = Array.from({ length: 60 }, () =>
      database.db.transaction().execute(async (transaction) => {
        const locked = transaction.selectFrom('setting').select('value').where('key', '=', counter);
        const { value } = await locked.$if(database.kind === 'postgres', (query) => query.forUpdate()).executeTakeFirstOrThrow();
        await transaction
          .updateTable('setting')
          .set({ value: `${value}x` })
          .where('key', '=', counter)
          .execute();
      })
    );
    await Promise.all([...appends, ...transactions]);
    const { value } = await database.db.selectFrom('setting').select('value').where('key', '=', counter).executeTakeFirstOrThrow();
    expect(value).toBe('x'.repeat(60));
    for (const document of documents) {
      const rows = await logOf(document);
      expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 120 }, (_, n) => n + 1));
      const rounds = rows.map((row) => row.payload[0]);
      expect(rounds).toEqual(rounds.toSorted((a = 0, b = 0) => a - b));
    }
  });

  it('[SYNC-2] appends thousands of updates at once, and waits for an open transaction of the same rows', async () => {
    const document = board();
    const updates = Array.from({ length: 2_500 }, (_, n) => bytes(n % 256, n >> 8));
    let appended: Promise<number[]> | undefined;
    await database.db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('document')
        .values({ name: document, workspace_id: 'w', kind: 'board', seq: 10, created_at: 1, updated_at: 1 })
        .execute();
      appended = database.appendUpdates([{ document, updates }]);
    });
    expect(await appended).toEqual([2_510]);
    const rows = await logOf(document);
    expect(rows.map((row) => row.seq)).toEqual(updates.map((_, n) => n + 11));
    expect(plain(rows.at(-1)?.payload ?? bytes())).toEqual([2_499 % 256, 2_499 >> 8]);
  });

  it('[SYNC-5] refuses an entry without updates or with a malformed name, and nothing else of the tick', async () => {
    const document = board();
    const good = database.appendUpdates([{ document, updates: [bytes(1)] }]);
    await expect(database.appendUpdates([{ document, updates: [] }])).rejects.toThrow(RangeError);
    await expect(database.appendUpdates([{ document: 'no-slashes', updates: [bytes(1)] }])).rejects.toThrow(RangeError);
    expect(await database.appendUpdates([])).toEqual([]);
    expect(await good).toEqual([1]);
  });

  it('[SYNC-2] writes nothing to a purged document, and all else of the same commit', async () => {
    const [purged, other] = [board(), board()];
    await database.appendUpdates([{ document: purged, updates: [bytes(1)] }]);
    await database.db.updateTable('document').set({ purged_at: 1 }).where('name', '=', purged).execute();
    const entries = [
      { document: other, updates: [bytes(2)] },
      { document: purged, updates: [bytes(3), bytes(4, 4)] },
      { document: other, updates: [bytes(5)] }
    ];
    expect(await database.appendUpdates(entries)).toEqual([1, 0, 2]);
    expect((await logOf(other)).map(({ payload }) => plain(payload))).toEqual([[2], [5]]);
    expect((await logOf(purged)).map(({ payload }) => plain(payload))).toEqual([[1]]);
  });

  it('[OPS-4] numbers the updates of two processes together, in whatever order they name the documents', async () => {
    const other = await subject.open();
    const documents = Array.from({ length: 1_500 }, board);
    const write = async (process: Database, names: string[]) => {
      for (let round = 0; round < 3; round++) {
        await process.appendUpdates(names.map((document) => ({ document, updates: [bytes(round)] })));
      }
    };
    await Promise.all([write(database, documents), write(other, documents.toReversed())]);
    await other.close();
    const rows = await database.db.selectFrom('document').select(['name', 'seq']).where('name', 'in', documents).execute();
    expect(new Map(rows.map((row) => [row.name, row.seq]))).toEqual(new Map(documents.map((document) => [document, 6])));
    for (const document of documents.slice(0, 5)) expect((await logOf(document)).map((row) => row.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('[SYNC-2] finishes what was asked before it closes, and refuses what comes after', async () => {
    const document = board();
    const appended = database.appendUpdates([{ document, updates: [bytes(1)] }]);
    const changed = database.db.insertInto('setting').values({ key: newId(), value: '' }).execute();
    await Promise.all([database.close(), database.close()]);
    expect(await appended).toEqual([1]);
    await changed;
    await expect(database.db.insertInto('setting').values({ key: newId(), value: '' }).execute()).rejects.toThrow();
    await expect(database.appendUpdates([{ document, updates: [bytes(2)] }])).rejects.toThrow();
    database = await subject.open();
    expect(await logOf(document)).toHaveLength(1);
  });
}
