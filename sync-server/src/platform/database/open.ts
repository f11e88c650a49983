// Chooses the adapter, so that nothing else knows which database stands behind the port.
import { migrate } from './migrate.ts';
import type { Database } from './port.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

export interface DatabaseOptions {
  /** Address of a PostgreSQL database, `postgres://…`; wins over `file`. */
  readonly url?: string | undefined;
  /** Path of the SQLite file; it and its folder are made when missing. */
  readonly file?: string | undefined;
}

/**
 * Opens the database and brings its tables up to date; the caller holds the lock of the data folder.
 * Throws, with everything closed again, when the database cannot be opened, or was written by a newer Preset.
 */
export async function openDatabase({ url, file }: DatabaseOptions): Promise<Database> {
  if (!url && !file) throw new TypeError('A database needs an address or a file.');
  const database = url ? openPostgres(url) : await openSqlite(file as string);
  try {
    await migrate(database.db, database.kind);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
