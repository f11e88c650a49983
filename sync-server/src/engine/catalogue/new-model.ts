// A model that Preset did not ship with: known only when it belongs to a family it makes pictures with and its schema holds no riddle.
import type { Model, ModelInput, ModelKind } from 'shared/engine';
import { isSetting, type CatalogueItem } from './items.ts';

/** Families of models that Preset is made for; the provider has a thousand others. */
const FAMILIES: readonly { readonly prefix: RegExp; readonly name: string }[] = [
  { prefix: /^bytedance\/seedream-v?/, name: 'Seedream' },
  { prefix: /^bytedance\/seedance-v?/, name: 'Seedance' },
  { prefix: /^(?:wavespeed-ai|alibaba)\/wan-/, name: 'Wan' }
];

/** Inputs that a person fills by prompt and references, or that Preset decides itself. */
const HANDLED = new Set(['prompt', 'image', 'images', 'last_image', 'enable_sync_mode', 'enable_base64_output']);

/** The model of an item; undefined where its family, kind or schema is not known whole. */
export function modelOfItem(item: CatalogueItem): Model | undefined {
  const family = FAMILIES.find(({ prefix }) => prefix.test(item.id));
  const kind = kindOf(item);
  if (!family || !kind || item.obscure.length > 0 || item.basePrice === null) return undefined;
  const { properties, required } = item;
  if (!required.every((name) => Object.hasOwn(properties, name))) return undefined;
  const entries = Object.entries(properties);
  if (!entries.every(([name, input]) => HANDLED.has(name) || isSetting(input) || isSize(name, input) || !required.includes(name)))
    return undefined;
  const kept = entries
    .filter(([name, input]) => HANDLED.has(name) || isSetting(input) || isSize(name, input))
    .map(([name, input]): [string, ModelInput] => [name, isSize(name, input) ? sized(input) : input]);
  const name = nameOf(item.id, family);
  return {
    id: item.id,
    name,
    family: name.split(' ').slice(0, 2).join(' '),
    about: 'New at the provider; the price is asked for.',
    kind,
    offered: true,
    inputs: { type: 'object', properties: Object.fromEntries(kept), required: [...required], 'x-complete': true },
    price: { amount: item.basePrice, unit: 'run', floor: true },
    confidence: 'medium'
  };
}

/** By the provider's type and by the inputs that a kind must have. */
function kindOf({ type, properties, required, id }: CatalogueItem): ModelKind | undefined {
  if (properties.prompt?.type !== 'string' || /decomposition|lora|train/.test(id)) return undefined;
  const isSeries = properties.max_images !== undefined;
  const takesImages = properties.images?.type === 'array';
  const takesImage = properties.image?.type === 'string';
  if (type === 'image-to-video') return takesImage && required.includes('image') ? 'image-to-video' : undefined;
  if (type === 'text-to-image') return takesImages || takesImage ? undefined : isSeries ? 'text-to-image-series' : 'text-to-image';
  if (type === 'image-to-image' && takesImages) return isSeries ? 'image-to-image-series' : 'image-to-image';
  return undefined;
}

const isSize = (name: string, input: ModelInput) => name === 'size' && input.type === 'string' && input.enum === undefined;

/** The provider states the bounds of each side as those of the text. */
function sized({ minimum = 512, maximum = 4_096, default: fallback }: ModelInput): ModelInput {
  return {
    type: 'string',
    'x-format': 'W*H',
    'x-side-min': minimum,
    'x-side-max': maximum,
    ...(typeof fallback === 'string' && /^\d+\*\d+$/.test(fallback) ? { default: fallback } : {})
  };
}

/** `bytedance/seedream-v6.0-pro/edit` reads `Seedream 6.0 Pro edit`. */
function nameOf(id: string, { prefix, name }: (typeof FAMILIES)[number]): string {
  const [head = '', ...rest] = id.replace(prefix, '').split('/');
  const words = head.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const ways = rest.map((part) => part.replace('image-to-video', '').replaceAll('-', ' ').replace('sequential', 'series').trim());
  return [name, ...words, ...ways].filter(Boolean).join(' ');
}
