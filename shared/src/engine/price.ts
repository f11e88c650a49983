// The one costing function: page and server show, reserve and settle the same amount.
import { toMicros, type Micros } from '../kernel/index.ts';
import { effective, modelOf, type Model, type PriceTree } from './models.ts';
import type { Recipe } from './recipe.ts';

/** The seconds that a price for video clips is stated for (wavespeed-contract, section 6). */
const CLIP_SECONDS = 5;

/** What a recipe's price depends on. */
export type Priced = Pick<Recipe, 'model' | 'params'>;

/**
 * Price of one item of a recipe, in micro-dollars; null where only the provider can quote it.
 * The inputs need not be valid, since a price is shown while they are being typed.
 */
export function priceOf({ model: id, params }: Priced): Micros | null {
  const model = modelOf(id);
  if (!model || model.price.floor) return null;
  const unit = unitPrice(model, params);
  if (unit === null) return null;
  return toMicros(unit * factor(model, params));
}

/** How many assets one item of a recipe is asked for. */
export function outputsOf({ model: id, params }: Priced): number {
  const model = modelOf(id);
  return model && 'max_images' in model.inputs.properties ? count(effective(model, params, 'max_images')) : 1;
}

function unitPrice(model: Model, params: Priced['params']): number | null {
  return model.price.by ? lookUp(model.price.by, model, params) : model.price.amount;
}

function lookUp(tree: PriceTree, model: Model, params: Priced['params']): number | null {
  const [input] = Object.keys(tree);
  const found = input && tree[input]?.[String(effective(model, params, input))];
  if (found === undefined || found === '') return null;
  return typeof found === 'number' ? found : lookUp(found, model, params);
}

function factor(model: Model, params: Priced['params']): number {
  const { multiplier, linear_in: seconds } = model.price;
  const pieces = multiplier ? count(effective(model, params, multiplier)) : 1;
  return seconds ? (pieces * (Number(effective(model, params, seconds)) || CLIP_SECONDS)) / CLIP_SECONDS : pieces;
}

function count(value: unknown): number {
  return typeof value === 'number' && value >= 1 ? Math.floor(value) : 1;
}
