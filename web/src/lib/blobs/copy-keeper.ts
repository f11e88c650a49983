// Fetches the copies that the plan asks for, a few at a time, and checks each against its name before it is kept.
import { sniff, type MediaType } from 'shared/blobs';
import { sha256 } from 'shared/kernel';
import type { PlannedCopy } from './plan.ts';

const AT_ONCE = 3;

export interface KeeperOptions {
  /** The bytes of a blob from the server, undefined when it has none for us. Throws when it is not reached. */
  readonly load: (hash: string) => Promise<Blob | undefined>;
  /** Keeps a checked blob. Throws when there is no room. */
  readonly keep: (copy: PlannedCopy, blob: Blob, type: MediaType) => Promise<void>;
}

export class CopyKeeper {
  readonly #options: KeeperOptions;
  /** Blobs whose bytes were not what their hash says: not asked for again in this page's life. */
  readonly #hopeless = new Set<string>();

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /**
   * Fetches in order until done, aborted or failed; throws what stopped it. Answers how many the server does not have yet: a
   * record can arrive before the bytes that another device is still sending.
   */
  async fetch(copies: readonly PlannedCopy[], signal: AbortSignal): Promise<number> {
    const queue = copies.filter(({ hash }) => !this.#hopeless.has(hash));
    let next = 0;
    let missing = 0;
    const worker = async () => {
      for (let copy = queue[next++]; copy && !signal.aborted; copy = queue[next++]) if (!(await this.#one(copy))) missing += 1;
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return missing;
  }

  /** Fetches, checks and keeps one copy; false when the server has none. */
  async #one(copy: PlannedCopy): Promise<boolean> {
    const blob = await this.#options.load(copy.hash);
    if (!blob) return false;
    const bytes = await blob.arrayBuffer();
    const type = sniff(new Uint8Array(bytes, 0, Math.min(32, bytes.byteLength)));
    if (type && (await sha256(bytes)) === copy.hash) {
      // A slice names the type without copying the bytes once more.
      await this.#options.keep(copy, blob.slice(0, blob.size, type), type);
    } else this.#hopeless.add(copy.hash);
    return true;
  }
}
