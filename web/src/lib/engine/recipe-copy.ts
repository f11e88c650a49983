// A recipe to take along: as text for people, as JSON for programs.
import type { Recipe } from 'shared/engine';
import { factsOf, roleLabel } from './recipe-facts.ts';

/** What is known beside the recipe, such as `Cost and time: $0.027, 17 s`; each becomes a line. */
export type Aside = readonly (readonly [label: string, value: string])[];

/** Prompt, rows and references, a line each. */
export function recipeText(recipe: Recipe, aside: Aside = []): string {
  const facts = factsOf(recipe).map(({ key, label, value, byDefault }) => {
    const exact = key === 'model' ? ` (${recipe.model})` : byDefault ? ' (default)' : '';
    return `${label}: ${value}${exact}`;
  });
  const references = recipe.references.map((one, index) => `${roleLabel(one, index)}: sha256 ${one.hash}`);
  return [recipe.prompt, '', ...facts, ...references, ...aside.map(([label, value]) => `${label}: ${value}`)].join('\n').trim();
}

/** The recipe as it is stored, indented. */
export function recipeJson(recipe: Recipe): string {
  return JSON.stringify(recipe, null, 2);
}
