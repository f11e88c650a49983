// What a person composes before asking for it, and every change to it, without side effects.
import {
  checkRecipe,
  formatSize,
  MAX_PROMPT,
  modelOf,
  parseSize,
  priceOf,
  recipeSchema,
  referenceLimits,
  sizeProblem,
  type Recipe,
  type Reference,
  type Size
} from 'shared/engine';
import type { Micros } from 'shared/kernel';
import { MAX_ITEMS } from 'shared/runs';
import { controlsOf, nearestRatio, RATIOS, shapeOf, sizeFor, type Control, type Scalar } from '#lib/engine';

export type Mode = 'generate' | 'edit';

/** A reference with its pixels, which the recipe does not need and waiting tiles do. */
export type DraftReference = Reference & Size;

export interface Draft {
  readonly v: 1;
  readonly model: string;
  readonly prompt: string;
  readonly params: Readonly<Record<string, Scalar>>;
  /** In Edit the first one is the source. */
  readonly references: readonly DraftReference[];
  /** How many images, 1 to 1,000. */
  readonly count: number;
}

/** What the playground shows at the first visit: a prompt that works as it stands, and an empty instruction. */
export function firstDraft(mode: Mode): Draft {
  return mode === 'generate'
    ? {
        v: 1,
        model: 'bytedance/seedream-v4',
        prompt:
          'Terracotta carafe on a limestone plinth, low winter sun through a window, long shadows, linen backdrop, quiet, nothing else in frame',
        params: { size: '2048*2560' },
        references: [],
        count: 4
      }
    : { v: 1, model: 'bytedance/seedream-v4/edit', prompt: '', params: {}, references: [], count: 1 };
}

/** A draft from storage, else undefined: what cannot be read is not guessed at. */
export function readDraft(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null || (value as Draft).v !== 1) return undefined;
  const { count, references, model, prompt, params } = value as Draft;
  // A prompt beyond the limit is kept: it is the person's text, and the button says what is wrong.
  if (typeof prompt !== 'string') return undefined;
  const recipe = recipeSchema.safeParse({ v: 1, model, prompt: '', params, references });
  if (!recipe.success || !isCount(count)) return undefined;
  const sized = references.flatMap((one, index) => {
    const reference = recipe.data.references[index];
    return reference && one.width > 0 && one.height > 0 ? [{ ...reference, width: one.width, height: one.height }] : [];
  });
  return { v: 1, model: recipe.data.model, prompt, params: recipe.data.params, references: sized, count };
}

const isCount = (count: unknown): count is number => Number.isInteger(count) && (count as number) >= 1 && (count as number) <= MAX_ITEMS;

export const withPrompt = (draft: Draft, prompt: string): Draft => ({ ...draft, prompt });

export const withCount = (draft: Draft, count: number): Draft => ({
  ...draft,
  count: Math.min(MAX_ITEMS, Math.max(1, Math.round(count) || 1))
});

/** Sets a parameter; `undefined` leaves it to the model. */
export function withParam(draft: Draft, name: string, value: Scalar | undefined): Draft {
  const { [name]: _, ...rest } = draft.params;
  return { ...draft, params: value === undefined ? rest : { ...rest, [name]: value } };
}

/** Another model, with as much of the settings as it understands: the shape is kept as nearly as it allows. */
export function withModel(draft: Draft, id: string): Draft {
  const model = modelOf(id);
  if (!model) return draft;
  const shaped = draft.params.size !== undefined || draft.params.aspect_ratio !== undefined;
  const shape = shaped ? shapeOf(draft) : undefined;
  const params: Record<string, Scalar> = {};
  for (const control of controlsOf(model)) {
    const value = carried(control, draft.params[control.name], shape);
    if (value !== undefined) params[control.name] = value;
  }
  return { ...draft, model: id, params };
}

function carried(control: Control, old: Scalar | undefined, shape: Size | undefined): Scalar | undefined {
  switch (control.kind) {
    case 'size': {
      const size = parseSize(old);
      if (size && sizeProblem(size, control.input) === undefined) return old;
      const ratio = shape && nearestRatio(shape, RATIOS);
      const found = ratio && sizeFor(control.input, ratio);
      return found ? formatSize(found) : undefined;
    }
    case 'ratio':
      return control.values.some((value) => value === old) ? old : shape && nearestRatio(shape, control.values);
    case 'choice':
      return control.options.some(({ value, priced }) => value === old && priced) ? old : undefined;
    case 'switch':
      return typeof old === 'boolean' ? old : undefined;
    case 'number':
      return typeof old === 'number' && old >= control.min && old <= control.max ? old : undefined;
  }
}

