// Drafts as they lie on the device: read with care, and the older form brought up to the present one.
import { compositionSchema, recipeSchema, referenceSchema } from 'shared/engine';
import { MAX_ITEMS } from 'shared/runs';
import { firstDraft, type Draft, type DraftReference, type DraftSource } from './draft.ts';
import { MAX_SERIES, type Mode } from './mode-rules.ts';

/**
 * The draft of a mode from storage, else undefined: what cannot be read is not guessed at. Words beyond the limit are kept, since they
 * are the person's, and the button says what is wrong.
 */
export function readDraft(mode: Mode, value: unknown): Draft | undefined {
  if (!isRecord(value) || typeof value.prompt !== 'string') return undefined;
  const recipe = recipeSchema.safeParse({ v: 1, model: value.model, prompt: '', params: value.params });
  const references = readAll(value.references, readReference);
  if (!recipe.success || !references || !isCount(value.count)) return undefined;
  const { model, params } = recipe.data;
  const common = { v: 2, mode, model, prompt: value.prompt, params, references, count: value.count } as const;
  // Version 1 knew Generate and Edit alone, and none of what the other modes have.
  if (value.v === 1) return { ...firstDraft(mode), ...common };
  if (value.v !== 2 || value.mode !== mode) return undefined;
  const composition = compositionSchema.omit({ prompt: true, frames: true }).safeParse(value.composition);
  const frames = readAll(value.frames, (one) => (typeof one === 'string' ? one : undefined));
  const styles = readAll(value.styles, (one) => (typeof one === 'string' ? one : undefined));
  const sources = readAll(value.sources, readSource);
  if (!composition.success || !frames || !styles || !sources) return undefined;
  if (frames.length > MAX_SERIES || sources.length > MAX_ITEMS || (mode === 'sequence' && frames.length === 0)) return undefined;
  return { ...common, composition: composition.data, frames, styles, sources };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isCount = (count: unknown): count is number => Number.isInteger(count) && (count as number) >= 1 && (count as number) <= MAX_ITEMS;

/** Every entry of a list, or undefined when one cannot be read. */
function readAll<T>(value: unknown, read: (one: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const all = value.map(read);
  return all.every((one) => one !== undefined) ? all : undefined;
}

function readReference(value: unknown): DraftReference | undefined {
  const reference = referenceSchema.safeParse(value);
  if (!reference.success || !isRecord(value)) return undefined;
  const { width, height } = value;
  return typeof width === 'number' && typeof height === 'number' && width > 0 && height > 0
    ? { ...reference.data, width, height }
    : undefined;
}

function readSource(value: unknown): DraftSource | undefined {
  const reference = readReference(value);
  const prompt = isRecord(value) ? value.prompt : undefined;
  if (!reference || (prompt !== undefined && typeof prompt !== 'string')) return undefined;
  return prompt ? { ...reference, prompt } : reference;
}
