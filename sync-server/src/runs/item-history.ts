// One item with its way so far, read off the rows that its steps left: its attempts, what was made and copied, and the ledger.
import { problem } from 'shared/kernel';
import type { ItemDetail, ItemEvent } from 'shared/runs';
import type { ItemRow, RunRow } from './store.ts';
import type { Database } from '#platform/database';
import { readFacts } from './facts.ts';
import { briefOf, itemRecipe, changeOf } from './held.ts';
import { itemOf } from './reading.ts';

/** Everything about an item but what is known while its answer is lost. Throws `not-found`. */
export async function readItem(
  { db }: Database,
  runId: string,
  itemId: string
): Promise<Omit<ItemDetail, 'doubt'> & { run: RunRow; row: ItemRow }> {
  const row = await db.selectFrom('item').selectAll().where('id', '=', itemId).where('run_id', '=', runId).executeTakeFirst();
  const run = await db.selectFrom('run').selectAll().where('id', '=', runId).executeTakeFirst();
  if (!row || !run) throw problem('not-found');
  const attempts = await db.selectFrom('attempt').selectAll().where('item_id', '=', itemId).orderBy('number').execute();
  const entries = await db.selectFrom('ledger').selectAll().where('item_id', '=', itemId).execute();
  const events: ItemEvent[] = [{ at: row.created_at, what: 'saved' }];
  for (const attempt of attempts) {
    const { number, outcome, prediction_id: predictionId, error } = attempt;
    events.push({ at: attempt.created_at, what: 'sent', attempt: number });
    if (attempt.answered_at === null) continue;
    const what = outcome === 'accepted' ? 'accepted' : outcome === 'refused' ? 'refused' : 'lost';
    const note = predictionId ?? error ?? undefined;
    events.push({ at: attempt.answered_at, what, attempt: number, ...(note === undefined ? {} : { note }) });
  }
  const { made, kept } = readFacts(row.result);
  if (made) events.push({ at: made.at, what: 'made' });
  if (kept) events.push({ at: kept.at, what: 'copied' });
  for (const { kind, reserved, spent, created_at: at } of entries) {
    if (kind === 'settle') events.push({ at, what: 'charged', amount: spent });
    if (kind === 'release') events.push({ at, what: 'released', amount: -reserved });
    if (kind === 'correct') events.push({ at, what: 'corrected', amount: spent });
  }
  const item = itemOf(row);
  if (row.finished_at !== null && (item.state === 'succeeded' || item.state === 'failed' || item.state === 'cancelled'))
    events.push({ at: row.finished_at, what: item.state, ...(item.problem ? { note: item.problem.code } : {}) });
  const recipe = itemRecipe(briefOf(run), { position: row.position, change: changeOf(row) });
  // Sorting keeps the order of what happened in the same millisecond.
  return { ...item, recipe, history: events.toSorted((a, b) => a.at - b.at), run, row };
}
