// Earlier states of documents, and what becomes of documents in the trash: the row of a purged one stays as its tombstone.
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const history: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('history')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('workspace_id', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('by', 'text')
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .addColumn('state', sql`bytea`, (column) => column.notNull())
      .execute();
    // Every fact but the state, so that lists and sums never read past states.
    await schema.createIndex('history_document_idx').on('history').columns(['document', 'created_at', 'id', 'name', 'bytes']).execute();
    await schema
      .createIndex('history_workspace_idx')
      .on('history')
      .columns(['workspace_id', 'created_at', 'id', 'name', 'bytes'])
      .execute();
    await schema
      .alterTable('document')
      .addColumn('history_seq', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await schema
      .alterTable('document')
      .addColumn('history_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await schema.alterTable('document').addColumn('trashed_at', 'bigint').execute();
    await schema.alterTable('document').addColumn('trash_seen_at', 'bigint').execute();
    await schema.alterTable('document').addColumn('purged_at', 'bigint').execute();
    await sql`create index document_history_idx on document (kind, history_at) where seq > history_seq`.execute(db);
  }
};
