// How many assets the panel's places hold, asked of the search, so that the page never counts 100,000 itself.
import { directory } from './directory.svelte.ts';
import type { AssetEntry } from './collection.ts';
import { search } from './gallery-search.ts';

/** Milliseconds of quiet before everything is counted anew. */
const AFTER = 150;

interface Spend {
  readonly paid: number;
  readonly free: number;
}

class Counts {
  #favourites = $state.raw<number>();
  #byId = $state.raw<ReadonlyMap<string, number>>(new Map());
  #newest = $state.raw<ReadonlyMap<string, AssetEntry>>(new Map());
  #spend = $state.raw<ReadonlyMap<string, Spend>>(new Map());
  #following = false;
  #wanted = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get favourites(): number | undefined {
    return this.#favourites;
  }
  /** A collection's assets outside of the trash. */
  collection(id: string): number | undefined {
    return this.#byId.get(id);
  }
  /** Assets that a saved filter finds. */
  saved(id: string): number | undefined {
    return this.#byId.get(id);
  }
  /** A collection's newest asset, which stands for it. */
  newestOf(id: string): AssetEntry | undefined {
    return this.#newest.get(id);
  }

  /** What a collection's assets cost: micro-dollars, and how many the sandbox drew for nothing. */
  spend(id: string): Spend | undefined {
    return this.#spend.get(id);
  }

  /** Counts now and whenever something changes, until what this answers is called (return it from an effect, which reads what to count). */
  want(): () => void {
    void [directory.collections, directory.saved];
    this.#wanted += 1;
    if (!this.#following) search.onLearned(() => this.#soon());
    this.#following = true;
    this.#soon();
    return () => (this.#wanted -= 1);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#wanted > 0) void this.#count();
    }, AFTER);
  }

  async #count(): Promise<void> {
    const collections = directory.collections.map(({ id }) => ({ id, filter: { collection: id } }));
    const saved = directory.saved.flatMap(({ id, filter }) => (filter ? { id, filter } : []));
    const asked = [...collections, ...saved];
    const [favourites, ...others] = await search.count(
      [{ favourite: true as const }, ...asked.map(({ filter }) => filter)].map((filter) => ({ filter, trashed: false }))
    );
    this.#favourites = favourites;
    this.#byId = new Map(asked.map(({ id }, index) => [id, others[index] ?? 0]));
    const found = await Promise.all(
      collections.map(async ({ id, filter }) => [id, await search.find({ filter, trashed: false })] as const)
    );
    this.#newest = new Map(found.flatMap(([id, [entry]]) => (entry ? [[id, entry] as const] : [])));
    this.#spend = new Map(found.map(([id, entries]) => [id, spendOf(entries)]));
  }
}

function spendOf(entries: readonly AssetEntry[]): Spend {
  let [paid, free] = [0, 0];
  for (const { record } of entries) {
    if (record.made?.engine === 'sandbox') free += 1;
    else paid += record.made?.cost ?? 0;
  }
  return { paid, free };
}

export const counts = new Counts();
