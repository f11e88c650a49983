// What is selected in a list of assets, the same in the gallery and among the playground's results.
import type { AssetId } from 'shared/gallery';
import type { AssetEntry } from './collection.ts';
import { gallery } from './gallery.svelte.ts';

export class Selection {
  #ids = $state.raw<ReadonlySet<AssetId>>(new Set());
  #on = $state(false);
  #anchor: AssetId | undefined;
  readonly #order: () => readonly AssetEntry[];
  readonly #assets = $derived([...this.#ids].flatMap((id) => gallery.get(id) ?? []));

  /** `order` tells what is shown, in order, for ranges and for "everything". */
  constructor(order: () => readonly AssetEntry[]) {
    this.#order = order;
  }

  /** Ids of what is selected; replaced at each change. */
  get ids(): ReadonlySet<AssetId> {
    return this.#ids;
  }

  /** What is selected, in the order in which it was chosen. */
  get assets(): readonly AssetEntry[] {
    return this.#assets;
  }

  /** Taps select, as after a long press; true as well while anything is selected. */
  get on(): boolean {
    return this.#on || this.#ids.size > 0;
  }
  set on(on: boolean) {
    this.#on = on;
    if (!on) this.clear();
  }

  /** Selects or unselects one; it becomes the end from which ranges reach. */
  toggle(id: AssetId): void {
    const next = new Set(this.#ids);
    if (!next.delete(id)) next.add(id);
    this.#ids = next;
    this.#anchor = id;
  }

  /** Selects everything between the last one chosen and this one, in the order shown. */
  extendTo(id: AssetId): void {
    const order = this.#order();
    const from = order.findIndex(({ record }) => record.id === this.#anchor);
    const to = order.findIndex(({ record }) => record.id === id);
    if (from < 0 || to < 0) return this.toggle(id);
    const next = new Set(this.#ids);
    for (const { record } of order.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(record.id);
    this.#ids = next;
  }

  /** Selects exactly these. */
  only(ids: Iterable<AssetId>): void {
    this.#ids = new Set(ids);
  }

  all(): void {
    this.#ids = new Set(this.#order().map(({ record }) => record.id));
  }

  clear(): void {
    this.#ids = new Set();
    this.#on = false;
  }
}
