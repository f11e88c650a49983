// Tells in a microsecond what is an asset's record beyond doubt, so that opening a gallery of 100,000 does not parse each by its schema.
import { mediaTypes } from '../blobs/index.ts';
import { MAX_PROMPT, referenceRoleSchema } from '../engine/index.ts';
import { MAX_SETTINGS, type Asset } from './asset.ts';

type Loose = Record<string, unknown>;

/**
 * Whether the value is a record that the schema takes as it stands. Never true for one that it refuses in what is shown or asked for; false
 * says nothing, and the schema decides then.
 */
export function isPlainlyAsset(value: unknown): value is Asset {
  if (!isObject(value)) return false;
  const { v, id, kind, createdAt, hash, type, bytes, width, height, thumb, thumbhash, colour, parents } = value;
  return (
    v === 1 &&
    typeof id === 'string' &&
    ASSET_ID.test(id) &&
    (kind === 'image' || kind === 'video') &&
    Number.isSafeInteger(createdAt) &&
    isHash(hash) &&
    types.has(type) &&
    isCount(bytes, 0) &&
    isCount(width, 1) &&
    isCount(height, 1) &&
    isObject(thumb) &&
    isHash(thumb['hash']) &&
    isCount(thumb['width'], 1) &&
    isCount(thumb['height'], 1) &&
    typeof thumbhash === 'string' &&
    typeof colour === 'string' &&
    COLOUR.test(colour) &&
    Array.isArray(parents) &&
    parents.length <= 20 &&
    parents.every(isHash) &&
    maybeText(value['by'], 1_000) &&
    maybeText(value['fileName'], 255) &&
    (value['seconds'] === undefined || (Number.isFinite(value['seconds']) && (value['seconds'] as number) > 0)) &&
    (value['imported'] === undefined || isPlainImported(value['imported'])) &&
    (value['recipe'] === undefined || isPlainRecipe(value['recipe'])) &&
    (value['made'] === undefined || isPlainMade(value['made']))
  );
}

const types: ReadonlySet<unknown> = new Set(mediaTypes);
const COLOUR = /^#[0-9a-f]{6}$/;
const HASH = /^[0-9a-f]{64}$/;
const ID = /^[0-9a-f]{32}$/;
const ASSET_ID = /^[A-Za-z0-9_-]{1,64}\.[0-9a-z]{1,64}$/;
const roles: ReadonlySet<unknown> = new Set([undefined, ...referenceRoleSchema.options]);

const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
const isHash = (value: unknown): boolean => typeof value === 'string' && HASH.test(value);
const isId = (value: unknown): boolean => typeof value === 'string' && ID.test(value);
const isCount = (value: unknown, from: number): boolean => Number.isSafeInteger(value) && (value as number) >= from;
const maybeText = (value: unknown, most: number): boolean => value === undefined || isText(value, most);
const isText = (value: unknown, most: number): boolean => typeof value === 'string' && value.length <= most;
const maybe = (value: unknown): boolean => value === undefined || typeof value === 'boolean';

/** Texts with characters that cannot be stored are left to the schema, as is every rarer part. */
const isStorable = (value: unknown, most: number): boolean =>
  typeof value === 'string' && value.length <= most && !value.includes('\0') && value.isWellFormed();

function isPlainRecipe(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { v, model, prompt, params, references, composition, preset, variation } = value;
  return (
    v === 1 &&
    typeof model === 'string' &&
    model.length >= 1 &&
    model.length <= 120 &&
    isStorable(prompt, MAX_PROMPT) &&
    isObject(params) &&
    Object.entries(params).every(([key, one]) => key.length <= 64 && isPlainValue(one)) &&
    Array.isArray(references) &&
    references.length <= 20 &&
    references.every((one) => isObject(one) && isHash(one['hash']) && roles.has(one['role']) && maybeText(one['assetId'], 130)) &&
    (preset === undefined || (isObject(preset) && isId(preset['id']) && isCount(preset['version'], 1))) &&
    (variation === undefined || (isCount(variation, 0) && (variation as number) < 2 ** 31)) &&
    (composition === undefined || isPlainComposition(composition))
  );
}

function isPlainComposition(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { prompt, cinematic, style, variables, frames } = value;
  return (
    isStorable(prompt, MAX_PROMPT) &&
    maybeText(style, 60) &&
    (cinematic === undefined ||
      (isObject(cinematic) && Object.entries(cinematic).every(([key, one]) => key.length <= 40 && isText(one, 60)))) &&
    (variables === undefined ||
      (isObject(variables) && Object.entries(variables).every(([key, one]) => key.length <= 60 && isStorable(one, 500)))) &&
    (frames === undefined || (Array.isArray(frames) && frames.length <= 15 && frames.every((one) => isStorable(one, 500))))
  );
}

const isPlainValue = (value: unknown): boolean =>
  typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) || isStorable(value, 2_000);

const isPlainImported = (value: unknown): boolean =>
  isObject(value) &&
  isText(value['tool'], 60) &&
  value['tool'] !== '' &&
  (value['settings'] === undefined || isStorable(value['settings'], MAX_SETTINGS));

function isPlainMade(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { runId, itemId, output, engine, cost, took, nsfw, late } = value;
  return (
    isId(runId) &&
    isId(itemId) &&
    isCount(output, 0) &&
    (engine === 'wavespeed' || engine === 'sandbox') &&
    isCount(cost, 0) &&
    isCount(took, 0) &&
    maybe(nsfw) &&
    maybe(late)
  );
}
