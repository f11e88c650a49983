// Copies of blobs on this device, so that the gallery is there without network; one tab fetches for all.
import { backoff, db, lead, network, WorkerClient, type PresetDatabase } from '#lib/platform';
import { evict, keptBlobs } from './blob-table.ts';
import { CopyKeeper, NoRoom } from './copy-keeper.ts';
import type { CopyOutcome } from './fetch-copy.ts';
import { changePins, keepOnlyPinned, readPins, storedOnlyPinned } from './pins.ts';
import { budgetOf, plan, type PlannedCopy, type WantedCopy } from './plan.ts';
import { storage } from './storage.svelte.ts';
import { uploads } from './uploads.svelte.ts';

export type { WantedCopy } from './plan.ts';

/** Bytes by what they are for; together all copies on this device. */
export interface StoredKinds {
  readonly pinned: number;
  readonly originals: number;
  readonly thumbnails: number;
}

/** Milliseconds of quiet before the wishes of a moment are acted on. */
const SETTLE = 300;
const RETRY = 30_000;
/** Milliseconds for which copies that came are told together: everything that shows whether it is here asks anew each time. */
const TELL = 100;
/** Milliseconds after which a copy counts as not fetched: a long film over a slow line takes minutes. */
const PATIENCE = 600_000;
/** Milliseconds after the last copy until its worker is given up. */
const LINGER = 10_000;

class DeviceCopies {
  readonly #kept = new Map<string, number>();
  #version = $state.raw(0);
  #bytes = $state.raw(0);
  /** Undefined until pages have said it once: nothing is given up on a guess. */
  #wanted: readonly WantedCopy[] | undefined;
  /** What people pinned one by one, and what belongs to a collection that they pinned. */
  #itself = $state.raw<readonly WantedCopy[]>([]);
  #collected = $state.raw<readonly WantedCopy[]>([]);
  readonly #pinned = $derived(this.#collected.length === 0 ? this.#itself : [...this.#itself, ...this.#collected]);
  readonly #pins = $derived(new Set(this.#pinned.map(({ hash }) => hash)));
  readonly #pinsItself = $derived(new Set(this.#itself.map(({ hash }) => hash)));
  #known = $state.raw(false);
  #onlyPinned = $state(storedOnlyPinned());
  /** What copies may take at most since the browser said that there was no room for more. */
  #ceiling = Number.POSITIVE_INFINITY;
  #channel: BroadcastChannel | undefined;
  #wish: (() => void) | undefined;

  /** Whether this device has the bytes of a blob. */
  has(hash: string): boolean {
    void this.#version;
    return this.#kept.has(hash);
  }

  /** Whether it is known yet what this device has. */
  get known(): boolean {
    return this.#known;
  }

  /** Whether a blob is to stay on this device whatever room there is. */
  isPinned(hash: string): boolean {
    return this.#pins.has(hash);
  }

  /** Whether it was pinned itself, and not only with its collection. */
  isPinnedItself(hash: string): boolean {
    return this.#pinsItself.has(hash);
  }

  /** Says which copies belong to pinned collections; replaces what was said before. */
  pinCollected(copies: readonly WantedCopy[]): void {
    this.#collected = copies;
    this.#ceiling = Number.POSITIVE_INFINITY;
    this.#wish?.();
  }

  /** What is pinned on this device, of all workspaces. */
  get pinned(): readonly WantedCopy[] {
    return this.#pinned;
  }

  /** Keeps these on this device, or no longer insists on it; other tabs learn of it. */
  async pin(copies: readonly WantedCopy[], on: boolean): Promise<void> {
    const database = await db();
    const hashes = new Set(copies.map(({ hash }) => hash));
    await changePins(database, (pins) => {
      const rest = pins.filter(({ hash }) => !hashes.has(hash));
      return on ? [...copies, ...rest] : rest;
    });
    await this.#readPins(database);
    this.#channel?.postMessage({ pins: true });
    this.#ceiling = Number.POSITIVE_INFINITY;
    this.#wish?.();
  }

  /** Whether originals are fetched only where they are pinned; kept on this device. */
  get onlyPinned(): boolean {
    return this.#onlyPinned;
  }
  set onlyPinned(on: boolean) {
    this.#onlyPinned = on;
    keepOnlyPinned(on);
    if (!on) this.fetchAgain();
  }

  /** Fetches again what there is room for, after room was made by hand or has come back. */
  fetchAgain(): void {
    this.#ceiling = Number.POSITIVE_INFINITY;
    this.#wish?.();
  }

