// Runs that the person asked for and the server has not confirmed: what to do with each, decided without side effects.
import type { EngineKind } from 'shared/accounts';
import type { Micros } from 'shared/kernel';
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

/** Which entries fit into what may still be spent, oldest first; all of them where nothing is counted. */
export function fitting(entries: readonly OutboxEntry[], balance: Micros | null): Set<string> {
  let left = balance ?? Infinity;
  const ids = new Set<string>();
  for (const { id, price } of entries.toSorted((one, other) => one.createdAt - other.createdAt)) {
    if ((price ?? 0) > left) continue;
    left -= price ?? 0;
    ids.add(id);
  }
  return ids;
}

/** A title from the first words of a prompt, cut at a word. */
export function titleOf(prompt: string, most = 60): string {
  const line = prompt.replace(/\s+/g, ' ').trim();
  const title = line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\s,;:.]+\S*$/, '')}…`;
  return title.charAt(0).toUpperCase() + title.slice(1);
}
