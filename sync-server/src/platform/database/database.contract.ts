// The law of rows and transactions that every database adapter must keep; run on each of them by database.test.ts.
import { sql } from 'kysely';
import { newId, text } from 'shared/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from './port.ts';
import type { TestDatabase } from './test-databases.ts';

const plain = (payload: Uint8Array) => [...payload];

/** Registers the contract's tests for one adapter. */
export function databaseContract(make: () => Promise<TestDatabase>): void {
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

  const workspace = (id: string, created_at = 1) => ({ id, name: 'Studio', kind: 'personal' as const, created_at });

  it('[OPS-4] keeps text, integers up to 2^53, nulls and bytes as they were written', async () => {
    const hash = newId() + newId();
    const info = JSON.stringify({ title: 'Žluťoučký 🐎 "quoted" \\ \u2028' });
    const written = { hash, type: 'image/png', bytes: Number.MAX_SAFE_INTEGER, info, created_at: 1_790_000_000_000 };
    await database.db.insertInto('blob').values(written).execute();
    await database.db
      .insertInto('blob')
      .values({ ...written, hash: `${hash}0`, info: null })
      .execute();
    const rows = await database.db.selectFrom('blob').selectAll().where('hash', 'like', `${hash}%`).orderBy('hash').execute();
    expect(rows).toEqual([written, { ...written, hash: `${hash}0`, info: null }]);

    const state = Buffer.from([9, 9, ...Array.from({ length: 256 }, (_, value) => value), 9]).subarray(2, 258);
    await database.db.insertInto('snapshot').values({ document: hash, seq: 1, state, created_at: 1 }).execute();
    const kept = await database.db.selectFrom('snapshot').select('state').where('document', '=', hash).executeTakeFirstOrThrow();
    expect(plain(kept.state)).toEqual(plain(state));
  });

  it('[RUN-8] answers sums and counts as numbers', async () => {
    const purse = `play:${newId()}`;
    const entry = { purse, kind: 'grant' as const, run_id: null, item_id: null, reserved: 0, spent: 0, created_at: 1 };
    await database.db
      .insertInto('ledger')
      .values([0.5, 2, 3].map((n) => ({ ...entry, id: newId(), granted: n * 2_000_000 })))
      .execute();
    const sums = await database.db
      .selectFrom('ledger')
      .select((eb) => [eb.fn.sum<number>('granted').as('granted'), eb.fn.countAll<number>().as('entries')])
      .where('purse', '=', purse)
      .executeTakeFirstOrThrow();
    expect(sums).toEqual({ granted: 11_000_000, entries: 3 });
  });

  it('[RUN-1] answers an insert of a known id with nothing, or updates it, as it is told', async () => {
    const key = newId();
    const insert = (value: string) => database.db.insertInto('setting').values({ key, value });
    const ignore = (value: string) =>
      insert(value)
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returningAll()
        .executeTakeFirst();
    expect(await ignore('a')).toEqual({ key, value: 'a' });
    expect(await ignore('b')).toBeUndefined();
    const replaced = await insert('c')
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: 'c' }))
      .returning('value')
      .executeTakeFirst();
    expect(replaced).toEqual({ value: 'c' });
    const deleted = await database.db.deleteFrom('setting').where('key', '=', key).executeTakeFirst();
    expect(deleted.numDeletedRows).toBe(1n);
  });

  it('[OPS-4] knows a duplicate key from other errors', async () => {
    const row = workspace(newId());
    await database.db.insertInto('workspace').values(row).execute();
    const failure = (query: Promise<unknown>) =>
      query.then(
        () => undefined,
        (error: unknown) => error
      );
    const duplicate = await failure(database.db.insertInto('workspace').values(row).execute());
    const orphan = await failure(
      database.db.insertInto('member').values({ workspace_id: newId(), user_id: 'u', role: 'owner', created_at: 1 }).execute()
    );
    const nonsense = await failure(sql`select * from nowhere`.execute(database.db));
    expect([duplicate, orphan, nonsense].map((error) => database.isDuplicate(error))).toEqual([true, false, false]);
    expect([duplicate, orphan, nonsense].map((error) => database.isDiskFull(error))).toEqual([false, false, false]);
  });

  it('[OPS-4] pages by (time, id) without missing or repeating a row', async () => {
    const name = newId();
    const rows = Array.from({ length: 25 }, (_, n) => ({ ...workspace(newId(), 1 + (n % 3)), name }));
    await database.db.insertInto('workspace').values(rows).execute();
    const seen: string[] = [];
    for (let after: { created_at: number; id: string } | undefined; ;) {
      const page = await database.db
        .selectFrom('workspace')
        .select(['created_at', 'id'])
        .where('name', '=', name)
        .$if(after !== undefined, (query) =>
          query.where((eb) => eb(eb.refTuple('created_at', 'id'), '>', eb.tuple(after?.created_at ?? 0, after?.id ?? '')))
        )
        .orderBy('created_at')
        .orderBy('id')
        .limit(10)
        .execute();
      seen.push(...page.map((row) => row.id));
      after = page.at(-1);
      if (page.length < 10) break;
    }
    const expected = rows.toSorted((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1)).map((row) => row.id);
    expect(seen).toEqual(expected);
  });

  it('[OPS-4] says of U+0000 in text what the schema of texts promises: no such text is ever stored', async () => {
    const zero = database.db.insertInto('setting').values({ key: newId(), value: 'a\0b' }).execute();
    // SQLite would keep it and PostgreSQL refuses it, so that it must be refused before either sees it.
    if (subject.kind === 'postgres') await expect(zero).rejects.toThrow();
    else await zero;
    expect(text(10).safeParse('a\0b').success).toBe(false);
  });

  it('[RUN-2] lets twenty claimers at once take every item once', async () => {
    const run = newId();
    await database.db
      .insertInto('run')
      .values({
        id: run,
        workspace_id: 'w',
        user_id: 'u',
        title: '',
        recipe: '{}',
        engine: 'sandbox',
        purse: 'play:w',
        items: 200,
        collection: null,
        item_price: 1,
        paused: 0,
        cancelled: 0,
        revision: 1,
        created_at: 1,
        finished_at: null
      })
      .execute();
    await database.db
      .insertInto('item')
      .values(
        Array.from({ length: 200 }, (_, position) => ({
          id: newId(),
          run_id: run,
          workspace_id: 'w',
          user_id: 'u',
          position,
          state: 'queued',
          engine: 'sandbox' as const,
          due_at: 1,
          created_at: 1
        }))
      )
      .execute();
    const claim = (owner: string) =>
      database.db
        .updateTable('item')
        .set((eb) => ({ state: 'submitting', owner, lease_until: 1_000, fence: eb('fence', '+', 1) }))
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('item')
            .select('id')
            .where('state', '=', 'queued')
            .where('run_id', '=', run)
            .orderBy('due_at')
            .orderBy('id')
            .limit(15)
            .$if(database.skipLocked, (query) => query.forUpdate().skipLocked())
        )
        .returning(['id', 'fence'])
        .execute();
    const claimed = (await Promise.all(Array.from({ length: 20 }, (_, n) => claim(`owner-${n}`)))).flat();
    expect(new Set(claimed.map((item) => item.id)).size).toBe(claimed.length);
    expect(claimed).toHaveLength(200);
    expect(claimed.every((item) => item.fence === 1)).toBe(true);
  });

  it('[RUN-8] undoes everything of a transaction that fails, tables included', async () => {
    const id = newId();
    const failed = database.db.transaction().execute(async (transaction) => {
      await transaction.insertInto('workspace').values(workspace(id)).execute();
      await transaction.schema.createTable('half').addColumn('id', 'text').execute();
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await database.db.selectFrom('workspace').select('id').where('id', '=', id).execute()).toEqual([]);
    expect((await database.db.introspection.getTables()).map((table) => table.name)).not.toContain('half');
  });

  it('[RUN-8] shows a transaction its own rows, and others only committed ones, without making them wait', async () => {
    const id = newId();
    const find = (query: typeof database.db) => query.selectFrom('workspace').select('id').where('id', '=', id).execute();
    const inside = Promise.withResolvers<void>();
    const seen = Promise.withResolvers<void>();
    const done = database.db.transaction().execute(async (transaction) => {
      await transaction.insertInto('workspace').values(workspace(id)).execute();
      expect(await find(transaction)).toEqual([{ id }]);
      inside.resolve();
      await seen.promise;
    });
    await inside.promise;
    expect(await find(database.db)).toEqual([]);
    seen.resolve();
    await done;
    expect(await find(database.db)).toEqual([{ id }]);
  });

  it('[OPS-4] lets transactions that read and then write take turns, even those of another process', async () => {
    const other = await subject.open();
    const key = newId();
    await database.db.insertInto('setting').values({ key, value: '' }).execute();
    const extend = ({ db, skipLocked }: Database) =>
      db.transaction().execute(async (transaction) => {
        const query = transaction.selectFrom('setting').select('value').where('key', '=', key);
        const { value } = await query.$if(skipLocked, (one) => one.forUpdate()).executeTakeFirstOrThrow();
        await transaction
          .updateTable('setting')
          .set({ value: `${value}x` })
          .where('key', '=', key)
          .execute();
      });
    await Promise.all(Array.from({ length: 40 }, (_, n) => extend(n % 2 ? database : other)));
    await other.close();
    const { value } = await database.db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirstOrThrow();
    expect(value).toBe('x'.repeat(40));
  });

  it('[OPS-4] keeps everything when it is opened again, and migrates once', async () => {
    const id = newId();
    await database.db.insertInto('workspace').values(workspace(id)).execute();
    const migrated = () => sql<{ name: string }>`select name, timestamp from kysely_migration order by name`.execute(database.db);
    const before = (await migrated()).rows;
    await database.close();
    database = await subject.open();
    expect(await database.db.selectFrom('workspace').select('id').where('id', '=', id).execute()).toEqual([{ id }]);
    expect(before[0]?.name).toBe('0001-foundation');
    expect((await migrated()).rows).toEqual(before);
  });

  it('[OPS-4] refuses a database that a newer Preset has written', async () => {
    await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2099')`.execute(database.db);
    await expect(subject.open()).rejects.toThrow('9999-future');
    await sql`delete from kysely_migration where name = '9999-future'`.execute(database.db);
  });
}
