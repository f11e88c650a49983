// The writes of a turn: applied to the document, each judged by itself, and made durable with one commit.
import type { Database } from '#platform/database';
import { problem } from 'shared/kernel';
import { CLOSE } from 'shared/sync';
import { applyWrites, HalfApplied } from './apply.ts';
import { sizeOf, type Outcome, type Write } from './entry.ts';
import type { HeldDocument } from './held-document.ts';

export interface WritingOptions {
  readonly name: string;
  readonly database: Database;
  readonly held: HeldDocument;
  /** Told of errors that are the server's own. */
  readonly report: (error: unknown, document: string) => void;
}

/** What has become of a turn's writes, and the updates that have to be made durable, in order. */
export interface Written {
  readonly outcomes: ReadonlyMap<Write, Outcome>;
  readonly news: readonly Uint8Array[];
}

export class Writing {
  readonly #options: WritingOptions;
  readonly #held: HeldDocument;

  constructor(options: WritingOptions) {
    this.#options = options;
    this.#held = options.held;
  }

  /** Applies the writes; a write that fails half-way is taken out and the others start again on the durable state. */
  async apply(writes: readonly Write[]): Promise<Written> {
    if (writes.length === 0 || (await this.#knows(writes))) return { outcomes: new Map(writes.map((write) => [write, 'whole'])), news: [] };
    const broken: Write[] = [];
    let rest = writes;
    for (;;) {
      const { doc, size } = await this.#held.load();
      try {
        const first = applyWrites(doc, rest, size);
        const gaps = rest.filter((write) => first.outcomes.get(write) === 'gap');
        // What they build on may have come to another process.
        const again = gaps.length > 0 && (await this.#held.catchUp()) ? applyWrites(doc, gaps, size) : { outcomes: [], news: [] };
        const outcomes = [...first.outcomes, ...again.outcomes, ...broken.map((write) => [write, 'broken'] as const)];
        return { outcomes: new Map(outcomes), news: [...first.news, ...again.news] };
      } catch (error) {
        if (!(error instanceof HalfApplied)) throw error;
        this.#held.forget();
        const { write } = error;
        if (write.kind === 'edit') write.reject(error.cause);
        const isCulprit = (other: Write) =>
          other === write || (other.kind === 'update' && write.kind === 'update' && other.connection === write.connection);
        broken.push(...rest.filter(isCulprit));
        rest = rest.filter((other) => !isCulprit(other));
      }
    }
  }

  /** Whether the document holds everything already, as far as can be told without it: most who come back bring nothing new. */
  async #knows(writes: readonly Write[]): Promise<boolean> {
    const resting = await this.#held.facts();
    if (!resting) return false;
    try {
      return writes.every((write) => write.kind !== 'edit' && resting.holds(write.update));
    } catch {
      return false;
    }
  }

  /**
   * Makes the news durable; the sequence of the last, 0 where there are none. A full disk costs only those who wanted to write:
   * undefined, and the document goes back to what is durable.
   */
  async commit(news: readonly Uint8Array[], writes: readonly Write[]): Promise<number | undefined> {
    if (news.length === 0) return 0;
    const { database, name, report } = this.#options;
    try {
      return await this.#held.append(news);
    } catch (error) {
      for (const write of writes) if (write.kind !== 'update') write.reject(database.isDiskFull(error) ? problem('disk-full') : error);
      if (!database.isDiskFull(error)) throw error;
      report(error, name);
      this.#held.forget();
      for (const write of writes) {
        if (write.kind !== 'update') continue;
        write.connection.handled(sizeOf(write));
        write.connection.close(CLOSE.tryLater, 'no room left on the server');
      }
      return undefined;
    }
  }
}
