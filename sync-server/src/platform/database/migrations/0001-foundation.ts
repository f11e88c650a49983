// The first tables. `text`, `bigint` and `bytea` are right for both databases: SQLite takes affinities from them.
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Database } from '../port.ts';

/** Makes every table of Preset's beginning. */
export function foundation(kind: Database['kind']): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await authTables(db, kind);
      await accountTables(db);
      await blobTables(db);
      await documentTables(db);
      await runTables(db);
    }
  };
}

/** better-auth's tables by its own names; its planner proves in a test that nothing is missing. */
async function authTables({ schema }: Kysely<unknown>, kind: Database['kind']): Promise<void> {
  const date = kind === 'postgres' ? sql`timestamptz` : sql`date`;
  await schema
    .createTable('user')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('emailVerified', 'boolean', (column) => column.notNull())
    .addColumn('image', 'text')
    .addColumn('createdAt', date, (column) => column.notNull())
    .addColumn('updatedAt', date, (column) => column.notNull())
    .addColumn('isAnonymous', 'boolean')
    .execute();
  await schema
    .createTable('session')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('expiresAt', date, (column) => column.notNull())
    .addColumn('token', 'text', (column) => column.notNull().unique())
    .addColumn('createdAt', date, (column) => column.notNull())
    .addColumn('updatedAt', date, (column) => column.notNull())
    .addColumn('ipAddress', 'text')
    .addColumn('userAgent', 'text')
    .addColumn('userId', 'text', (column) => column.notNull().references('user.id').onDelete('cascade'))
    .execute();
  await schema.createIndex('session_userId_idx').on('session').column('userId').execute();
  await schema
    .createTable('account')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('accountId', 'text', (column) => column.notNull())
    .addColumn('providerId', 'text', (column) => column.notNull())
    .addColumn('userId', 'text', (column) => column.notNull().references('user.id').onDelete('cascade'))
    .addColumn('accessToken', 'text')
    .addColumn('refreshToken', 'text')
    .addColumn('idToken', 'text')
    .addColumn('accessTokenExpiresAt', date)
    .addColumn('refreshTokenExpiresAt', date)
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('createdAt', date, (column) => column.notNull())
    .addColumn('updatedAt', date, (column) => column.notNull())
    .execute();
  await schema.createIndex('account_userId_idx').on('account').column('userId').execute();
  await schema
    .createTable('verification')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('identifier', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('expiresAt', date, (column) => column.notNull())
    .addColumn('createdAt', date, (column) => column.notNull())
    .addColumn('updatedAt', date, (column) => column.notNull())
    .execute();
  await schema.createIndex('verification_identifier_idx').on('verification').column('identifier').execute();
}

/** Rows point at users without a foreign key: nothing of a workspace may go, or hinder, when a user goes. */
async function accountTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('workspace')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('member')
    .addColumn('workspace_id', 'text', (column) => column.notNull().references('workspace.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('member_pk', ['workspace_id', 'user_id'])
    .execute();
  await schema.createIndex('member_user_idx').on('member').column('user_id').execute();
  await schema
    .createTable('device')
    .addColumn('secret_hash', 'text', (column) => column.notNull())
    .addColumn('workspace_id', 'text', (column) => column.notNull().references('workspace.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('device_pk', ['secret_hash', 'workspace_id'])
    .execute();
  await schema
    .createTable('operator')
    .addColumn('user_id', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('setting')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

async function blobTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('blob')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('info', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('blob_grant')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('blob_grant_pk', ['workspace_id', 'hash'])
    .execute();
  await schema.createIndex('blob_grant_hash_idx').on('blob_grant').column('hash').execute();
}

async function documentTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('document')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('document_workspace_idx').on('document').columns(['workspace_id', 'kind']).execute();
  await schema
    .createTable('update_log')
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('payload', 'bytea', (column) => column.notNull())
    .addPrimaryKeyConstraint('update_log_pk', ['document', 'seq'])
    .execute();
  await schema
    .createTable('snapshot')
    .addColumn('document', 'text', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('state', 'bytea', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('gallery_shard')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('shard_id', 'text', (column) => column.notNull())
    .addColumn('assets', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('gallery_shard_pk', ['workspace_id', 'shard_id'])
    .execute();
}

async function runTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('run')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('recipe', 'text', (column) => column.notNull())
    .addColumn('engine', 'text', (column) => column.notNull())
    .addColumn('purse', 'text', (column) => column.notNull())
    .addColumn('items', 'bigint', (column) => column.notNull())
    .addColumn('item_price', 'bigint', (column) => column.notNull())
    .addColumn('paused', 'bigint', (column) => column.notNull())
    .addColumn('cancelled', 'bigint', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .execute();
  await schema.createIndex('run_workspace_idx').on('run').columns(['workspace_id', 'created_at', 'id']).execute();
  await schema
    .createTable('item')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('run_id', 'text', (column) => column.notNull().references('run.id').onDelete('cascade'))
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('engine', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('fence', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('attempts', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('cancel_requested', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('prediction_id', 'text')
    .addColumn('result', 'text')
    .addColumn('problem', 'text')
    .addColumn('assets', 'text')
    .addColumn('charged', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('submitted_at', 'bigint')
    .addColumn('delivered_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('item_run_idx').on('item').columns(['run_id', 'position']).execute();
  await schema.createIndex('item_due_idx').on('item').columns(['state', 'due_at', 'id']).execute();
  await schema.createIndex('item_prediction_idx').on('item').column('prediction_id').execute();
  await schema
    .createTable('attempt')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('item_id', 'text', (column) => column.notNull().references('item.id').onDelete('cascade'))
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('prediction_id', 'text')
    .addColumn('error', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('answered_at', 'bigint')
    .addUniqueConstraint('attempt_number_key', ['item_id', 'number'])
    .execute();
  await schema.createIndex('attempt_token_idx').on('attempt').column('token').unique().execute();
  await schema.createIndex('attempt_created_idx').on('attempt').column('created_at').execute();
  await schema
    .createTable('ledger')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('purse', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text')
    .addColumn('item_id', 'text')
    .addColumn('granted', 'bigint', (column) => column.notNull())
    .addColumn('reserved', 'bigint', (column) => column.notNull())
    .addColumn('spent', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('ledger_purse_idx').on('ledger').column('purse').execute();
  await schema.createIndex('ledger_run_idx').on('ledger').column('run_id').execute();
}
