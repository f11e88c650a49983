// What runs without a fixed price would cost, as the provider quotes it: asked once for equal settings, a moment after the last change.
import { untrack } from 'svelte';
import { priceOf, type Recipe } from 'shared/engine';
import { Problem, type Micros } from 'shared/kernel';
import { recipeOfItem, type ItemChange } from 'shared/runs';
import { quoteRun } from './remote.ts';

/** Milliseconds without a change before the server is asked. */
const REST = 350;
const REMEMBERED = 200;

/** What would be asked for. */
export interface Quotable {
  readonly workspaceId: string;
  readonly recipe: Recipe;
  readonly count: number;
  readonly each?: readonly ItemChange[];
}

/** `total` in micro-dollars once it is known; else why it is not, as a sentence with a remedy. */
export type QuoteState =
  { readonly is: 'known'; readonly total: Micros } | { readonly is: 'asking' } | { readonly is: 'unknown'; readonly why: string };

const ASKING: QuoteState = { is: 'asking' };

export class RunQuotes {
  #known = $state.raw<ReadonlyMap<string, QuoteState>>(new Map());
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What a run would cost, as far as it is known; `ask` finds out. */
  of(asked: Quotable): QuoteState {
    // What the server said counts for more than the prices that this page came with.
    const known = this.#known.get(keyOf(asked));
    if (known?.is === 'known') return known;
    const total = fixedTotal(asked);
    return total === null ? (known ?? ASKING) : { is: 'known', total };
  }

  /** Takes a price that the server told by refusing another one; all earlier ones may be out of date by then. */
  learn(asked: Quotable, total: Micros): void {
    this.#known = new Map([[keyOf(asked), { is: 'known', total }]]);
  }

  /** Asks the server where nobody but the provider knows the price; the newest of several quick calls counts. */
  ask(asked: Quotable): void {
    clearTimeout(this.#timer);
    // Untracked: an effect that asks shall not ask again because of the answer.
    const known = untrack(() => this.#known.get(keyOf(asked)));
    if (asked.workspaceId === '' || fixedTotal(asked) !== null || known?.is === 'known') return;
    this.#timer = setTimeout(() => void this.#ask(asked), REST);
  }

  async #ask({ each, ...asked }: Quotable): Promise<void> {
    const key = keyOf({ ...asked, each });
    try {
      this.#remember(key, { is: 'known', total: await quoteRun({ ...asked, ...(each ? { each: [...each] } : {}) }) });
    } catch (error) {
      const why =
        error instanceof Problem
          ? `${error.document.title} ${error.document.remedy}`
          : 'The price is asked for as soon as the server can be reached.';
      this.#remember(key, { is: 'unknown', why });
    }
  }

  #remember(key: string, state: QuoteState): void {
    const known = new Map([...this.#known].filter(([one]) => one !== key).slice(1 - REMEMBERED));
    this.#known = known.set(key, state);
  }
}

/** Micro-dollars of all items where each has a fixed price, else null. */
function fixedTotal({ recipe, count, each }: Quotable): Micros | null {
  const prices = each ? each.map((change) => priceOf(recipeOfItem(recipe, change))) : [priceOf(recipe)];
  const sum = prices.reduce<Micros | null>((total, price) => (total === null || price === null ? null : total + price), 0);
  return sum === null || each ? sum : sum * count;
}

/** What a price depends on: neither words nor which pictures. */
function keyOf({ workspaceId, recipe, count, each }: Quotable): string {
  const priced = ({ model, params, references }: Recipe) => [model, params, references.length];
  return JSON.stringify([workspaceId, count, each ? each.map((change) => priced(recipeOfItem(recipe, change))) : priced(recipe)]);
}

export const runQuotes = new RunQuotes();
