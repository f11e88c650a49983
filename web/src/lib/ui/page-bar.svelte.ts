// What the page in sight adds to the bar above it: its document's name beside the workspace, and its own actions before the sync state.
import type { Snippet } from 'svelte';

interface Contents {
  readonly crumb?: Snippet;
  readonly actions?: Snippet;
}

class PageBar {
  #contents = $state.raw<Contents>({});

  get crumb(): Snippet | undefined {
    return this.#contents.crumb;
  }

  get actions(): Snippet | undefined {
    return this.#contents.actions;
  }

  /** Shows these until the answer is called; for a component's life. */
  show(contents: Contents): () => void {
    this.#contents = contents;
    return () => {
      if (this.#contents === contents) this.#contents = {};
    };
  }
}

export const pageBar = new PageBar();
