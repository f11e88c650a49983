// Gathers appends to the update log into group commits, because one commit costs one fsync however much is in it.
import { setImmediate as tick } from 'node:timers/promises';
import type { LogEntry } from './port.ts';

/** Most bytes of one commit, so that a backlog does not keep other writers waiting for long; a single call may be larger. */
const MAX_COMMIT_BYTES = 16 * 1024 * 1024;

interface Call {
  readonly entries: readonly LogEntry[];
  readonly bytes: number;
  readonly resolve: (seqs: number[]) => void;
  readonly reject: (error: unknown) => void;
}

export class AppendQueue {
  readonly #commit: (entries: readonly LogEntry[]) => Promise<number[]>;
  #waiting: Call[] = [];
  #running: Promise<void> | undefined;

  /** `commit` makes all entries durable in one transaction and answers the sequence of each entry's last update. */
  constructor(commit: (entries: readonly LogEntry[]) => Promise<number[]>) {
    this.#commit = commit;
  }

  /** The entries of one call are committed together, in the order of the calls. */
  append(entries: readonly LogEntry[]): Promise<number[]> {
    if (entries.length === 0) return Promise.resolve([]);
    let bytes = 0;
    for (const { document, updates } of entries) {
      if (!/^[^/\0]+\/[^/\0]+\/[^/\0]+$/.test(document)) return Promise.reject(new RangeError(`Not the name of a document: ${document}`));
      if (updates.length === 0) return Promise.reject(new RangeError('An entry of the log needs an update.'));
      for (const update of updates) bytes += update.byteLength;
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entries, bytes, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when everything appended so far is committed or refused. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Whatever else arrives in this turn of the event loop shares the commit.
      await tick();
      const calls = this.#take();
      try {
        const seqs = await this.#commit(calls.flatMap((call) => call.entries));
        let from = 0;
        for (const { entries, resolve } of calls) resolve(seqs.slice(from, (from += entries.length)));
      } catch (error) {
        for (const { reject } of calls) reject(error);
      }
    }
    this.#running = undefined;
  }

  #take(): Call[] {
    let bytes = 0;
    const over = this.#waiting.findIndex((call) => (bytes += call.bytes) > MAX_COMMIT_BYTES);
    return this.#waiting.splice(0, over === -1 ? this.#waiting.length : Math.max(over, 1));
  }
}
