// From a draft to what is asked for: the recipe, the items that differ, the price, and why it cannot be asked for yet.
import {
  checkRecipe,
  MAX_PROMPT,
  modelOf,
  priceOf,
  recipeSchema,
  type Composition,
  type Recipe,
  type RecipeFault,
  type Reference
} from 'shared/engine';
import type { Micros } from 'shared/kernel';
import { composePrompt, styleOf, variablesIn, type Composed, type PromptKind } from 'shared/presets';
import { MAX_ITEMS, recipeOfItem, type ItemChange } from 'shared/runs';
import { sourceOf, type Draft, type DraftReference } from './draft.ts';
import { LOST, speaksOfLost } from './figures.ts';
import { countsItems, rulesOf, takesLastFrame, type Mode } from './mode-rules.ts';
import { isStitchRole, nextRole, seriesPrompt, stitchPrompt, stitchRoles, type StitchRole } from './wording.ts';

/** What a draft asks for. */
export interface Asked {
  readonly mode: Mode;
  readonly recipe: Recipe;
  readonly count: number;
  /** Items that differ, one entry an item. */
  readonly each?: ItemChange[];
}

/** Everything that a draft asks for. */
export function askedOf(draft: Draft): Asked {
  const { mode } = draft;
  const recipe = recipeOf(draft);
  const each = changesOf(draft, recipe);
  return each ? { mode, recipe, count: Math.max(1, each.length), each } : { mode, recipe, count: draft.count };
}

/** The recipe that a draft stands for; where items differ, what all of them have in common. */
export function recipeOf(draft: Draft): Recipe {
  const { mode, model, params, frames } = draft;
  const words = wordsOf(draft).prompt;
  const references = referencesOf(draft);
  const prompt = promptOf(draft, words, references);
  return {
    v: 1,
    model,
    prompt,
    params: { ...params, ...(mode === 'sequence' ? { max_images: frames.length } : {}) },
    references,
    ...(prompt === draft.prompt.trim() && Object.keys(draft.composition).length === 0 ? {} : { composition: compositionOf(draft) })
  };
}

/** What kind of prompt a mode composes. */
export function promptKindOf(mode: Mode): PromptKind {
  const { words } = rulesOf(mode);
  return words === 'description' ? 'generate' : words === 'motion' ? 'video' : 'edit';
}

/** What was typed with everything that was chosen to go with it. */
export function wordsOf({ mode, prompt, composition }: Draft, style?: string): Composed {
  return composePrompt({ ...composition, prompt, ...(style ? { style } : {}) }, { kind: promptKindOf(mode) });
}

function compositionOf({ mode, prompt, composition: { variables = {}, ...chosen }, frames }: Draft): Composition {
  // Values of other words may be left over; they say nothing about these.
  const named = variablesIn(prompt).flatMap((name) => (Object.hasOwn(variables, name) ? [[name, variables[name] ?? ''] as const] : []));
  const own = named.length > 0 ? { variables: Object.fromEntries(named) } : {};
  return { ...chosen, ...own, prompt: prompt.trim(), ...(mode === 'sequence' && frames.some(Boolean) ? { frames: [...frames] } : {}) };
}

/** What is sent for the words, with frames and roles spoken of. */
function promptOf({ mode, frames }: Draft, words: string, references: readonly Reference[]): string {
  if (words === '') return mode === 'sequence' && frames.some((text) => text.trim()) ? seriesPrompt('', frames) : '';
  if (mode === 'sequence') return seriesPrompt(words, frames);
  if (mode === 'stitch') return stitchPrompt(words, rolesOf(references));
  return words;
}

/** The role of each reference, those without one getting the next that is free. */
function rolesOf(references: readonly Pick<Reference, 'role'>[]): StitchRole[] {
  const roles: StitchRole[] = [];
  for (const { role } of references) roles.push(isStitchRole(role) ? role : nextRole(roles));
  return roles;
}

function referencesOf(draft: Draft): Reference[] {
  const { mode, references } = draft;
  const source = sourceOf(draft);
  switch (mode) {
    case 'stitch': {
      const roles = rolesOf(references);
      return references.map((one, index) => bare(one, roles[index] ?? stitchRoles[0]));
    }
    case 'video': {
      // The provider takes them by place: the first frame, then the last.
      const frames = takesLastFrame(modelOf(draft.model)) ? references : references.filter(({ role }) => role !== 'last-frame');
      const last = frames.filter(({ role }) => role === 'last-frame').map((one) => bare(one, 'last-frame'));
      return [...(source ? [bare(source, 'source')] : []), ...last];
    }
    case 'batch-edit':
      return [];
    default:
      return references.map((one) => bare(one, one === source ? 'source' : one.role === 'source' ? undefined : one.role));
  }
}

const bare = ({ hash, assetId }: DraftReference, role: Reference['role']): Reference => ({
  hash,
  ...(role ? { role } : {}),
  ...(assetId ? { assetId } : {})
});

