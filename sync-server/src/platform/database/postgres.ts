// PostgreSQL behind the same port, for installations that outgrow one file.
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { AppendQueue } from './append-queue.ts';
import { codeOf } from './errors.ts';
import type { Database, LogEntry } from './port.ts';
import type { Tables } from './tables.ts';

/** OIDs of bigint and of numeric, which sums of bigint are: both hold integers that a JavaScript number keeps exactly. */
const INTEGERS = [20, 1700];
/** Rows of one insert; the wire carries at most 65,535 parameters. */
const SLICE = 1_000;

export function openPostgres(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'preset',
    // Milliseconds to wait for a free connection: an error says more than a request that hangs.
    connectionTimeoutMillis: 10_000,
    // A forgotten transaction is undone, as on SQLite.
    idle_in_transaction_session_timeout: 10_000,
    types: { getTypeParser: (oid, format) => (INTEGERS.includes(oid) ? Number : pg.types.getTypeParser(oid, format)) }
  });
  // A connection that breaks is replaced at the next query, and its own query fails; without listeners it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const log = new AppendQueue((entries) => append(db, entries));
  let closing: Promise<void> | undefined;

  return {
    kind: 'postgres',
    db,
    skipLocked: true,
    appendUpdates: (entries) => log.append(entries),
    isDuplicate: (error) => codeOf(error) === '23505',
    isDiskFull: (error) => codeOf(error) === '53100',
    close: () => (closing ??= log.idle().then(() => db.destroy()))
  };
}

function append(db: Kysely<Tables>, entries: readonly LogEntry[]): Promise<number[]> {
  const counts = new Map<string, number>();
  for (const { document, updates } of entries) counts.set(document, (counts.get(document) ?? 0) + updates.length);
  // Locked in the order of their names, so that two processes never wait for each other.
  const names = [...counts.keys()].sort();
  const now = Date.now();

  return db.transaction().execute(async (transaction) => {
    const next = new Map<string, number>();
    for (const slice of slices(names)) {
      const rows = await transaction
        .insertInto('document')
        .values(slice.map((name) => ({ ...partsOf(name), seq: counts.get(name) ?? 0, created_at: now, updated_at: now })))
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet((eb) => ({
              seq: eb('document.seq', '+', eb.ref('excluded.seq')),
              updated_at: eb.ref('excluded.updated_at')
            }))
            .where('document.purged_at', 'is', null)
        )
        .returning(['name', 'seq'])
        .execute();
      for (const { name, seq } of rows) next.set(name, seq - (counts.get(name) ?? 0) + 1);
    }

    const rows: { document: string; seq: number; payload: Uint8Array }[] = [];
    const seqs = entries.map(({ document, updates }) => {
      let seq = next.get(document);
      if (seq === undefined) return 0;
      for (const payload of updates) rows.push({ document, seq: seq++, payload });
      next.set(document, seq);
      return seq - 1;
    });
    for (const slice of slices(rows)) await transaction.insertInto('update_log').values(slice).execute();
    return seqs;
  });
}

function partsOf(name: string): { name: string; workspace_id: string; kind: string } {
  const [workspaceId = '', kind = ''] = name.split('/');
  return { name, workspace_id: workspaceId, kind };
}

function* slices<T>(rows: readonly T[]): Iterable<T[]> {
  for (let from = 0; from < rows.length; from += SLICE) yield rows.slice(from, from + SLICE);
}
