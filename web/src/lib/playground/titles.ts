// What a run is called: by its words, or by its picture where it has none of its own.
import type { Recipe, Reference } from 'shared/engine';
import { titleOf, type ItemChange, type NewRun } from 'shared/runs';

interface Titled {
  readonly recipe: Recipe;
  readonly mode?: NewRun['mode'];
  readonly each?: readonly ItemChange[];
}

/** The title of a run; `nameOf` tells what a picture is called or was made from, where this device knows it. */
export function runTitle({ recipe, mode, each = [] }: Titled, nameOf: (reference: Reference) => string | undefined): string {
  if (mode === 'style-variations') {
    const [source] = recipe.references;
    const name = (source && nameOf(source)) || 'A picture';
    return `${titleOf(name, 44)} in ${each.length === 1 ? 'one style' : `${each.length} styles`}`;
  }
  const words = recipe.composition?.prompt || recipe.prompt;
  if (mode === 'batch-edit' && words === '')
    return `${each.length === 1 ? 'A picture' : `${each.length} pictures`} with instructions of their own`;
  return titleOf(words);
}
