// The main thread's side of the writing worker: asks, waits for answers, and turns the worker's death into errors.
import { Worker } from 'node:worker_threads';
import type { LogEntry } from './port.ts';
import type { Answer, AnswerMessage, Request, RequestMessage } from './sqlite-messages.ts';

/** An error of SQLite, with SQLite's own code such as `SQLITE_FULL`. */
class WriterError extends Error {
  override readonly name = 'WriterError';
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  readonly resolve: (answer: Partial<Answer>) => void;
  readonly reject: (error: Error) => void;
}

export class SqliteWriter {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #dead: Error | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Starts the worker and resolves once the file is open for writing. */
  static async start(file: string): Promise<SqliteWriter> {
    const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: file });
    const writer = new SqliteWriter(worker);
    const opened = writer.#expect(0);
    worker.on('message', (message: AnswerMessage) => writer.#receive(message));
    worker.on('error', (error) => writer.#die(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => writer.#die(new WriterError('The database is closed.', 'SQLITE_MISUSE')));
    await opened;
    return writer;
  }

  /** Runs one statement. */
  async run(sql: string, parameters: readonly unknown[] = []): Promise<Pick<Answer, 'rows' | 'changes'>> {
    const { rows = [], changes = 0 } = await this.#ask({ kind: 'run', sql, parameters: parameters.map(alone) });
    return { rows, changes };
  }

  /** Commits all entries in one transaction; the sequence of each entry's last update. */
  async append(entries: readonly LogEntry[]): Promise<number[]> {
    const updates = entries.flatMap((entry) => entry.updates);
    const sizes = updates.map((update) => update.byteLength);
    const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
    let offset = 0;
    for (const update of updates) {
      bytes.set(update, offset);
      offset += update.byteLength;
    }
    const documents = entries.map((entry) => entry.document);
    const counts = entries.map((entry) => entry.updates.length);
    const request = { kind: 'append', documents, counts, sizes, bytes, now: Date.now() } as const;
    return (await this.#ask(request, [bytes.buffer])).seqs ?? [];
  }

  /** Closes the file after everything asked before; later calls are refused. */
  async close(): Promise<void> {
    if (this.#dead) return;
    const exited = new Promise((resolve) => this.#worker.once('exit', resolve));
    await this.#ask({ kind: 'close' });
    await exited;
  }

  #ask(request: Request, handOver: ArrayBuffer[] = []): Promise<Partial<Answer>> {
    if (this.#dead) return Promise.reject(this.#dead);
    const id = this.#nextId++;
    this.#worker.postMessage({ id, request } satisfies RequestMessage, handOver);
    return this.#expect(id);
  }

  #expect(id: number): Promise<Partial<Answer>> {
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #receive(message: AnswerMessage): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('error' in message) waiting?.reject(new WriterError(message.error.message, message.error.code));
    else waiting?.resolve(message.answer);
  }

  #die(error: Error): void {
    this.#dead ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#dead);
    this.#waiting.clear();
  }
}

/** Bytes without their neighbours: passing a view to a thread copies the whole buffer under it. */
function alone(value: unknown): unknown {
  return value instanceof Uint8Array && value.byteLength !== value.buffer.byteLength ? new Uint8Array(value) : value;
}
