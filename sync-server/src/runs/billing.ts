// Corrects the ledger by the provider's bill: what it says was charged for a prediction is what was spent, whatever was quoted.
import type { Engine } from '#area/engine';
import { bookedOf, correctItem, settlementId } from './ledger.ts';
import type { RunStore } from './store.ts';

/** How long the bill is compared after a submission, and how long it is given to show it, in milliseconds. */
const COMPARED_FOR = 6 * 24 * 60 * 60_000;
const SHOWN_AFTER = 5 * 60_000;
/** Predictions asked for at once. */
const BATCH = 100;

/**
 * Appends a correction for every prediction of the last days whose charge differs from what the ledger says; answers how many. Again, it
 * changes nothing. What the bill does not show (yet) is left alone.
 */
export async function correctByBill(store: RunStore, engine: Engine, stopped: AbortSignal): Promise<number> {
  const now = store.now();
  let corrected = 0;
  for (let after = ''; !stopped.aborted;) {
    const attempts = await store.database.db
      .selectFrom('attempt')
      .innerJoin('item', 'item.id', 'attempt.item_id')
      .select(['attempt.id', 'attempt.number', 'attempt.item_id', 'attempt.prediction_id', 'item.run_id'])
      .where('item.key_name', '=', engine.keyName)
      .where('attempt.prediction_id', 'is not', null)
      .where('attempt.created_at', '>', now - COMPARED_FOR)
      .where('attempt.created_at', '<', now - SHOWN_AFTER)
      .where('attempt.id', '>', after)
      .orderBy('attempt.id')
      .limit(BATCH)
      .execute();
    const charges =
      attempts.length > 0 ? await engine.charges(attempts.map((attempt) => attempt.prediction_id ?? '')) : new Map<string, number>();
    for (const { number, item_id: itemId, run_id: runId, prediction_id: predictionId } of attempts) {
      const charged = charges.get(predictionId ?? '');
      if (charged === undefined || predictionId === null) continue;
      if (await isRight(store, { itemId, number, predictionId, charged })) continue;
      if (await correct(store, runId, { itemId, number, predictionId, charged })) corrected += 1;
    }
    if (attempts.length < BATCH) break;
    after = attempts.at(-1)?.id ?? '';
  }
  return corrected;
}

interface Charged {
  readonly itemId: string;
  /** Number of the attempt. */
  readonly number: number;
  readonly predictionId: string;
  /** Micro-dollars on the bill. */
  readonly charged: number;
}

/** Micro-dollars that the ledger has as spent for one attempt, and how often it was corrected. */
async function spentFor(query: Pick<RunStore['database']['db'], 'selectFrom'>, { itemId, number, predictionId }: Charged) {
  const entries = await query.selectFrom('ledger').select(['id', 'kind', 'spent']).where('item_id', '=', itemId).execute();
  const corrections = entries.filter(({ id }) => id.startsWith(`${predictionId}:correct:`));
  const settled = entries.filter(({ id }) => id === settlementId({ id: itemId, attempts: number }));
  return { spent: [...settled, ...corrections].reduce((sum, entry) => sum + entry.spent, 0), corrections: corrections.length };
}

/** Looked at without a transaction first, since nearly all are right. */
async function isRight(store: RunStore, charged: Charged): Promise<boolean> {
  return (await spentFor(store.database.db, charged)).spent === charged.charged;
}

async function correct(store: RunStore, runId: string, charged: Charged): Promise<boolean> {
  return store.change(runId, async (change) => {
    const row = await change.tx.selectFrom('item').selectAll().where('id', '=', charged.itemId).executeTakeFirst();
    // An item whose way is not over is settled first; its reservation still stands.
    if (!row || (row.attempts === charged.number && row.finished_at === null)) return false;
    const { spent, corrections } = await spentFor(change.tx, charged);
    const difference = charged.charged - spent;
    if (difference === 0) return false;
    await correctItem(change, bookedOf(row), { id: `${charged.predictionId}:correct:${corrections}`, difference });
    return true;
  });
}
