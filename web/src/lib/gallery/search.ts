// The page's side of the search: hands changed assets to the worker in pieces, puts questions to it, and turns answers back into entries.
import type { AssetId } from 'shared/gallery';
import type { Facets, Wanted } from './asset-index.ts';
import type { AssetChanges, AssetEntry } from './collection.ts';
import { giveColumns } from './columns.ts';
import { rowsOf } from './index-rows.ts';
import type { FromWorker, ToWorker } from './search-messages.ts';
import type { SearchPort } from './search-port.ts';

/** Assets that are handed over at once: about two milliseconds. */
const PIECE = 500;

/** Where assets come from. */
export interface SearchSource {
  /** All there are now, also those in the trash. */
  all(): Iterable<AssetEntry>;
  /** Tells of changes from now on; `undefined` says that everything was forgotten. */
  follow(listener: (changes: AssetChanges | undefined) => void): void;
}

export interface SearchOptions {
  readonly source: SearchSource;
  readonly open: (heard: (message: FromWorker) => void) => SearchPort;
  /** Runs work when the page has time. */
  readonly later: (work: () => void) => void;
}

export class Search {
  readonly #options: SearchOptions;
  #port: SearchPort | undefined;
  #following = false;
  #slots = new Map<AssetId, number>();
  #entries: (AssetEntry | undefined)[] = [];
  /** By slot, for the layout of what is found. */
  readonly #ratios: number[] = [];
  readonly #createdAt: number[] = [];
  /** What the worker has not been told yet. */
  #waiting = new Map<AssetId, AssetEntry | undefined>();
  #pumping = false;
  #asked = 0;
  #answers = new Map<number, (answer: FromWorker['answer']) => void>();
  readonly #listeners = new Set<() => void>();

  constructor(options: SearchOptions) {
    this.#options = options;
  }

  /** Whether the worker knows everything that the page knows. */
  get upToDate(): boolean {
    return this.#port !== undefined && this.#waiting.size === 0;
  }

  /** Calls back whenever the worker has learned what had changed; the answer stops it. */
  onLearned(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Assets that fit, newest first. */
  async find(wanted: Wanted): Promise<readonly AssetEntry[]> {
    const slots = (await this.#ask((ask) => ({ kind: 'find', ask, ...wanted }))) as Uint32Array;
    const found: AssetEntry[] = [];
    const columns = { ratios: new Float32Array(slots.length), createdAt: new Float64Array(slots.length) };
    for (const slot of slots) {
      const entry = this.#entries[slot];
      if (!entry) continue;
      columns.ratios[found.length] = this.#ratios[slot] ?? 1;
      columns.createdAt[found.length] = this.#createdAt[slot] ?? 0;
      found.push(entry);
    }
    if (found.length === slots.length) giveColumns(found, columns);
    return found;
  }

  /** How many assets fit each. */
  async count(wanted: readonly Wanted[]): Promise<readonly number[]> {
    return (await this.#ask((ask) => ({ kind: 'count', ask, wanted }))) as readonly number[];
  }

  async facets(): Promise<Facets> {
    return (await this.#ask((ask) => ({ kind: 'facets', ask }))) as Facets;
  }

  #ask(message: (ask: number) => ToWorker): Promise<FromWorker['answer']> {
    const port = this.#begin();
    const ask = (this.#asked += 1);
    return new Promise((resolve) => {
      this.#answers.set(ask, resolve);
      port.post(message(ask));
    });
  }

  #begin(): SearchPort {
    if (this.#port) return this.#port;
    this.#port = this.#options.open(({ ask, answer }) => {
      this.#answers.get(ask)?.(answer);
      this.#answers.delete(ask);
    });
    for (const entry of this.#options.source.all()) this.#waiting.set(entry.record.id, entry);
    if (!this.#following) this.#options.source.follow((changes) => this.#changed(changes));
    this.#following = true;
    this.#pump();
    return this.#port;
  }

  #changed(changes: AssetChanges | undefined): void {
    if (changes) for (const [id, entry] of changes) this.#waiting.set(id, entry && 'record' in entry ? entry : undefined);
    else {
      this.#waiting.clear();
      for (const id of this.#slots.keys()) this.#waiting.set(id, undefined);
    }
    this.#pump();
  }

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    // A few changes are known at once, so that a star given in a search is seen there; many wait until the page has time.
    const piece = () => {
      this.#hand();
      if (this.#waiting.size > 0) return this.#options.later(piece);
      this.#pumping = false;
      for (const listener of this.#listeners) listener();
    };
    if (this.#waiting.size <= PIECE) queueMicrotask(piece);
    else this.#options.later(piece);
  }

  #hand(): void {
    const [entries, slots, gone]: [AssetEntry[], number[], number[]] = [[], [], []];
    for (const [id, entry] of this.#waiting) {
      if (entries.length + gone.length >= PIECE) break;
      this.#waiting.delete(id);
      const known = this.#slots.get(id);
      if (entry) {
        const slot = known ?? this.#entries.length;
        if (known === undefined) this.#slots.set(id, slot);
        this.#entries[slot] = entry;
        this.#ratios[slot] = entry.record.width / entry.record.height;
        this.#createdAt[slot] = entry.record.createdAt;
        entries.push(entry);
        slots.push(slot);
      } else if (known !== undefined) {
        this.#entries[known] = undefined;
        gone.push(known);
      }
    }
    if (gone.length > 0) this.#port?.post({ kind: 'remove', slots: Uint32Array.from(gone) });
    if (entries.length > 0) this.#port?.post({ kind: 'put', rows: rowsOf(entries, Uint32Array.from(slots)) });
  }
}
