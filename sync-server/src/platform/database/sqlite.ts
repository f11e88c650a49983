// The embedded database: one file, one writing worker, one read-only connection in this thread.
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppendQueue } from './append-queue.ts';
import { codeOf } from './errors.ts';
import { Gate } from './gate.ts';
import type { Database as Port } from './port.ts';
import { SqliteWorkerDialect } from './sqlite-dialect.ts';
import { SqliteWriter } from './sqlite-writer.ts';
import { Statements } from './statements.ts';
import type { Tables } from './tables.ts';

const duplicates = new Set(['SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_ROWID']);

export async function openSqlite(file: string): Promise<Port> {
  mkdirSync(dirname(file), { recursive: true });
  const writer = await SqliteWriter.start(file);
  // Only now: a read-only connection cannot make the file or its write-ahead log.
  const reading = new Database(file, { readonly: true, timeout: 5_000 });
  const gate = new Gate();
  const db = new Kysely<Tables>({ dialect: new SqliteWorkerDialect({ writer, gate, reader: new Statements(reading) }) });
  const log = new AppendQueue((entries) => gate.passFirst(() => writer.append(entries)));
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    await log.idle();
    await db.destroy();
    // The writer closes last, because the last connection is the one that clears the write-ahead log away.
    await gate.pass(() => {
      reading.close();
      return writer.close();
    });
  }

  return {
    kind: 'sqlite',
    db,
    skipLocked: false,
    appendUpdates: (entries) => log.append(entries),
    isDuplicate: (error) => duplicates.has(codeOf(error) ?? ''),
    isDiskFull: (error) => codeOf(error) === 'SQLITE_FULL',
    close: () => (closing ??= close())
  };
}
