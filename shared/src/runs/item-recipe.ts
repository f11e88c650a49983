// What one item of a run asks for: the run's recipe with the item's own change.
import type { Recipe } from '../engine/index.ts';
import type { ItemChange } from './run.ts';

/** The recipe of one item. References, prompt and composition of the change replace the run's; parameters are laid over them. */
export function recipeOfItem(recipe: Recipe, change: ItemChange | undefined): Recipe {
  if (!change) return recipe;
  const { label: _, params, ...replaced } = change;
  return { ...recipe, ...replaced, params: { ...recipe.params, ...params } };
}
