// What areas to the right know of a collection: its runs, its boards. They register a component each, which stands in the collection's head.
import { untrack, type Component } from 'svelte';

/** Gets the id of the collection that is shown. */
export type CollectionPart = Component<{ collection: string }>;

class CollectionParts {
  #all = $state.raw<readonly CollectionPart[]>([]);

  get all(): readonly CollectionPart[] {
    return this.#all;
  }

  /** Adds parts, in their order; the answer takes them away again (return it from an effect). */
  register(...parts: readonly CollectionPart[]): () => void {
    this.#all = [...untrack(() => this.#all), ...parts];
    return () => (this.#all = untrack(() => this.#all).filter((part) => !parts.includes(part)));
  }
}

export const collectionParts = new CollectionParts();
