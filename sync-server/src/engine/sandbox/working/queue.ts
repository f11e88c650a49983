// Carries predictions from acceptance to their end, within the account's concurrency, also across restarts.
import { modelOf } from 'shared/engine';
import { TaskError, taskCode, type Drawn, type Task } from '../drawing/task.ts';
import type { Files } from '../keeping/files.ts';
import type { Ending, PredictionRow, StoredOutput } from '../keeping/rows.ts';
import type { StoreThread } from '../keeping/store-thread.ts';
import { chance } from './chance.ts';
import type { PainterPool } from './pool.ts';

/** A task that takes the process down with it is not begun for ever. */
const MAX_STARTS = 20;
const RETRY_MS = 5_000;

export interface QueueOptions {
  readonly store: StoreThread;
  readonly files: Files;
  readonly pool: PainterPool;
  /** Predictions that are worked on at a time; further ones wait. */
  readonly concurrent: number;
  readonly latencyMs: number;
  readonly failureRate: number;
  readonly nsfwRate: number;
  readonly quick: boolean;
  /** Bytes of an input address. */
  readonly readInput: (url: string) => Promise<Uint8Array>;
  /** Called with each prediction that has ended. */
  readonly settled: (row: PredictionRow) => void;
}

export class Queue {
  readonly #options: QueueOptions;
  readonly #waiting: PredictionRow[] = [];
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #running = 0;
  #closed = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Predictions that have been accepted and have not ended. */
  get length(): number {
    return this.#waiting.length + this.#running;
  }

  add(row: PredictionRow): void {
    this.#waiting.push(row);
    this.#next();
  }

  /** Resolves to true when the prediction ends, or to false after `ms`. Ask before adding it. */
  ended(id: string, ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const listeners = this.#listeners.get(id) ?? new Set();
      this.#listeners.set(id, listeners);
      const decide = (ended: boolean) => {
        clearTimeout(timer);
        this.#timers.delete(timer);
        listeners.delete(heard);
        if (listeners.size === 0) this.#listeners.delete(id);
        resolve(ended);
      };
      const heard = () => decide(true);
      const timer = setTimeout(() => decide(false), ms);
      this.#timers.add(timer);
      listeners.add(heard);
    });
  }

  close(): void {
    this.#closed = true;
    this.#waiting.length = 0;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const listeners of [...this.#listeners.values()]) for (const heard of [...listeners]) heard();
  }

  #next(): void {
    while (!this.#closed && this.#running < this.#options.concurrent) {
      const row = this.#waiting.shift();
      if (!row) return;
      this.#running++;
      void this.#carryOut(row).finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }

  async #carryOut(row: PredictionRow): Promise<void> {
    const { store, latencyMs, settled, files } = this.#options;
    try {
      const starts = await store.call('begin', row.id, Date.now());
      if (starts === 0) return;
      const ending = starts > MAX_STARTS ? failed(taskCode.internal, 'The sandbox could not finish this task.') : await this.#work(row);
      if (this.#closed || !(await this.#due(row.createdAt + latencyMs))) return;
      const ended = await store.call('finish', row.id, { ...ending, finishedAt: Date.now() });
      if (!ended) return await files.removeOutputs(row.id);
      settled(ended);
      for (const heard of [...(this.#listeners.get(row.id) ?? [])]) heard();
    } catch {
      // The disk refused: the prediction stays on record and is tried again.
      if (!this.#closed) void this.#due(Date.now() + RETRY_MS).then((awake) => awake && this.add(row));
    }
  }

  async #work(row: PredictionRow): Promise<Omit<Ending, 'finishedAt'>> {
    const { failureRate, nsfwRate, pool, files } = this.#options;
    if (chance(row.id, row.inputs, 'failure') < failureRate) {
      return failed(taskCode.executionFailed, 'This task failed on purpose, as the sandbox’s failure rate asks.');
    }
    let drawn: readonly Drawn[];
    try {
      drawn = await pool.draw(() => this.#prepare(row));
    } catch (error) {
      if (error instanceof TaskError) return failed(error.code, error.message);
      throw error;
    }
    const outputs: StoredOutput[] = [];
    for (const [index, result] of drawn.entries()) {
      if ('text' in result) outputs.push({ text: result.text });
      else {
        const file = `outputs/${row.id}/${index + 1}.${result.extension}`;
        await files.write(file, result.bytes);
        outputs.push({ file });
      }
    }
    const nsfw = outputs.map((_, index) => chance(row.id, row.inputs, `nsfw ${index}`) < nsfwRate);
    return { status: 'completed', outputs, nsfw, error: '', code: taskCode.ok };
  }

  async #prepare({ model: id, inputs }: PredictionRow): Promise<Task> {
    const model = modelOf(id);
    if (!model) throw new TaskError(taskCode.unavailable, 'The sandbox does not offer this model any more.');
    const listed = Array.isArray(inputs.images) ? inputs.images : [inputs.image, inputs.last_image];
    const urls = listed.filter((url) => typeof url === 'string');
    const images = await Promise.all(urls.map((url) => this.#read(url)));
    const mask = typeof inputs.mask_image === 'string' ? await this.#read(inputs.mask_image) : undefined;
    return { kind: model.kind, model: id, inputs, images, mask, quick: this.#options.quick };
  }

  #read(url: string): Promise<Uint8Array> {
    return this.#options.readInput(url).catch(() => {
      throw new TaskError(taskCode.inputUnreadable, 'Failed to download image from the provided URL.');
    });
  }

  /** Waits until a time; false when the queue was closed before. */
  async #due(at: number): Promise<boolean> {
    const wait = at - Date.now();
    if (wait > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          this.#timers.delete(timer);
          resolve();
        }, wait);
        this.#timers.add(timer);
      });
    }
    return !this.#closed;
  }
}

function failed(code: number, error: string): Omit<Ending, 'finishedAt'> {
  return { status: 'failed', outputs: [], nsfw: [], error, code };
}
