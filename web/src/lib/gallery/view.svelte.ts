// What the gallery page shows at the moment and what is selected in it; kept while the viewer is open, so that going back finds it as it was.
import type { AssetId } from 'shared/gallery';
import { uploads } from '#lib/blobs';
import type { AssetEntry } from './collection.ts';
import { filterAssets, filters, type Filter } from './filter.ts';
import { gallery } from './gallery.svelte.ts';
import { Selection } from './selection.svelte.ts';

/** The lists that the gallery offers. */
export type Place = 'everything' | 'favourites' | 'unsent' | 'trash';

const DENSITY = 'preset.gallery-density';

function storedDensity(): number {
  try {
    const value = Number(localStorage.getItem(DENSITY) ?? '');
    return value >= 0 && value <= 1 && localStorage.getItem(DENSITY) !== null ? value : 0.42;
  } catch {
    return 0.42;
  }
}

class GalleryView {
  #place = $state<Place>('everything');
  #words = $state('');
  #kind = $state<Filter['kind']>('all');
  #density = $state(storedDensity());

  /** Where the timeline was scrolled to, in CSS pixels. */
  scrollTop = 0;
  /** The asset that was looked at last: gets the focus on the way back. */
  lastViewed: AssetId | undefined;

  readonly #source = $derived.by(() => {
    if (this.#place === 'trash') return gallery.trashed;
    if (this.#place === 'unsent')
      return gallery.assets.filter(({ record }) => uploads.isWaiting(record.hash) || uploads.isWaiting(record.thumb.hash));
    return gallery.assets;
  });
  readonly #entries = $derived(
    filterAssets(this.#source, { words: this.#words, kind: this.#kind, favourites: this.#place === 'favourites' })
  );

  readonly selection = new Selection(() => this.#entries);

  /** What is shown, newest first. */
  get entries(): readonly AssetEntry[] {
    return this.#entries;
  }
  get place(): Place {
    return this.#place;
  }
  set place(place: Place) {
    if (this.#place === place) return;
    this.#place = place;
    this.scrollTop = 0;
    this.selection.clear();
  }
  get words(): string {
    return this.#words;
  }
  set words(words: string) {
    this.#words = words;
    this.scrollTop = 0;
  }
  get kind(): Filter['kind'] {
    return this.#kind;
  }
  set kind(kind: Filter['kind']) {
    this.#kind = kind;
    this.scrollTop = 0;
  }
  /** Whether a search or the kind leaves something out of the chosen place. */
  get filtered(): boolean {
    return filters({ words: this.#words, kind: this.#kind, favourites: false });
  }
  /** 0 for many small pictures to 1 for few large ones; kept on this device. */
  get density(): number {
    return this.#density;
  }
  set density(value: number) {
    this.#density = value;
    try {
      localStorage.setItem(DENSITY, String(value));
    } catch {
      // Not kept: it holds until the page is left.
    }
  }

  /** Where an asset stands, and in which list: in what is shown, else in the whole gallery; index -1 when it is in neither. */
  position(id: AssetId): { list: readonly AssetEntry[]; index: number } {
    const find = (list: readonly AssetEntry[]) => list.findIndex(({ record }) => record.id === id);
    const shown = find(this.#entries);
    return shown >= 0 ? { list: this.#entries, index: shown } : { list: gallery.assets, index: find(gallery.assets) };
  }
}

export const view = new GalleryView();
