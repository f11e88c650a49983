// What webhooks tell: whose attempt a token is, and that its prediction exists or has ended, so that an item moves at once.
import type { KeyName, Prediction } from '#area/engine';
import { moveItem, letGo, type RunStore } from './store.ts';
import { attemptId } from './submitting.ts';
import { stateOf } from './held.ts';
import type { Workshops } from './workshops.ts';

/** The key that the attempt of a webhook's token was sent with; undefined for an unknown token. */
export async function keyOfAttempt(store: RunStore, token: string): Promise<KeyName | undefined> {
  const row = await store.database.db
    .selectFrom('attempt')
    .innerJoin('item', 'item.id', 'attempt.item_id')
    .select('item.key_name')
    .where('attempt.token', '=', token)
    .executeTakeFirst();
  return row?.key_name as KeyName | undefined;
}

/**
 * News of an attempt's prediction, which may come twice, late, or before the submission's own answer. It proves that the attempt was
 * accepted: an item whose answer was lost is found again by it.
 */
export async function onPrediction(store: RunStore, workshops: Workshops, token: string, prediction: Prediction): Promise<void> {
  const attempt = await store.database.db
    .selectFrom('attempt')
    .innerJoin('item', 'item.id', 'attempt.item_id')
    .select(['attempt.id', 'attempt.item_id', 'attempt.prediction_id', 'item.run_id', 'item.key_name'])
    .where('attempt.token', '=', token)
    .executeTakeFirst();
  // A prediction of another id than the answer's would be somebody else's.
  if (!attempt || (attempt.prediction_id !== null && attempt.prediction_id !== prediction.id)) return;
  const keyName = attempt.key_name as KeyName;
  if (
    attempt.prediction_id === null &&
    (await accept(store, { runId: attempt.run_id, itemId: attempt.item_id, attempt: attempt.id }, prediction))
  )
    await workshops.wakeFor(keyName);
  (await workshops.schedulerOf(keyName))?.arrived(attempt.item_id, prediction);
}

/** Writes the prediction down at its attempt; true where an uncertain item goes on by it. An answer under way comes by itself. */
async function accept(
  store: RunStore,
  { runId, itemId, attempt }: { runId: string; itemId: string; attempt: string },
  prediction: Prediction
): Promise<boolean> {
  return store.change(runId, async (change) => {
    const { tx, now } = change;
    await tx
      .updateTable('attempt')
      .set({ prediction_id: prediction.id })
      .where('id', '=', attempt)
      .where('prediction_id', 'is', null)
      .execute();
    const row = await tx.selectFrom('item').selectAll().where('id', '=', itemId).executeTakeFirst();
    if (!row || row.state !== 'uncertain' || attemptId(row.id, row.attempts) !== attempt) return false;
    await tx.updateTable('attempt').set({ outcome: 'accepted', answered_at: now }).where('id', '=', attempt).execute();
    // A claim may raise the fence at any moment; once raised here, the row waits for nobody else.
    const { fence } = await tx
      .updateTable('item')
      .set((eb) => ({ fence: eb('fence', '+', 1) }))
      .where('id', '=', row.id)
      .returning('fence')
      .executeTakeFirstOrThrow();
    const seen = { id: row.id, fence, state: stateOf(row) };
    await moveItem(change, seen, 'submitted', { ...letGo(now), prediction_id: prediction.id, problem: null });
    return true;
  });
}