/** What differs from item to item; undefined where all items ask for the same. */
function changesOf(draft: Draft, { prompt }: Recipe): ItemChange[] | undefined {
  switch (draft.mode) {
    case 'batch-edit':
      return draft.sources.map((source) => {
        const own = source.prompt?.trim();
        if (!own) return { references: [bare(source, 'source')] };
        const words = wordsOf({ ...draft, prompt: own }).prompt;
        const composition = own === words ? {} : { composition: compositionOf({ ...draft, prompt: own }) };
        return { references: [bare(source, 'source')], ...(words === prompt ? {} : { prompt: words, ...composition }) };
      });
    case 'style-variations':
      return draft.styles.map((id) => ({
        prompt: wordsOf(draft, id).prompt,
        composition: { ...compositionOf(draft), style: id },
        label: styleOf(id)?.name ?? id
      }));
    default:
      return undefined;
  }
}

/** How many items a draft asks for. */
export function itemsOf(draft: Draft): number {
  if (countsItems(draft.mode)) return draft.count;
  return draft.mode === 'batch-edit' ? draft.sources.length : draft.styles.length;
}

/** How many pictures or clips a draft asks for: a series has several an item. */
export const resultsOf = (draft: Draft): number => itemsOf(draft) * (draft.mode === 'sequence' ? draft.frames.length : 1);

/** Micro-dollars of one item at the draft's settings; null where only the provider can tell. */
const itemPriceOf = (draft: Draft): Micros | null => priceOf(recipeOf(draft));

/** Micro-dollars of all items of a draft; null where only the provider can tell. */
export function totalOf(draft: Draft): Micros | null {
  const item = itemPriceOf(draft);
  return item === null ? null : item * itemsOf(draft);
}

/** Why a draft cannot be asked for, as sentences with a remedy; empty when it can. The price is another matter. */
export function reasonsAgainst(draft: Draft): string[] {
  const missing = missingIn(draft);
  if (missing.length > 0) return missing;
  const { recipe, each } = askedOf(draft);
  const recipes = each ? each.map((change) => recipeOfItem(recipe, change)) : [recipe];
  // In every mode with pictures these come before the words, as on the screen.
  const open = wordsOf(draft).faults.filter(({ path }) => path !== 'prompt');
  const faults = [...open, ...lostIn(draft), ...recipes.flatMap((one) => [...checkRecipe(one), ...checkWords(one)])].toSorted(
    (one, other) => late(one) - late(other)
  );
  return [...new Set(faults.map(({ path, message }) => (path === 'prompt' ? wordsMissing(draft, message) : message)))];
}

/** Words about a picture that was taken away. */
function lostIn({ prompt, frames, composition }: Draft): RecipeFault[] {
  const lost = [prompt, ...frames, ...Object.values(composition.variables ?? {})].some(speaksOfLost);
  return lost
    ? [{ path: 'prompt', message: `The words speak of a picture that was removed. Change “${LOST}”, or add the picture again.` }]
    : [];
}

const late = ({ path }: RecipeFault) => Number(path === 'prompt' || path.startsWith('composition'));

/** What a mode needs before anything else is worth saying. */
function missingIn(draft: Draft): string[] {
  const { mode, references, sources, styles } = draft;
  switch (mode) {
    case 'edit':
      return references.length > 0
        ? []
        : ['Add a picture to work from.', ...(recipeOf(draft).prompt === '' ? ['Say what should change.'] : [])];
    case 'stitch':
      return references.length >= 2
        ? []
        : [`Add ${references.length === 0 ? 'two pictures or more' : 'one more picture'} to bring together.`];
    case 'batch-edit':
      if (sources.length === 0) return ['Add the pictures to edit.'];
      if (sources.length > MAX_ITEMS) return [`A run takes at most ${MAX_ITEMS.toLocaleString('en-GB')} pictures.`];
      return [];
    case 'style-variations':
      return [...(references.length > 0 ? [] : ['Add a picture to vary.']), ...(styles.length > 0 ? [] : ['Choose the styles.'])];
    case 'video':
      return sourceOf(draft) ? [] : ['Add the picture that the video starts with.'];
    default:
      return [];
  }
}

function wordsMissing({ mode }: Draft, message: string): string {
  if (message !== NO_WORDS) return message;
  const { words } = rulesOf(mode);
  return words === 'instruction' ? 'Say what should change.' : words === 'motion' ? 'Say what should move.' : message;
}

/** The sentence of `checkRecipe` for an empty prompt. */
const NO_WORDS = 'Say what the picture should show.';

function checkWords({ prompt }: Recipe): RecipeFault[] {
  const over = prompt.length - MAX_PROMPT;
  if (over > 0) return [{ path: 'prompt', message: `The prompt is ${over.toLocaleString('en-GB')} characters too long.` }];
  const fits = recipeSchema.shape.prompt.safeParse(prompt).success;
  return fits ? [] : [{ path: 'prompt', message: 'The prompt contains characters that cannot be stored. Retype it.' }];
}
