// The collection that a run's results land in, as its asker chose it.
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const runCollection: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('run').addColumn('collection', 'text').execute();
    await schema.createIndex('run_collection_idx').on('run').columns(['workspace_id', 'collection', 'created_at', 'id']).execute();
  }
};
