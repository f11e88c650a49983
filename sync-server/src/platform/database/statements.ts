// Prepared statements of one SQLite connection, kept because preparing costs more than most queries.
import type Database from 'better-sqlite3';

/** Kysely writes a new text for every number of rows, so the cache is bounded. */
const MAX_STATEMENTS = 500;

export class Statements {
  readonly #connection: Database.Database;
  readonly #cache = new Map<string, Database.Statement>();

  constructor(connection: Database.Database) {
    this.#connection = connection;
  }

  /** Runs any statement: its rows if it has any, and how many rows it changed. */
  run(sql: string, parameters: readonly unknown[]): { rows: unknown[]; changes: number } {
    const statement = this.#prepared(sql);
    if (!statement.reader) return { rows: [], changes: statement.run(parameters).changes };
    const rows = statement.all(parameters);
    return { rows, changes: rows.length };
  }

  #prepared(sql: string): Database.Statement {
    const known = this.#cache.get(sql);
    // Set again, so that the first key is the one unused for longest.
    if (known) this.#cache.delete(sql);
    const statement = known ?? this.#connection.prepare(sql);
    this.#cache.set(sql, statement);
    if (this.#cache.size > MAX_STATEMENTS) this.#cache.delete(this.#cache.keys().next().value as string);
    return statement;
  }
}
