// Items that differ and cost differently, keys, modes and priorities; whom and which day a ledger entry counts for; caps; strays.
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const DAY_MS = 24 * 60 * 60_000;

export const runs: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    const keyName = sql`case engine when 'sandbox' then 'sandbox' else 'server' end`;
    for (const table of ['run', 'item']) {
      await schema
        .alterTable(table)
        .addColumn('key_name', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
      await sql`update ${sql.table(table)} set key_name = ${keyName}`.execute(db);
    }
    await schema.alterTable('run').addColumn('mode', 'text').execute();
    for (const column of ['priority', 'total']) await addNumber(db, 'run', column);
    await sql`update run set total = items * item_price`.execute(db);

    for (const column of ['price', 'revision', 'reserved_at']) await addNumber(db, 'item', column);
    for (const column of ['change', 'text']) await schema.alterTable('item').addColumn(column, 'text').execute();
    await sql`update item set reserved_at = created_at, price = (select item_price from run where run.id = item.run_id)`.execute(db);
    await schema.createIndex('item_key_due_idx').on('item').columns(['key_name', 'state', 'due_at', 'id']).execute();
    await schema.dropIndex('item_due_idx').execute();

    for (const column of ['workspace_id', 'user_id']) await schema.alterTable('ledger').addColumn(column, 'text').execute();
    await addNumber(db, 'ledger', 'day');
    await sql`update ledger set
      workspace_id = (select workspace_id from run where run.id = ledger.run_id),
      user_id = (select user_id from run where run.id = ledger.run_id),
      day = created_at / ${sql.lit(DAY_MS)}`.execute(db);
    await schema.createIndex('ledger_workspace_idx').on('ledger').columns(['workspace_id', 'day']).execute();
    await schema.createIndex('ledger_newest_idx').on('ledger').columns(['workspace_id', 'created_at', 'id']).execute();
    await schema.createIndex('ledger_item_idx').on('ledger').column('item_id').execute();

    await schema
      .createTable('cap')
      .addColumn('workspace_id', 'text', (column) => column.primaryKey())
      .addColumn('run', 'bigint')
      .addColumn('member_day', 'bigint')
      .addColumn('workspace_day', 'bigint')
      .addColumn('updated_by', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema
      .createTable('stray')
      .addColumn('prediction_id', 'text', (column) => column.primaryKey())
      .addColumn('key_name', 'text', (column) => column.notNull())
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('found_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex('attempt_prediction_idx').on('attempt').column('prediction_id').execute();
  }
};

async function addNumber({ schema }: Kysely<unknown>, table: string, name: string): Promise<void> {
  await schema
    .alterTable(table)
    .addColumn(name, 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
}
