// What Preset itself writes into pictures or beside them, read back exactly.
import { readRecipe, type Recipe } from 'shared/engine';
import type { Imported } from 'shared/gallery';
import { cut, objectOf, words } from './foreign.ts';

/** How Preset names itself as the program that made a picture: by AI, or by the sandbox's rules. */
const OWN = 'Preset';
export const OWN_SANDBOX = 'Preset sandbox';

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
    imported: { tool: value.engine === 'sandbox' ? OWN_SANDBOX : OWN },
    ...(read && 'recipe' in read ? { recipe: read.recipe } : {}),
    ...(title ? { title: cut(title, 200) } : {})
  };
}
