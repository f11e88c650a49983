// What the gallery page shows at the moment and what is selected in it; kept while the viewer is open, so that going back finds it as it was.
import type { AssetFilter, AssetId } from 'shared/gallery';
import { uploads } from '#lib/blobs';
import type { AssetEntry } from './collection.ts';
import { fromQuery, isOpen, isSame, tidy, toQuery } from './filter.ts';
import { search } from './gallery-search.ts';
import { gallery } from './gallery.svelte.ts';
import { Question } from './question.svelte.ts';
import { Selection } from './selection.svelte.ts';

/** The lists that the gallery offers. */
const places = ['everything', 'favourites', 'unsent', 'trash'] as const;
export type Place = (typeof places)[number];

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
  #filter = $state.raw<AssetFilter>({});
  /** As typed, since a space at the end is no word yet. */
  #words = $state('');
  #density = $state(storedDensity());
  readonly #question = new Question(() => search);

  /** Where the timeline was scrolled to, in CSS pixels. */
  scrollTop = 0;
  /** The asset that was looked at last: gets the focus on the way back. */
  lastViewed: AssetId | undefined;

  readonly #unsent = $derived.by(() => {
    if (this.#place !== 'unsent') return [];
    return gallery.assets.filter(({ record }) => uploads.isWaiting(record.hash) || uploads.isWaiting(record.thumb.hash));
  });
  readonly #entries = $derived.by(() => {
    const all = this.#place === 'trash' ? gallery.trashed : gallery.assets;
    if (this.#place === 'unsent') {
      const found = this.#question.entries && new Set(this.#question.entries);
      return found ? this.#unsent.filter((entry) => found.has(entry)) : this.#unsent;
    }
    return this.#question.entries ?? all;
  });

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
    this.selection.clear();
    this.#ask();
  }
  /** What the page leaves out of its place. */
  get filter(): AssetFilter {
    return this.#filter;
  }
  set filter(filter: AssetFilter) {
    const next = tidy(filter);
    if (isSame(next, this.#filter)) return;
    if (next.collection !== this.#filter.collection) this.selection.clear();
    if ((next.words ?? '') !== (this.#filter.words ?? '')) this.#words = next.words ?? '';
    this.#filter = next;
    this.#ask();
  }
  get words(): string {
    return this.#words;
  }
  set words(words: string) {
    this.#words = words;
    const next = tidy({ ...this.#filter, words });
    if (isSame(next, this.#filter)) return;
    this.#filter = next;
    this.#ask();
  }
  /** Whether something is left out of the chosen place. */
  get filtered(): boolean {
    return !isOpen(this.#filter);
  }
  /** Shows a place and a filter together, as an address or a panel's entry names them. */
  show(place: Place, filter: AssetFilter): void {
    this.place = place;
    this.filter = filter;
  }
  /** What the page's address says after its path, to be kept in the history. */
  get query(): `?${string}` | '' {
    const query = toQuery(this.#filter);
    if (this.#place !== 'everything') query.set('place', this.#place);
    const said = query.toString();
    return said ? `?${said}` : '';
  }
  /** Shows what an address names. */
  showAddress(query: Pick<URLSearchParams, 'get' | 'getAll'>): void {
    this.show(places.find((place) => place === query.get('place')) ?? 'everything', fromQuery(query));
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

  #ask(): void {
    this.scrollTop = 0;
    const filter = this.#place === 'favourites' ? { ...this.#filter, favourite: true as const } : this.#filter;
    this.#question.ask(isOpen(filter) ? undefined : { filter, trashed: this.#place === 'trash' });
  }
}

export const view = new GalleryView();
