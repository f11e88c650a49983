// Prices of recipes: by the costing function where a model's price is known, else by the provider's quote, kept for a short time.
import { engineProblem, modelOf, priceOf, type Recipe } from 'shared/engine';
import type { Micros } from 'shared/kernel';
import type { Engine } from './engine.ts';
import { inputsOf } from './inputs.ts';

/** Prices change rarely, and what was quoted is what is reserved: the time between looking and sending is covered. */
const GOOD_FOR = 10 * 60_000;
const REMEMBERED = 1_000;

export class Quotes {
  readonly #now: () => number;
  readonly #known = new Map<string, { at: number; price: Promise<Micros> }>();

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * What one item of a valid recipe costs with an engine, in micro-dollars.
   * Throws `quote-refused` where there is no price to be had, `provider-unavailable` where the provider cannot be asked now.
   */
  async price(engine: Engine, recipe: Recipe): Promise<Micros> {
    const known = priceOf(recipe);
    if (known !== null) return known;
    if (!modelOf(recipe.model)) throw engineProblem('quote-refused', { detail: 'This model is not known.' });
    const inputs = quotedInputs(recipe, engine);
    return this.#remembered(`${engine.keyName} ${recipe.model} ${JSON.stringify(inputs)}`, () => engine.quote(recipe.model, inputs));
  }

  #remembered(key: string, ask: () => Promise<Micros>): Promise<Micros> {
    const known = this.#known.get(key);
    if (known && this.#now() - known.at < GOOD_FOR) return known.price;
    const entry = { at: this.#now(), price: ask() };
    this.#known.delete(key);
    this.#known.set(key, entry);
    entry.price.catch(() => this.#known.get(key) === entry && this.#known.delete(key));
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    return entry.price;
  }
}

/**
 * What a price depends on: every setting, how many references there are, but neither words nor pictures. So equal requests share a quote,
 * and nothing of a prompt leaves the server before somebody decides to send it. Missing inputs would be quoted at the least price.
 */
function quotedInputs(recipe: Recipe, engine: Engine): Record<string, unknown> {
  const addresses = recipe.references.map((_, index) => `https://preset.invalid/reference-${index + 1}.png`);
  const { seed: _, ...inputs } = inputsOf({ ...recipe, prompt: 'A picture', variation: undefined }, addresses, engine.kind);
  return Object.fromEntries(Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1)));
}
