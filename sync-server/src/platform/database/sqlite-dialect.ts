// Kysely's way to SQLite: reading here on a read-only connection, everything else in the writing worker.
import {
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult
} from 'kysely';
import type { Gate } from './gate.ts';
import type { SqliteWriter } from './sqlite-writer.ts';
import type { Statements } from './statements.ts';

/** Milliseconds that a transaction may wait between its queries before it is undone, so that a forgotten one does not stop all writing. */
const MAX_IDLE = 10_000;

export interface SqliteParts {
  readonly writer: SqliteWriter;
  readonly gate: Gate;
  readonly reader: Statements;
}

export class SqliteWorkerDialect implements Dialect {
  readonly #parts: SqliteParts;

  constructor(parts: SqliteParts) {
    this.#parts = parts;
  }

  createDriver(): Driver {
    return new WorkerDriver(this.#parts);
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): SqliteAdapter {
    return new WorkerAdapter();
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db);
  }
}

class WorkerAdapter extends SqliteAdapter {
  /** The gate keeps transactions apart; reads need not wait for them. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  /** SQLite undoes changes of tables like any other; Kysely's default would leave half a migration behind. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class WorkerDriver implements Driver {
  readonly #parts: SqliteParts;

  constructor(parts: SqliteParts) {
    this.#parts = parts;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<WorkerConnection> {
    return Promise.resolve(new WorkerConnection(this.#parts));
  }

  beginTransaction(connection: WorkerConnection): Promise<void> {
    return connection.begin();
  }

  commitTransaction(connection: WorkerConnection): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: WorkerConnection): Promise<void> {
    return connection.rollback();
  }

  releaseConnection(connection: WorkerConnection): Promise<void> {
    return connection.rollback();
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }
}

/** One chain of queries; between `begin` and the end it holds the gate of the writer. */
class WorkerConnection implements DatabaseConnection {
  readonly #parts: SqliteParts;
  #idle: NodeJS.Timeout | undefined;
  #timedOut = false;

  constructor(parts: SqliteParts) {
    this.#parts = parts;
  }

  async executeQuery<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
    const { writer, gate, reader } = this.#parts;
    if (this.#timedOut) throw new Error(`The transaction was undone because it waited ${MAX_IDLE / 1_000} s between two queries.`);
    if (this.#idle) {
      const rows = await writer.run(sql, parameters);
      this.#idle?.refresh();
      return result(rows);
    }
    if (SelectQueryNode.is(query)) return result(reader.run(sql, parameters));
    return result(await gate.pass(() => writer.run(sql, parameters)));
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  async begin(): Promise<void> {
    const { writer, gate } = this.#parts;
    // Immediate: a transaction that begins by reading and then writes could otherwise not be continued.
    await gate.hold(() => writer.run('begin immediate'));
    this.#timedOut = false;
    this.#idle = setTimeout(() => {
      this.#timedOut = true;
      this.rollback().catch(() => undefined);
    }, MAX_IDLE);
  }

  async commit(): Promise<void> {
    if (!this.#idle) throw new Error('The transaction had ended before its commit.');
    await this.#parts.writer.run('commit');
    this.#end();
  }

  async rollback(): Promise<void> {
    if (!this.#idle) return;
    const done = this.#parts.writer.run('rollback');
    this.#end();
    await done;
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#idle = undefined;
    this.#parts.gate.release();
  }
}

function result<R>({ rows, changes }: { rows: unknown[]; changes: number }): QueryResult<R> {
  return { rows: rows as R[], numAffectedRows: BigInt(changes) };
}
