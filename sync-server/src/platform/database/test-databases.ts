// Databases for tests, made fresh and removed afterwards: a SQLite file always, PostgreSQL where DATABASE_URL gives one.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe } from 'vitest';
import { openDatabase } from './open.ts';
import type { Database } from './port.ts';

export interface TestDatabase {
  readonly kind: Database['kind'];
  /** Path of the file, or the address. */
  readonly address: string;
  /** Opens the same database again at every call. */
  open(): Promise<Database>;
  /** Removes the database. */
  remove(): Promise<void>;
}

const address = process.env.DATABASE_URL;

async function sqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'preset-database-'));
  const file = join(folder, 'data', 'preset.db');
  return {
    kind: 'sqlite',
    address: file,
    open: () => openDatabase({ file }),
    remove: () => rm(folder, { recursive: true })
  };
}

async function postgres(): Promise<TestDatabase> {
  const name = `preset_test_${randomBytes(6).toString('hex')}`;
  const url = new URL(address ?? '');
  url.pathname = `/${name}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await administer(`create database ${name}`);
  return {
    kind: 'postgres',
    address: url.href,
    open: () => openDatabase({ url: url.href }),
    remove: () => administer(`drop database ${name} with (force)`)
  };
}

/** Registers tests of PostgreSQL alone. */
export function describePostgres(tests: (make: () => Promise<TestDatabase>) => void): void {
  describe.skipIf(!address)(address ? 'PostgreSQL' : 'PostgreSQL (skipped: DATABASE_URL is not set)', () => tests(postgres));
}

/** Registers the same tests for every database there is. */
export function describeDatabases(tests: (make: () => Promise<TestDatabase>) => void): void {
  describe('SQLite', () => tests(sqlite));
  describePostgres(tests);
}
