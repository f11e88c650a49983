// Two recipes held against each other, wherever they were picked: assets, runs or items. The first waits until a second is named.
import type { Recipe } from 'shared/engine';
import { toaster } from '#lib/ui';

/** A recipe with the name that people know it by. */
export interface NamedRecipe {
  readonly name: string;
  readonly recipe: Recipe;
  /** Hash of a thumbnail. */
  readonly thumb?: string | undefined;
}

class Comparison {
  #first = $state.raw<NamedRecipe>();
  #pair = $state.raw<readonly [NamedRecipe, NamedRecipe]>();

  /** The one that waits for another. */
  get first(): NamedRecipe | undefined {
    return this.#first;
  }

  /** The two that are shown. */
  get pair(): readonly [NamedRecipe, NamedRecipe] | undefined {
    return this.#pair;
  }

  /** Shows what changed from one to the other. */
  show(before: NamedRecipe, after: NamedRecipe): void {
    this.#first = undefined;
    this.#pair = [before, after];
  }

  /** Takes the first recipe, or with one already taken shows both. */
  pick(one: NamedRecipe): void {
    if (this.#first) return this.show(this.#first, one);
    this.#first = one;
    toaster.show({
      message: `“${one.name}” is taken. Choose “Compare recipe” on another asset, run or item.`,
      action: { label: 'Never mind', run: () => this.close() }
    });
  }

  close(): void {
    this.#first = undefined;
    this.#pair = undefined;
  }
}

export const comparison = new Comparison();
