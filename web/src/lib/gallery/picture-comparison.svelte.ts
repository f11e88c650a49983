// The comparison of two pictures that is open, if any: one for the whole app, so that every place can ask for it.
import type { AssetEntry } from './collection.ts';
import { gallery } from './gallery.svelte.ts';
import { pairOf, type Pair } from './pair.ts';

class PictureComparison {
  #pair = $state.raw<Pair>();
  #open = $state(false);

  /** What is or was last compared. */
  get pair(): Pair | undefined {
    return this.#pair;
  }
  get open(): boolean {
    return this.#open;
  }
  set open(open: boolean) {
    this.#open = open;
  }

  /** The two pictures that some assets stand for: two chosen ones, or one and its source; undefined where there are not two. */
  pairOf(assets: readonly AssetEntry[]): Pair | undefined {
    return pairOf(assets, (hash) => gallery.assets.find(({ record }) => record.hash === hash));
  }

  show(assets: readonly AssetEntry[]): void {
    const pair = this.pairOf(assets);
    if (!pair) return;
    this.#pair = pair;
    this.#open = true;
  }
}

export const pictureComparison = new PictureComparison();
