// A recipe out of whatever was stored or pasted: of this version, of a newer program's, or none that anybody can read.
import { recipeSchema, type Recipe } from './recipe.ts';

/** `newer`: a newer program wrote it, so reload to update; `damaged`: it is no recipe. */
export type UnreadableRecipe = 'newer' | 'damaged';
export type ReadRecipe = { readonly recipe: Recipe } | { readonly unreadable: UnreadableRecipe };

/** Reads a recipe from a parsed JSON value. */
export function readRecipe(value: unknown): ReadRecipe {
  const read = recipeSchema.safeParse(value);
  if (read.success) return { recipe: read.data };
  const version = typeof value === 'object' && value !== null && 'v' in value ? value.v : undefined;
  return { unreadable: typeof version === 'number' && version > recipeSchema.shape.v.value ? 'newer' : 'damaged' };
}