/** How many references the draft's model takes. */
export function limitsOf(draft: Draft): { min: number; max: number } {
  const model = modelOf(draft.model);
  return model ? referenceLimits(model) : { min: 0, max: 0 };
}

/** Adds references up to the model's limit; each picture once. */
export function withReferences(draft: Draft, added: readonly DraftReference[]): Draft {
  const all = [...draft.references];
  for (const one of added) if (!all.some(({ hash }) => hash === one.hash)) all.push(one);
  return { ...draft, references: all.slice(0, limitsOf(draft).max) };
}

export function withoutReference(draft: Draft, hash: string): Draft {
  return { ...draft, references: draft.references.filter((one) => one.hash !== hash) };
}

/** Puts a picture first, in place of the present source; the other references stay. */
export function withSource(draft: Draft, source: DraftReference): Draft {
  const others = draft.references.slice(1).filter(({ hash }) => hash !== source.hash);
  return { ...draft, references: [source, ...others].slice(0, Math.max(1, limitsOf(draft).max)) };
}

/** The source of an edit, else undefined. */
export function sourceOf(mode: Mode, draft: Draft): DraftReference | undefined {
  return mode === 'edit' ? draft.references[0] : undefined;
}

/** The recipe that a draft stands for. */
export function recipeOf(mode: Mode, { model, prompt, params, references }: Draft): Recipe {
  return {
    v: 1,
    model,
    prompt: prompt.trim(),
    params: { ...params },
    references: references.map(({ hash, assetId, role }, index) => {
      const own = mode === 'edit' && index === 0 ? 'source' : role === 'source' ? undefined : role;
      return { hash, ...(own ? { role: own } : {}), ...(assetId ? { assetId } : {}) };
    })
  };
}

/**
 * The draft that asks for a recipe again, and the mode it belongs to. What made one picture out of several (the sandbox's
 * variation) is left behind; `pixels` tells a reference's size where this device knows it.
 */
export function draftFrom(recipe: Recipe, count: number, pixels: (reference: Reference) => Size | undefined): { mode: Mode; draft: Draft } {
  const kind = modelOf(recipe.model)?.kind;
  const mode: Mode = kind === 'text-to-image' || (kind !== 'image-to-image' && recipe.references.length === 0) ? 'generate' : 'edit';
  const references = recipe.references.map((reference) => ({ ...reference, ...(pixels(reference) ?? { width: 1, height: 1 }) }));
  const draft: Draft = { v: 1, model: recipe.model, prompt: recipe.prompt, params: recipe.params, references, count: withinCount(count) };
  const fits = kind === 'text-to-image' || kind === 'image-to-image';
  return { mode, draft: fits ? draft : withModel(draft, firstDraft(mode).model) };
}

const withinCount = (count: number) => (isCount(count) ? count : 1);

/** Micro-dollars of all images of a draft; null where nobody has a price. */
export function totalOf(draft: Draft): Micros | null {
  const item = priceOf(draft);
  return item === null ? null : item * draft.count;
}

/** Why a draft cannot be asked for, as sentences with a remedy; empty when it can. */
export function reasonsAgainst(mode: Mode, draft: Draft): string[] {
  const recipe = recipeOf(mode, draft);
  const faults = checkRecipe(recipe);
  // In Edit the picture comes before the words, as on the screen.
  if (mode === 'edit') faults.sort((one, other) => Number(one.path === 'prompt') - Number(other.path === 'prompt'));
  const reasons = faults.map(({ path, message }) => (path === 'prompt' && mode === 'edit' ? 'Say what should change.' : message));
  if (recipe.prompt.length > MAX_PROMPT)
    reasons.push(`The prompt is ${(recipe.prompt.length - MAX_PROMPT).toLocaleString('en-GB')} characters too long.`);
  else if (!recipeSchema.shape.prompt.safeParse(recipe.prompt).success)
    reasons.push('The prompt contains characters that cannot be stored. Retype it.');
  if (reasons.length === 0 && totalOf(draft) === null) reasons.push('Nobody has a price for these settings. Choose others.');
  return reasons;
}
