// The register of what can be done with assets. Areas to the right of the gallery add theirs when the app is composed; tiles, menus, viewer,
// selection bar, palette and keys all show what stands here, and nothing else.
import { untrack } from 'svelte';
import type { AssetAction } from './action-rules.ts';

class AssetActions {
  #all = $state.raw<readonly AssetAction[]>([]);

  get all(): readonly AssetAction[] {
    return this.#all;
  }

  get(id: string): AssetAction | undefined {
    return this.#all.find((action) => action.id === id);
  }

  /** Adds actions; one of the same id is replaced. The returned function takes them away again (return it from an effect). */
  register(...actions: readonly AssetAction[]): () => void {
    const ids = new Set(actions.map(({ id }) => id));
    this.#all = [...untrack(() => this.#all).filter(({ id }) => !ids.has(id)), ...actions];
    return () => {
      this.#all = untrack(() => this.#all).filter((action) => !actions.includes(action));
    };
  }
}

export const assetActions = new AssetActions();
