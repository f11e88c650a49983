// Which models, presets and tags occur in the gallery, asked of the search when somebody is about to choose among them.
import type { Facets } from './asset-index.ts';
import { search } from './gallery-search.ts';

class FacetsOfGallery {
  #now = $state.raw<Facets>();
  #asking = false;
  #following = false;
  #wanted = 0;

  /** As last asked; undefined before the first answer. */
  get now(): Facets | undefined {
    return this.#now;
  }

  /** Asks, and again whenever assets change, until the answer of this function is called (return it from an effect). */
  want(): () => void {
    this.#wanted += 1;
    if (!this.#following) search.onLearned(() => this.#wanted > 0 && void this.#ask());
    this.#following = true;
    void this.#ask();
    return () => (this.#wanted -= 1);
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    this.#now = await search.facets();
    this.#asking = false;
  }
}

export const facets = new FacetsOfGallery();
