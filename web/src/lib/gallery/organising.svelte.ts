// Which assets are being put into collections, tagged or rated in a dialog at the moment, if any.
import type { AssetId } from 'shared/gallery';
import type { AssetEntry } from './collection.ts';
import { gallery } from './gallery.svelte.ts';

export type Organised = 'collect' | 'tag' | 'rate';

class Organising {
  #what = $state.raw<Organised>();
  #ids = $state.raw<readonly AssetId[]>([]);
  readonly #assets = $derived(this.#ids.flatMap((id) => gallery.get(id) ?? []));

  get what(): Organised | undefined {
    return this.#what;
  }
  /** As they now stand. */
  get assets(): readonly AssetEntry[] {
    return this.#assets;
  }

  open(what: Organised, assets: readonly AssetEntry[]): void {
    this.#ids = assets.map(({ record }) => record.id);
    this.#what = what;
  }
  close(): void {
    this.#what = undefined;
  }
}

export const organising = new Organising();
