// What Preset itself writes into pictures or beside them, read back exactly.
import { readRecipe, type Recipe } from 'shared/engine';
import type { Imported } from 'shared/gallery';
import { cut, objectOf, words } from './foreign.ts';

/** Where an import comes from. */
export interface Origin {
  readonly recipe?: Recipe;
  readonly imported?: Imported;
  /** The title that Preset gave it. */
  readonly title?: string;
}

/** What Preset itself wrote beside a picture or into it; undefined when it is not that, or of a newer program. */
export function ownOrigin(json: string | undefined): Origin | undefined {
  const value = objectOf(json);
  if (value?.v !== 1) return undefined;
  const read = value.recipe === undefined ? undefined : readRecipe(value.recipe);
  const title = words(value.title);
  return {
    imported: { tool: 'Preset' },
    ...(read && 'recipe' in read ? { recipe: read.recipe } : {}),
    ...(title ? { title: cut(title, 200) } : {})
  };
}
