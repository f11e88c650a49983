// What only PostgreSQL can do to us: cut a connection in the middle of a transaction.
import { sql } from 'kysely';
import { newId } from 'shared/kernel';
import { expect, it } from 'vitest';
import { describePostgres } from './test-databases.ts';

describePostgres((make) => {
  it('[OPS-4] fails the transaction whose connection is cut, and nothing else', async () => {
    const stored = await make();
    const database = await stored.open();
    const { db } = database;
    const key = newId();
    const cut = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('setting').values({ key, value: '' }).execute();
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(db);
      await transaction.selectFrom('setting').select('key').execute();
    });
    await expect(cut).rejects.toThrow();
    expect(await db.selectFrom('setting').select('key').where('key', '=', key).execute()).toEqual([]);
    expect(await database.appendUpdates([{ document: 'w/board/b', updates: [new Uint8Array(1)] }])).toEqual([1]);
    await database.close();
    await stored.remove();
  });
});
