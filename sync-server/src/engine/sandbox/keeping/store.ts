// What the sandbox must not forget: predictions, uploads and counts, in a SQLite file of its own.
import Database from 'better-sqlite3';
import { randomHex, type Micros } from 'shared/kernel';
import {
  readPrediction,
  schema,
  type Ending,
  type HistoryQuery,
  type NewPrediction,
  type PredictionRow,
  type RawPrediction,
  type UploadRow
} from './rows.ts';

/** Synchronous access to the file; used from one thread only. Several calls can be made one transaction with `together`. */
export class Store {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(file: string) {
    this.#db = new Database(file);
    this.#db.pragma('journal_mode = wal');
    this.#db.pragma('synchronous = full');
    this.#db.exec(schema);
  }

  /** Runs calls in one transaction, so that they share one write to disk. */
  together<Result>(calls: () => Result): Result {
    return this.#db.transaction(calls).immediate();
  }

  /**
   * Counts a submission and accepts it, unless `perMinute` predictions of its sort were accepted in the minute before.
   * Refused submissions without a prediction are counted alone.
   */
  submit(prediction?: NewPrediction, perMinute = Infinity): { seq: number } | 'limited' | undefined {
    this.#count('submissions');
    if (!prediction) return undefined;
    const { id, model, inputs, video, webhook, price, createdAt } = prediction;
    const recent = this.#get<{ n: number }>(
      'select count(*) n from prediction where created_at > ? and video = ?',
      createdAt - 60_000,
      Number(video)
    );
    if ((recent?.n ?? 0) >= perMinute) return 'limited';
    this.#count('predictions');
    const { lastInsertRowid } = this.#run(
      `insert into prediction (id, model, status, inputs, video, webhook, webhook_pending, price, created_at)
       values (?, ?, 'created', ?, ?, ?, ?, ?, ?)`,
      id,
      model,
      JSON.stringify(inputs),
      Number(video),
      webhook,
      webhook === null ? 0 : 1,
      price,
      createdAt
    );
    return { seq: Number(lastInsertRowid) };
  }

  prediction(id: string): PredictionRow | undefined {
    const row = this.#get<RawPrediction>('select * from prediction where id = ?', id);
    return row && readPrediction(row);
  }

  /** Notes that work begins; answers how often it has begun by now, or 0 when there is nothing left to do. */
  begin(id: string, at: number): number {
    const row = this.#get<{ starts: number }>(
      `update prediction set status = 'processing', started_at = ?, starts = starts + 1
       where id = ? and status in ('created', 'processing') returning starts`,
      at,
      id
    );
    return row?.starts ?? 0;
  }

  /** Settles a prediction; answers it, or undefined when it was deleted meanwhile. */
  finish(id: string, { status, outputs, nsfw, error, code, finishedAt }: Ending): PredictionRow | undefined {
    const row = this.#get<RawPrediction>(
      `update prediction set status = ?, outputs = ?, nsfw = ?, error = ?, code = ?, finished_at = ?
       where id = ? and status in ('created', 'processing') returning *`,
      status,
      JSON.stringify(outputs),
      JSON.stringify(nsfw),
      error,
      code,
      finishedAt,
      id
    );
    return row && readPrediction(row);
  }

  /** What a stop has interrupted, oldest first. */
  unfinished(): PredictionRow[] {
    return this.#all<RawPrediction>(`select * from prediction where status in ('created', 'processing') order by seq`).map(readPrediction);
  }

  /** Settled predictions whose webhook was neither delivered nor given up. */
  undelivered(): PredictionRow[] {
    return this.#all<RawPrediction>(
      `select * from prediction where webhook_pending = 1 and status in ('completed', 'failed') order by seq`
    ).map(readPrediction);
  }

  webhookDone(id: string): void {
    this.#run('update prediction set webhook_pending = 0 where id = ?', id);
  }

  /** Predictions newest first without deleted ones, and how many there are in all. */
  history({ model, status, from, to, ids, offset, limit }: HistoryQuery): { rows: PredictionRow[]; total: number } {
    const conditions = [`status <> 'deleted'`];
    const values: (string | number)[] = [];
    const where = (condition: string, ...given: (string | number)[]) => {
      conditions.push(condition);
      values.push(...given);
    };
    if (model !== undefined) where('model = ?', model);
    if (status !== undefined) where('status = ?', status);
    if (from !== undefined) where('created_at >= ?', from);
    if (to !== undefined) where('created_at <= ?', to);
    if (ids) where('id in (select value from json_each(?))', JSON.stringify(ids));
    const clause = conditions.join(' and ');
    const rows = this.#all<RawPrediction>(
      `select * from prediction where ${clause} order by created_at desc, seq desc limit ? offset ?`,
      ...values,
      limit,
      offset
    );
    const total = this.#get<{ n: number }>(`select count(*) n from prediction where ${clause}`, ...values);
    return { rows: rows.map(readPrediction), total: total?.n ?? 0 };
  }

  /** Marks predictions as deleted; answers the ids that were there. */
  remove(ids: readonly string[]): string[] {
    return this.#all<{ id: string }>(
      `update prediction set status = 'deleted', outputs = '[]', nsfw = '[]', webhook_pending = 0
       where status <> 'deleted' and id in (select value from json_each(?)) returning id`,
      JSON.stringify(ids)
    ).map(({ id }) => id);
  }

  /** What the predictions on record cost; failed ones are free. */
  spent(): Micros {
    return this.#get<{ sum: number }>(`select coalesce(sum(price), 0) sum from prediction where status <> 'failed'`)?.sum ?? 0;
  }

  addUpload({ id, name, type, size, received }: UploadRow, createdAt: number): void {
    if (received) this.#count('uploads');
    this.#run(
      'insert into upload (id, name, type, size, received, created_at) values (?, ?, ?, ?, ?, ?)',
      id,
      name,
      type,
      size,
      Number(received),
      createdAt
    );
  }

  upload(id: string): UploadRow | undefined {
    const row = this.#get<Omit<UploadRow, 'received'> & { received: number }>(
      'select id, name, type, size, received from upload where id = ?',
      id
    );
    return row && { ...row, received: row.received === 1 };
  }

  /** Whether these bytes are the first that arrived for the ticket. */
  uploadReceived(id: string): boolean {
    const first = this.#run('update upload set received = 1 where id = ? and received = 0', id).changes === 1;
    if (first) this.#count('uploads');
    return first;
  }

  /** Forgets what is older than a time (epoch milliseconds); answers the ids whose files can go. */
  expire(before: number): { predictions: string[]; uploads: string[] } {
    const ids = (sql: string) => this.#all<{ id: string }>(sql, before).map(({ id }) => id);
    return {
      predictions: ids(`delete from prediction where created_at < ? and status not in ('created', 'processing') returning id`),
      uploads: ids('delete from upload where created_at < ? returning id')
    };
  }

  counts(): { submissions: number; predictions: number; uploads: number } {
    const counted = new Map(
      this.#all<{ name: string; value: number }>('select name, value from counter').map(({ name, value }) => [name, value])
    );
    const count = (name: string) => counted.get(name) ?? 0;
    return { submissions: count('submissions'), predictions: count('predictions'), uploads: count('uploads') };
  }

  /** `whsec_…`, made once for the folder. */
  webhookSecret(): string {
    this.#run(`insert into setting (name, value) values ('webhook-secret', ?) on conflict do nothing`, `whsec_${randomHex(32)}`);
    return this.#get<{ value: string }>(`select value from setting where name = 'webhook-secret'`)?.value ?? '';
  }

  close(): void {
    this.#db.close();
  }

  #count(name: string): void {
    this.#run('insert into counter (name, value) values (?, 1) on conflict (name) do update set value = value + 1', name);
  }

  #prepare(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #run(sql: string, ...values: (string | number | null)[]): Database.RunResult {
    return this.#prepare(sql).run(...values);
  }

  #get<Row>(sql: string, ...values: (string | number | null)[]): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined;
  }

  #all<Row>(sql: string, ...values: (string | number | null)[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }
}
