// Copies of blobs on this device, so that the gallery is there without network; one tab fetches for all.
import { backoff, db, deviceStorage, lead, network, request, type PresetDatabase } from '#lib/platform';
import { mediaPath } from 'shared/blobs';
import { evict, keepBlob, keptBlobs } from './blob-table.ts';
import { CopyKeeper } from './copy-keeper.ts';
import { budgetOf, plan, type WantedCopy } from './plan.ts';
import { storage } from './storage.svelte.ts';

export type { WantedCopy } from './plan.ts';

/** Milliseconds of quiet before the wishes of a moment are acted on. */
const SETTLE = 300;
const RETRY = 30_000;

class DeviceCopies {
  readonly #kept = new Map<string, number>();
  #version = $state.raw(0);
  #bytes = $state.raw(0);
  #wanted: readonly WantedCopy[] = [];
  #channel: BroadcastChannel | undefined;
  #wish: (() => void) | undefined;

  /** Whether this device has the bytes of a blob. */
  has(hash: string): boolean {
    void this.#version;
    return this.#kept.has(hash);
  }

  /** Bytes of all copies on this device. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Says which blobs pages may need without network, newest first; replaces what was wanted before. */
  want(wanted: readonly WantedCopy[]): void {
    this.#wanted = wanted;
    this.#wish?.();
  }

  /** Begins to know what is here and, in one tab of the device, to fetch what is wanted. */
  async start(): Promise<void> {
    if (this.#channel) return;
    this.#channel = new BroadcastChannel('preset-copies');
    this.#channel.onmessage = ({ data }: MessageEvent<{ came?: [string, number][]; went?: string[] }>) => this.#note(data.came, data.went);
    try {
      const database = await db();
      this.#note((await keptBlobs(database)).map(({ hash, bytes }) => [hash, bytes]));
      lead('copies', (signal) => this.#lead(database, signal));
    } catch {
      // Nothing can be kept here, which the shell shows; pictures come from the server.
    }
  }

  /** Notes copies that came or went, for every tab. */
  changed(came: [string, number][] = [], went: string[] = []): void {
    if (came.length + went.length === 0) return;
    this.#note(came, went);
    this.#channel?.postMessage({ came, went });
  }

  /** Makes room by giving up copies of originals that the server has, oldest first. Answers whether anything went. */
  async makeRoom(bytes: number): Promise<boolean> {
    const database = await db();
    const candidates = [...this.#wanted]
      .reverse()
      .map(({ hash }) => hash)
      .filter((hash) => this.#kept.has(hash));
    const chosen: string[] = [];
    let freed = 0;
    for (const hash of candidates) {
      if (freed >= bytes) break;
      chosen.push(hash);
      freed += this.#kept.get(hash) ?? 0;
    }
    const went = await evict(database, chosen);
    this.changed([], went);
    return went.length > 0;
  }

  #note(came: [string, number][] = [], went: string[] = []): void {
    let sum = this.#bytes;
    for (const [hash, bytes] of came) {
      sum += bytes - (this.#kept.get(hash) ?? 0);
      this.#kept.set(hash, bytes);
    }
    for (const hash of went) {
      sum -= this.#kept.get(hash) ?? 0;
      this.#kept.delete(hash);
    }
    this.#bytes = sum;
    this.#version += 1;
  }

  async #lead(database: PresetDatabase, signal: AbortSignal): Promise<void> {
    const keeper = new CopyKeeper({
      load: async (hash) => {
        const response = await request(mediaPath(hash), { signal });
        if (response.status === 404 || response.ok) return response.ok ? response.blob() : undefined;
        throw new Error(`The server answered ${response.status}.`);
      },
      keep: async ({ hash, kind }, blob, type) => {
        await keepBlob(database, hash, blob, type, kind);
        this.changed([[hash, blob.size]]);
      }
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pass: AbortController | undefined;
    let attempt = 0;
    const soon = (ms: number) => {
      clearTimeout(timer);
      if (!signal.aborted) timer = setTimeout(() => void work(), ms);
    };
    const work = async () => {
      if (pass) return pass.abort();
      if (network.state === 'offline') return soon(RETRY);
      pass = new AbortController();
      try {
        const missing = await this.#follow(database, keeper, AbortSignal.any([pass.signal, signal]));
        // Something newer was wished for: what is under way is finished, the rest is planned anew.
        if (pass.signal.aborted) soon(0);
        else if (missing > 0) soon(backoff((attempt += 1), 1_000, RETRY));
        else attempt = 0;
      } catch (error) {
        if (error instanceof Error && error.name === 'QuotaExceededError') deviceStorage.failed(error);
        soon(RETRY);
      } finally {
        pass = undefined;
      }
    };
    this.#wish = () => {
      attempt = 0;
      soon(SETTLE);
    };
    this.#wish();
    const stop = network.onRetry(this.#wish);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    stop();
    clearTimeout(timer);
    this.#wish = undefined;
  }

  async #follow(database: PresetDatabase, keeper: CopyKeeper, signal: AbortSignal): Promise<number> {
    const { quota } = await storage.estimate();
    const { fetch, evict: surplus } = plan(this.#wanted, this.#kept, budgetOf(quota));
    // Another workspace may be shown: what nothing wants goes only when the budget is exceeded.
    this.changed([], await evict(database, surplus));
    return keeper.fetch(fetch, signal);
  }
}

export const deviceCopies = new DeviceCopies();
