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
  /** Blobs that the server did not have, or had wrongly: not asked for again in this page's life. */
  readonly #hopeless = new Set<string>();

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Fetches in order until done, aborted or failed; throws what stopped it. */
  async fetch(copies: readonly PlannedCopy[], signal: AbortSignal): Promise<void> {
    const queue = copies.filter(({ hash }) => !this.#hopeless.has(hash));
    let next = 0;
    const worker = async () => {
      for (let copy = queue[next++]; copy && !signal.aborted; copy = queue[next++]) await this.#one(copy);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  async #one(copy: PlannedCopy): Promise<void> {
    const blob = await this.#options.load(copy.hash);
    const bytes = await blob?.arrayBuffer();
    const type = bytes && sniff(new Uint8Array(bytes, 0, Math.min(32, bytes.byteLength)));
    if (!bytes || !type || (await sha256(bytes)) !== copy.hash) {
      this.#hopeless.add(copy.hash);
      return;
    }
    await this.#options.keep(copy, new Blob([bytes], { type }), type);
  }
}