  /** Bytes that giving up originals would free: those that the server has and nobody pinned. */
  get freeable(): number {
    void this.#version;
    return this.#freeable().reduce((sum, hash) => sum + (this.#kept.get(hash) ?? 0), 0);
  }

  /** Gives up every original that the server has and nobody pinned; thumbnails stay. Answers the bytes freed. */
  async freeUp(): Promise<number> {
    const before = this.#bytes;
    // What was just given up is not fetched again at once.
    this.#ceiling = 0;
    const went = await evict(await db(), this.#freeable());
    this.changed([], went);
    this.#ceiling = this.#bytes;
    this.#wish?.();
    return before - this.#bytes;
  }

  /** What the copies on this device are, in bytes. */
  async breakdown(): Promise<StoredKinds> {
    const kept = await keptBlobs(await db());
    const thumbs = new Set(this.#pinned.map(({ thumb }) => thumb));
    const sum = (some: typeof kept) => some.reduce((all, { bytes }) => all + bytes, 0);
    return {
      pinned: sum(kept.filter(({ hash }) => this.#pins.has(hash) || thumbs.has(hash))),
      originals: sum(kept.filter(({ hash, kind }) => kind === 'original' && !this.#pins.has(hash))),
      thumbnails: sum(kept.filter(({ hash, kind }) => kind === 'thumb' && !thumbs.has(hash)))
    };
  }

  /** Bytes of all copies on this device. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Says which blobs pages may need without network, newest first; replaces what was wanted before. */
  want(wanted: readonly WantedCopy[]): void {
    this.#wanted = wanted;
    this.#version += 1;
    this.#wish?.();
  }

  /** Begins to know what is here and, in one tab of the device, to fetch what is wanted. */
  async start(): Promise<void> {
    if (this.#channel) return;
    this.#channel = new BroadcastChannel('preset-copies');
    this.#channel.onmessage = ({ data }: MessageEvent<{ came?: [string, number][]; went?: string[]; pins?: true }>) => {
      this.#note(data.came, data.went);
      if (data.pins) void db().then((database) => this.#readPins(database).then(() => this.#wish?.()));
    };
    try {
      const database = await db();
      this.#note((await keptBlobs(database)).map(({ hash, bytes }) => [hash, bytes]));
      await this.#readPins(database);
      this.#known = true;
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
    const chosen: string[] = [];
    let freed = 0;
    for (const hash of this.#freeable()) {
      if (freed >= bytes) break;
      chosen.push(hash);
      freed += this.#kept.get(hash) ?? 0;
    }
    const went = await evict(database, chosen);
    this.changed([], went);
    return went.length > 0;
  }

  /** Originals of the present workspace that may go, oldest first. */
  #freeable(): string[] {
    return (this.#wanted ?? [])
      .toReversed()
      .map(({ hash }) => hash)
      .filter((hash) => this.#kept.has(hash) && !this.#pins.has(hash) && !uploads.isWaiting(hash));
  }

  async #readPins(database: PresetDatabase): Promise<void> {
    this.#itself = await readPins(database);
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
    const came: [string, number][] = [];
    let telling: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      clearTimeout(telling);
      telling = undefined;
      this.changed(came.splice(0));
    };
    const client = new WorkerClient<PlannedCopy, CopyOutcome>(
      () => new Worker(new URL('./copy.worker.ts', import.meta.url), { type: 'module' }),
      { patience: PATIENCE, linger: LINGER }
    );
    const keeper = new CopyKeeper({
      fetch: (copy) => client.ask(copy),
      makeRoom: async ({ hash, kind }, bytes) => (kind === 'thumb' || this.isPinned(hash)) && this.makeRoom(2 * bytes),
      kept: (hash, bytes) => {
        came.push([hash, bytes]);
        telling ??= setTimeout(tell, TELL);
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
        // No room for more copies: it stays at what there is, less a little to breathe. Thumbnails come before originals, so those are what goes.
        if (error instanceof NoRoom) {
          this.#ceiling = Math.min(this.#ceiling, Math.floor(this.#bytes * 0.9));
          soon(RETRY);
        } else soon(backoff((attempt += 1), 1_000, RETRY));
      } finally {
        tell();
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
    if (!this.#wanted) return 0;
    const { quota } = await storage.estimate();
    const { fetch, evict: surplus } = plan(this.#wanted, this.#kept, Math.min(budgetOf(quota), this.#ceiling), {
      pinned: this.#pinned,
      originals: !this.#onlyPinned
    });
    // Another workspace may be shown: what nothing wants goes only when the budget is exceeded.
    this.changed([], await evict(database, surplus));
    return keeper.fetch(fetch, signal);
  }
}

export const deviceCopies = new DeviceCopies();
