// What is known of a snapshot without decoding it; null for those that an earlier version wrote.
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const snapshotFacts: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('snapshot').addColumn('bytes', 'bigint').execute();
    await schema
      .alterTable('snapshot')
      .addColumn('state_vector', sql`bytea`)
      .execute();
    await schema
      .alterTable('snapshot')
      .addColumn('delete_set', sql`bytea`)
      .execute();
  }
};
