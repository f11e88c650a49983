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
  #order: AssetEntry[] = [];
  #changed = new Set<AssetId>();

  get(id: AssetId): AssetEntry | undefined {
    return this.#entries.get(id);
  }

  /** A run's assets by item and output, oldest first. */
  byRun(runId: string): AssetEntry[] {
    const entries = [...(this.#runs.get(runId) ?? [])].flatMap((id) => this.#entries.get(id) ?? []);
    return entries.sort((a, b) => -byNewest(a, b));
  }

  change(changes: AssetChanges): void {
    for (const [id, entry] of changes) {
      this.#changed.add(id);
      this.#unreadable.delete(id);
      if (entry && 'record' in entry) this.#put(id, entry);
      else {
        this.#remove(id);
        if (entry) this.#unreadable.set(id, entry);
      }
    }
  }

  /** The lists as they now stand; only what changed is put in place anew. */
  lists(): Lists {
    this.#settle();
    const shown: AssetEntry[] = [];
    const trashed: AssetEntry[] = [];
    for (const entry of this.#order) (entry.fields.trashedAt === undefined ? shown : trashed).push(entry);
    return { shown, trashed, unreadable: [...this.#unreadable.values()] };
  }

  #put(id: AssetId, entry: AssetEntry): void {
    const run = entry.record.made?.runId;
    if (run !== undefined) this.#runs.set(run, (this.#runs.get(run) ?? new Set()).add(id));
    this.#entries.set(id, entry);
  }

  #remove(id: AssetId): void {
    const run = this.#entries.get(id)?.record.made?.runId;
    if (run !== undefined) this.#runs.get(run)?.delete(id);
    this.#entries.delete(id);
  }

  /** Merges the changed entries, sorted among themselves, into the order of the others. */
  #settle(): void {
    if (this.#changed.size === 0) return;
    const fresh = [...this.#changed].flatMap((id) => this.#entries.get(id) ?? []).sort(byNewest);
    const rest = this.#order.filter(({ record }) => !this.#changed.has(record.id));
    const merged: AssetEntry[] = [];
    let next = 0;
    for (const entry of rest) {
      for (let newer = fresh[next]; newer && byNewest(newer, entry) < 0; newer = fresh[next]) {
        merged.push(newer);
        next += 1;
      }
      merged.push(entry);
    }
    this.#order = merged.concat(fresh.slice(next));
    this.#changed = new Set();
  }
}
