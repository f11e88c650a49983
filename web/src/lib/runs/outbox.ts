// Runs that the person asked for and the server has not confirmed: what to do with each, decided without side effects.
import type { EngineKind } from 'shared/accounts';
import { priceOf, type Reference } from 'shared/engine';
import type { Micros, ProblemDocument } from 'shared/kernel';
import { recipeOfItem, type NewRun } from 'shared/runs';
import type { OutboxRow } from '#lib/platform';

/**
 * - `sending`: on its way in some tab, or was when that tab was closed.
 * - `waiting`: on this device until the person agrees again.
 * - `refused`: the server said no; the reason is kept with it.
 */
export type OutboxState = 'sending' | 'waiting' | 'refused';

/** One run on this device, written before anything is sent, so that a closed page loses nothing; its id is the run's own. */
export interface OutboxEntry extends OutboxRow {
  readonly state: OutboxState;
  /** Something went out, so the server may have it: it is asked before anything is sent again. */
  readonly tried: boolean;
  /** Who would draw it, as far as this device knew when it was asked for. */
  readonly engine: EngineKind | undefined;
}

/** A stored row as an entry; what an older version did not write is read as the careful case. */
export function entryOfRow(row: OutboxRow & Partial<OutboxEntry>): OutboxEntry {
  return { ...row, state: row.state ?? 'waiting', tried: row.tried ?? true, engine: row.engine };
}

/** What is known when a decision is taken. */
export interface Facts {
  readonly reachable: boolean;
  /** This tab is sending it or looking it up right now. */
  readonly busy: boolean;
}

export type Step = 'nothing' | 'look-up' | 'ask-person' | 'show-problem';

/**
 * The next step for an entry. Nothing is ever sent by this alone: after a time without connection the person is asked,
 * and what may have arrived, or may still be on its way in another tab, is looked up first.
 */
export function nextStep(entry: Pick<OutboxEntry, 'state' | 'tried'>, { reachable, busy }: Facts): Step {
  if (busy) return 'nothing';
  if (entry.state === 'refused') return 'show-problem';
  if (!reachable) return 'nothing';
  return entry.tried || entry.state === 'sending' ? 'look-up' : 'ask-person';
}

/** The entry after the server was asked for it and did not have it: whatever was sent never arrived. */
export function notThere(entry: OutboxEntry): OutboxEntry {
  return { ...entry, state: 'waiting', tried: false };
}

/** What the cost sheet sums up: items and money of some entries. */
export function sumOf(entries: readonly OutboxEntry[]): { items: number; price: Micros } {
  return entries.reduce((sum, { newRun, price }) => ({ items: sum.items + newRun.count, price: sum.price + (price ?? 0) }), {
    items: 0,
    price: 0
  });
}

/** Every reference that a run or any of its items works from. */
export function referencesOf({ recipe, each = [] }: Pick<NewRun, 'recipe' | 'each'>): readonly Reference[] {
  return [recipe, ...each].flatMap(({ references = [] }) => references);
}

/** Micro-dollars of a whole run by the prices that this program knows; null where only the provider can tell. */
export function priceOfRun({ recipe, count, each }: Pick<NewRun, 'recipe' | 'count' | 'each'>): Micros | null {
  if (!each) {
    const item = priceOf(recipe);
    return item === null ? null : item * count;
  }
  return each.reduce<Micros | null>((sum, change) => {
    const item = priceOf(recipeOfItem(recipe, change));
    return sum === null || item === null ? null : sum + item;
  }, 0);
}

/** Micro-dollars that a run costs now, as its refusal says; undefined where it does not. */
export function priceInRefusal({ fields = [] }: ProblemDocument): Micros | undefined {
  const price = Number(fields.find(({ path }) => path === 'expected')?.message);
  return Number.isSafeInteger(price) && price >= 0 ? price : undefined;
}

/** The entry at another price than it was queued with; the first one is kept, so that the person sees both. */
export function repriced(entry: OutboxEntry, price: Micros): OutboxEntry {
  if (price === entry.price) return entry;
  const former = entry.formerPrice ?? entry.price;
  const { formerPrice: _, ...rest } = entry;
  return {
    ...rest,
    price,
    newRun: { ...entry.newRun, expected: price },
    ...(former === null || former === price ? {} : { formerPrice: former })
  };
}
