// Since when nothing of a workspace refers to a blob that it may read; null while something does.
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const blobCollection: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('blob_grant').addColumn('unreferenced_since', 'bigint').execute();
  }
};
