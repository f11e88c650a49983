// Lays the provider's own list of models over the shipped ones: prices, limits and values that it knows better.
import type { Model, ModelInput } from 'shared/engine';
import { isSetting, type CatalogueItem } from './items.ts';
import { modelOfItem } from './new-model.ts';
import { mergedPrice } from './price.ts';

/** A list that lacks more than half of the models that are offered is no list to believe. */
const SHARE_EXPECTED = 0.5;

/**
 * The models that are known once the provider was asked. A shipped model takes over price, limits, values and defaults where the provider's
 * schema still has every input that it needs; one that is not listed any more is no longer offered. A new model joins only when its schema is
 * whole and its kind is one that Preset knows. Undefined where the list is not to be believed: then nothing changes.
 */
export function mergeCatalogue(shipped: readonly Model[], items: readonly CatalogueItem[]): Model[] | undefined {
  const byId = new Map(items.map((item) => [item.id, item]));
  const offered = shipped.filter((model) => model.offered);
  if (offered.filter(({ id }) => byId.has(id)).length < offered.length * SHARE_EXPECTED) return undefined;
  const known = new Set(shipped.map(({ id }) => id));
  const merged = shipped.map((model) => {
    const item = byId.get(model.id);
    return item ? mergeModel(model, item) : { ...model, offered: false };
  });
  const added = items
    .filter(({ id }) => !known.has(id))
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
    .flatMap((item) => modelOfItem(item) ?? []);
  return [...merged, ...added];
}

function mergeModel(model: Model, item: CatalogueItem): Model {
  const { inputs } = model;
  const needed = inputs.required.every((name) => item.properties[name]?.type === inputs.properties[name]?.type);
  // What the provider demands and Preset does not know how to give makes the model unusable, not wrong.
  const strange = item.required.some((name) => !Object.hasOwn(inputs.properties, name) && item.properties[name]?.default === undefined);
  if (!needed || strange) return { ...model, offered: false };
  const properties: Record<string, ModelInput> = {};
  for (const [name, input] of Object.entries(item.properties)) {
    const own = inputs.properties[name];
    if (own ? own.type === input.type : isSetting(input)) properties[name] = own ? mergeInput(own, input) : input;
  }
  const required = [...new Set([...inputs.required, ...item.required])].filter((name) => Object.hasOwn(properties, name));
  return {
    ...model,
    inputs: { type: 'object', properties, required, 'x-complete': item.obscure.length === 0 },
    price: mergedPrice(model, item)
  };
}

function mergeInput(own: ModelInput, theirs: ModelInput): ModelInput {
  if (own['x-format'] === 'W*H') return mergeSize(own, theirs);
  const limits = ['minimum', 'maximum', 'minItems', 'maxItems', 'enum', 'default'] as const;
  const merged: Record<string, unknown> = { ...own };
  for (const limit of limits) if (theirs[limit] !== undefined) merged[limit] = theirs[limit];
  if (merged.enum !== undefined && merged.default !== undefined && !(merged.enum as unknown[]).includes(merged.default))
    delete merged.default;
  return merged as ModelInput;
}

/** A size is text on the wire; its bounds, where the provider states them, are those of each side. */
function mergeSize(own: ModelInput, { minimum, maximum, default: fallback }: ModelInput): ModelInput {
  return {
    ...own,
    ...(minimum !== undefined && minimum > 0 ? { 'x-side-min': minimum } : {}),
    ...(maximum !== undefined && maximum > 0 ? { 'x-side-max': maximum } : {}),
    ...(typeof fallback === 'string' && /^\d+\*\d+$/.test(fallback) && own.default !== undefined ? { default: fallback } : {})
  };
}
