// Provider keys of workspaces, and addresses under which the provider has our files.
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const engine: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('engine_key')
      .addColumn('workspace_id', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('ending', 'text', (column) => column.notNull())
      .addColumn('level', 'text', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema
      .createTable('engine_upload')
      .addColumn('key_name', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('engine_upload_pk', ['key_name', 'hash'])
      .execute();
    await schema.createIndex('engine_upload_expiry_idx').on('engine_upload').column('expires_at').execute();
  }
};
