// Equal items that lost their answers together are interchangeable: each may have taken the prediction that was another's.
import type { Query } from '#platform/database';
import type { Held } from './held.ts';

export interface Window {
  /** Epoch milliseconds, both included. */
  readonly from: number;
  readonly to: number;
}

/** How far apart in time equal items are looked for, in milliseconds. */
const REACH = 60 * 60_000;

/**
 * The window in which the prediction of one of them may stand: its own, joined with those of all equal items that lost their answers
 * too, as far as these overlap. `windowOf` answers where the prediction of an attempt may stand that began then.
 */
export async function windowOfEquals(
  query: Query,
  item: Pick<Held, 'id'>,
  sentAt: number,
  windowOf: (sentAt: number) => Window
): Promise<Window> {
  const rows = await query
    .selectFrom('attempt')
    .innerJoin('item', 'item.id', 'attempt.item_id')
    .innerJoin('run', 'run.id', 'item.run_id')
    .innerJoin('item as own', (on) => on.onRef('own.key_name', '=', 'item.key_name').on('own.id', '=', item.id))
    .innerJoin('run as own_run', 'own_run.id', 'own.run_id')
    .select('attempt.created_at')
    .whereRef('run.recipe', '=', 'own_run.recipe')
    .whereRef('item.change', 'is not distinct from', 'own.change')
    .where('attempt.error', 'is not', null)
    .where('attempt.outcome', 'in', ['unknown', 'accepted'])
    .where('attempt.created_at', '>', sentAt - REACH)
    .where('attempt.created_at', '<', sentAt + REACH)
    .orderBy('attempt.created_at')
    .execute();
  let { from, to } = windowOf(sentAt);
  const windows = rows.map((row) => windowOf(row.created_at));
  for (const one of windows) if (one.from <= to && one.to >= from) to = Math.max(to, one.to);
  for (const one of windows.toReversed()) if (one.from <= to && one.to >= from) from = Math.min(from, one.from);
  return { from, to };
}
