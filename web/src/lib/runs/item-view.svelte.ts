// One item's own answer from the server, its way so far above all, for whoever looks at it.
import { untrack } from 'svelte';
import type { Item, ItemDetail } from 'shared/runs';
import { fetchItem } from './remote.ts';

export class ItemView {
  #detail = $state.raw<ItemDetail>();
  #failed = $state.raw(false);
  #wanted: { runId: string; item: Item } | undefined;

  /** What was last fetched; of another item until the one wanted has come. */
  get detail(): ItemDetail | undefined {
    return this.#detail;
  }

  /** Whether the last attempt to fetch it found nobody, and there is nothing older to show. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Fetches an item anew; asked again with the same object it does nothing. */
  want(runId: string, item: Item): void {
    if (untrack(() => this.#wanted?.item === item)) return;
    this.#wanted = { runId, item };
    void this.#fetch();
  }

  again(): void {
    void this.#fetch();
  }

  async #fetch(): Promise<void> {
    const wanted = this.#wanted;
    if (!wanted) return;
    this.#failed = false;
    try {
      const detail = await fetchItem(wanted.runId, wanted.item.id);
      if (this.#wanted?.item.id === wanted.item.id) this.#detail = detail;
    } catch {
      if (this.#wanted === wanted) this.#failed = this.#detail?.id !== wanted.item.id;
    }
  }
}
