// The life of an item as a table, and what a run's state is, decided here alone so that page and server agree.
import { itemStateSchema, type Item, type ItemState, type RunState } from './run.ts';

export const itemStates: readonly ItemState[] = itemStateSchema.options;

/**
 * Which state may follow which. `uncertain` (an answer was lost) is no end. Leaving `failed` and `cancelled` is a person's retry; a failed
 * item that the provider did finish is copied again instead of being paid for again.
 */
const followers: Record<ItemState, readonly ItemState[]> = {
  queued: ['submitting', 'failed', 'cancelled'],
  submitting: ['submitted', 'queued', 'failed', 'cancelled', 'uncertain'],
  submitted: ['copying', 'failed'],
  copying: ['succeeded', 'failed'],
  uncertain: ['submitted', 'failed'],
  succeeded: [],
  failed: ['queued', 'copying'],
  cancelled: ['queued']
};

/** Whether an item in state `from` may become `to`. */
export function mayFollow(from: ItemState, to: ItemState): boolean {
  return followers[from].includes(to);
}

/** The states in which nothing more happens by itself. */
export const finalStates: readonly ItemState[] = ['succeeded', 'failed', 'cancelled'];

export function isFinal(state: ItemState): boolean {
  return finalStates.includes(state);
}

/** Something may have reached the provider and has not ended: cancelling cannot prevent its cost. */
export function isInFlight(state: ItemState): boolean {
  return !isFinal(state) && state !== 'queued';
}

/** Whether a person may have the item made again. What succeeded is kept; what may still arrive is never sent twice. */
export function mayRetry(state: ItemState): boolean {
  return state === 'failed' || state === 'cancelled';
}

/** How many items are in each state, every state named. */
export type ItemCounts = Record<ItemState, number>;

export function countStates(items: readonly Pick<Item, 'state'>[]): ItemCounts {
  const counts = noItems();
  for (const { state } of items) counts[state] += 1;
  return counts;
}

export function noItems(): ItemCounts {
  return { queued: 0, submitting: 0, submitted: 0, copying: 0, succeeded: 0, failed: 0, cancelled: 0, uncertain: 0 };
}

/** What a run as a whole is doing: waiting until its first item is sent, finished only when no item can change by itself. */
export function runStateOf(counts: ItemCounts, paused: boolean): RunState {
  const sum = (states: readonly ItemState[]) => states.reduce((total, state) => total + counts[state], 0);
  if (sum(itemStates) === sum(finalStates)) return 'finished';
  if (paused) return 'paused';
  return sum(itemStates.filter(isInFlight)) + counts.succeeded + counts.failed > 0 ? 'running' : 'waiting';
}

/**
 * The sandbox's choice among its pictures for item `position` of a run: `base` where the recipe names one, else out of the run's id, so that
 * items of a run differ and the same item is always drawn alike. 31 bits.
 */
export function variationOf(runId: string, position: number, base?: number): number {
  return ((base ?? Number.parseInt(runId.slice(0, 8), 16)) + position) % 2 ** 31;
}
