// The merged contents of all gallery documents in order: plain data, without reactivity, so that it can be tried and is quick.
import type { Asset, AssetFields, AssetId } from 'shared/gallery';

/** One asset as shown; a change replaces the entry. */
export interface AssetEntry {
  readonly record: Asset;
  readonly fields: AssetFields;
  /** It has a recipe that this program cannot read: a newer program's, or a damaged one. */
  readonly unreadableRecipe?: 'newer' | 'damaged';
}

/** An entry of a gallery document that cannot be shown. */
export interface UnreadableAsset {
  readonly id: AssetId;
  /** `newer`: a newer program wrote it, so update; `damaged`: it is not an asset's record. */
  readonly unreadable: 'newer' | 'damaged';
}

/** Entries by id as they now stand; `undefined` for those that are gone. */
export type AssetChanges = ReadonlyMap<AssetId, AssetEntry | UnreadableAsset | undefined>;

export interface Lists {
  readonly shown: readonly AssetEntry[];
  readonly trashed: readonly AssetEntry[];
  readonly unreadable: readonly UnreadableAsset[];
}

/** Newest first; ids decide between assets of one millisecond, so that every device shows the same order. */
function byNewest(a: AssetEntry, b: AssetEntry): number {
  return b.record.createdAt - a.record.createdAt || (a.record.id < b.record.id ? -1 : a.record.id > b.record.id ? 1 : 0);
}

export class Collection {
  readonly #entries = new Map<AssetId, AssetEntry>();
  readonly #unreadable = new Map<AssetId, UnreadableAsset>();
  readonly #runs = new Map<string, Set<AssetId>>();
  /** The answers of `byRun` as long as they hold. */
  readonly #runLists = new Map<string, readonly AssetEntry[]>();
  /** By bytes; made when first asked for. */
  #hashes: Map<string, AssetId> | undefined;
  /** The entry that stood in the lists before, by the id of each that changed since. */
  #changed = new Map<AssetId, AssetEntry | undefined>();
  #lists: Lists = { shown: [], trashed: [], unreadable: [] };

  get(id: AssetId): AssetEntry | undefined {
    return this.#entries.get(id);
  }

  /** All entries, also those in trash, in no order. */
  all(): Iterable<AssetEntry> {
    return this.#entries.values();
  }

  /** A run's assets that are not in trash, oldest first; the same list until one of them changes. */
  byRun(runId: string): readonly AssetEntry[] {
    const known = this.#runLists.get(runId);
    if (known) return known;
    const entries = [...(this.#runs.get(runId) ?? [])].flatMap((id) => this.#entries.get(id) ?? []);
    const list = entries.filter(isShown).sort((a, b) => -byNewest(a, b));
    this.#runLists.set(runId, list);
    return list;
  }

  /** An asset of these bytes. */
  byHash(hash: string): AssetEntry | undefined {
    this.#hashes ??= new Map(Array.from(this.#entries.values(), ({ record }) => [record.hash, record.id]));
    const id = this.#hashes.get(hash);
    return id === undefined ? undefined : this.#entries.get(id);
  }

  change(changes: AssetChanges): void {
    for (const [id, entry] of changes) {
      if (!this.#changed.has(id)) this.#changed.set(id, this.#entries.get(id));
      this.#unreadable.delete(id);
      if (entry && 'record' in entry) this.#put(id, entry);
      else {
        this.#remove(id);
        if (entry) this.#unreadable.set(id, entry);
      }
    }
  }

  /** The lists as they now stand. Only what changed is put in place anew, and a list that it does not touch stays the same one. */
  lists(): Lists {
    if (this.#changed.size === 0) return this.#lists;
    const before = [...this.#changed.values()].flatMap((entry) => entry ?? []);
    const now = [...this.#changed.keys()].flatMap((id) => this.#entries.get(id) ?? []);
    const list = (old: readonly AssetEntry[], belongs: (entry: AssetEntry) => boolean) =>
      merged(old, before.filter(belongs), now.filter(belongs));
    this.#changed = new Map();
    this.#lists = {
      shown: list(this.#lists.shown, isShown),
      trashed: list(this.#lists.trashed, (entry) => !isShown(entry)),
      unreadable: [...this.#unreadable.values()]
    };
    return this.#lists;
  }

  #put(id: AssetId, entry: AssetEntry): void {
    const run = entry.record.made?.runId;
    if (run !== undefined) {
      this.#runs.set(run, (this.#runs.get(run) ?? new Set()).add(id));
      this.#runLists.delete(run);
    }
    this.#entries.set(id, entry);
    this.#hashes?.set(entry.record.hash, id);
  }

  #remove(id: AssetId): void {
    const { hash, made } = this.#entries.get(id)?.record ?? {};
    if (made?.runId !== undefined) {
      this.#runs.get(made.runId)?.delete(id);
      this.#runLists.delete(made.runId);
    }
    if (hash !== undefined && this.#hashes?.get(hash) === id) this.#hashes.delete(hash);
    this.#entries.delete(id);
  }
}

const isShown = ({ fields }: AssetEntry) => fields.trashedAt === undefined;

/** Entries that are put in place one by one: beyond it one walk over the list is quicker. */
const FEW = 64;

/** A list without some of its entries and with others, each at its place. */
function merged(list: readonly AssetEntry[], gone: readonly AssetEntry[], added: readonly AssetEntry[]): readonly AssetEntry[] {
  if (gone.length === 0 && added.length === 0) return list;
  if (gone.length + added.length <= FEW) {
    const next = list.slice();
    for (const entry of gone) next.splice(placeOf(next, entry), 1);
    for (const entry of added) next.splice(placeOf(next, entry), 0, entry);
    return next;
  }
  const leaving = new Set(gone);
  const fresh = added.toSorted(byNewest);
  // As while a gallery is read from the newest on.
  if (gone.length === 0 && fresh[0] && placeOf(list, fresh[0]) === list.length) return list.concat(fresh);
  const next: AssetEntry[] = [];
  let at = 0;
  for (const entry of list) {
    if (leaving.has(entry)) continue;
    for (let newer = fresh[at]; newer && byNewest(newer, entry) < 0; newer = fresh[at]) {
      next.push(newer);
      at += 1;
    }
    next.push(entry);
  }
  return next.concat(fresh.slice(at));
}

/** Where an entry stands in a list, or would. */
export function placeOf(list: readonly AssetEntry[], entry: AssetEntry): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const there = list[middle];
    if (there && byNewest(there, entry) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
