// Fetches copies in the order in which they are worth it, a few at once.
import type { CopyOutcome } from './fetch-copy.ts';
import type { PlannedCopy } from './plan.ts';

const AT_ONCE = 3;

/** There is no room for a copy on this device. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
}

export interface KeeperOptions {
  /** Fetches, checks and keeps one copy. */
  readonly fetch: (copy: PlannedCopy) => Promise<CopyOutcome>;
  /** Makes room for so many bytes of a copy that is worth it. Answers whether it is worth asking again. */
  readonly makeRoom: (copy: PlannedCopy, bytes: number) => Promise<boolean>;
  readonly kept: (hash: string, bytes: number) => void;
}

export class CopyKeeper {
  readonly #options: KeeperOptions;
  /** Blobs whose bytes were not what their hash says: not asked for again in this page's life. */
  readonly #hopeless = new Set<string>();

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Fetches in order until done, aborted or failed; throws what stopped it, NoRoom among it. Answers how many the server does not have yet. */
  async fetch(copies: readonly PlannedCopy[], signal: AbortSignal): Promise<number> {
    const queue = copies.filter(({ hash }) => !this.#hopeless.has(hash));
    let next = 0;
    let missing = 0;
    let ended = false;
    const worker = async () => {
      for (let copy = queue[next++]; copy && !signal.aborted && !ended; copy = queue[next++]) if (!(await this.#one(copy))) missing += 1;
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    } finally {
      ended = true;
    }
    return missing;
  }

  /** False when the server has none. */
  async #one(copy: PlannedCopy): Promise<boolean> {
    let outcome = await this.#options.fetch(copy);
    if ('full' in outcome && (await this.#options.makeRoom(copy, outcome.full))) outcome = await this.#options.fetch(copy);
    if ('kept' in outcome) this.#options.kept(copy.hash, outcome.kept);
    else if ('wrong' in outcome) this.#hopeless.add(copy.hash);
    else if ('full' in outcome) throw new NoRoom('This device has no room for more copies.');
    else if ('failed' in outcome) throw new Error(outcome.failed);
    return !('missing' in outcome);
  }
}
