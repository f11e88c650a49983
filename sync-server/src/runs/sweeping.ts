// Proves that nothing is left at the provider alone: finished predictions of its history that we do not have are copied or reported.
import type { ItemState } from 'shared/runs';
import type { Prediction } from '#area/engine';
import { copyAgain, problemCodeOf } from './commands.ts';
import { readFacts } from './facts.ts';
import { bookedColumns, bookedOf, reserveItems } from './ledger.ts';
import { holdOf, briefOf } from './held.ts';
import { sameInputs, sentInputs } from './reconciling.ts';
import type { ItemRow } from './store.ts';
import type { Works } from './steps.ts';

const DAY = 24 * 60 * 60_000;
/** How long the provider keeps what it made (wavespeed-contract, section 4). */
const KEPT_BY_PROVIDER = 7 * DAY;
/** What ended a moment ago is still on its way to us. */
const SETTLED_AFTER = 5 * 60_000;
/** The history is read in pieces, each well below what one reading may hold. */
const PIECE = 6 * 60 * 60_000;
/** Why an item ended although its outputs can still be had. */
const RECOVERABLE = new Set(['copy-failed', 'gone', 'lost-charged', 'lost-free']);

export interface Swept {
  /** Finished predictions that were looked at. */
  seen: number;
  /** Outputs that are copied now. */
  recovered: number;
  /** Uncertain items that are looked up again. */
  lookedUp: number;
  /** Predictions that belong to no item and were not known as such. */
  strays: number;
}

/** One sweep of one key's history. It may be repeated: an output is copied once, whoever finds it. */
export async function sweep(works: Works, stopped: AbortSignal): Promise<Swept> {
  const { store, engine } = works;
  const now = store.now();
  const swept: Swept = { seen: 0, recovered: 0, lookedUp: 0, strays: 0 };
  await store.database.db
    .deleteFrom('stray')
    .where('created_at', '<', now - KEPT_BY_PROVIDER - DAY)
    .execute();
  for (let to = now - SETTLED_AFTER; to > now - KEPT_BY_PROVIDER && !stopped.aborted; to -= PIECE) {
    const found = await engine.history({ from: Math.max(to - PIECE, now - KEPT_BY_PROVIDER), to });
    const finished = found.filter(({ status }) => status === 'completed');
    swept.seen += finished.length;
    for (const prediction of finished) {
      if (stopped.aborted) break;
      await sweepOne(works, prediction, swept);
    }
  }
  return swept;
}

async function sweepOne(works: Works, prediction: Prediction, swept: Swept): Promise<void> {
  const { db } = works.store.database;
  const owner = await db.selectFrom('item').selectAll().where('prediction_id', '=', prediction.id).executeTakeFirst();
  if (owner) {
    if (canRecover(owner) && (await recover(works, owner, prediction))) swept.recovered += 1;
    return;
  }
  const known = await db.selectFrom('stray').select('prediction_id').where('prediction_id', '=', prediction.id).executeTakeFirst();
  const attempt = await db.selectFrom('attempt').select('id').where('prediction_id', '=', prediction.id).executeTakeFirst();
  if (known) return;
  // One whose item went on without it belongs to nothing that could hold it any more.
  const lost = attempt ? undefined : await lostItem(works, prediction);
  if (lost?.state === 'uncertain') {
    await db
      .updateTable('item')
      .set({ due_at: works.store.now() })
      .where('id', '=', lost.id)
      .where('state', '=', 'uncertain')
      .where('owner', 'is', null)
      .execute();
    swept.lookedUp += 1;
    return;
  }
  if (lost) {
    if (await recover(works, lost, prediction)) swept.recovered += 1;
    return;
  }
  const added = await db
    .insertInto('stray')
    .values({
      prediction_id: prediction.id,
      key_name: works.engine.keyName,
      model: prediction.model,
      created_at: prediction.createdAt || works.store.now(),
      found_at: works.store.now()
    })
    .onConflict((on) => on.column('prediction_id').doNothing())
    .returning('prediction_id')
    .executeTakeFirst();
  if (added) swept.strays += 1;
}

function canRecover(row: ItemRow): boolean {
  return row.state === 'failed' && RECOVERABLE.has(problemCodeOf(row) ?? '');
}

/** The item that lost the answer which this prediction is: of the same model and inputs, sent about that time, without a prediction. */
async function lostItem(works: Works, prediction: Prediction): Promise<(ItemRow & { state: ItemState }) | undefined> {
  const { store, engine } = works;
  if (!prediction.inputs || prediction.createdAt === 0) return undefined;
  const rows = await store.database.db
    .selectFrom('item')
    .selectAll()
    .where('key_name', '=', engine.keyName)
    .where('state', 'in', ['uncertain', 'failed'])
    .where('prediction_id', 'is', null)
    .where('submitted_at', '>', prediction.createdAt - SETTLED_AFTER)
    .where('submitted_at', '<', prediction.createdAt + SETTLED_AFTER)
    .orderBy('submitted_at')
    .execute();
  for (const row of rows) {
    if (row.state === 'failed' && !canRecover(row)) continue;
    const run = await store.database.db.selectFrom('run').selectAll().where('id', '=', row.run_id).executeTakeFirstOrThrow();
    const item = holdOf(row, briefOf(run));
    if (item.run.recipe.model !== prediction.model) continue;
    if (sameInputs(prediction.model, sentInputs(item), prediction.inputs)) return row as ItemRow & { state: ItemState };
  }
  return undefined;
}

/** Lets a failed item copy what the provider did make, without a new charge; what was given back is reserved again, since it was charged. */
async function recover(works: Works, seen: ItemRow, prediction: Prediction): Promise<boolean> {
  const { store } = works;
  const recovered = await store.change(seen.run_id, async (change) => {
    const row = await change.tx.selectFrom('item').selectAll().where('id', '=', seen.id).executeTakeFirst();
    if (!row || !canRecover(row) || row.attempts !== seen.attempts) return false;
    const isFree = problemCodeOf(row) === 'lost-free';
    const facts = readFacts(row.result);
    const made = facts.made ?? {
      outputs: [...prediction.outputs],
      nsfw: [...prediction.nsfw],
      took: Math.max(0, Math.round(prediction.inferenceMs ?? 0)),
      at: change.now
    };
    await copyAgain(
      change,
      row,
      { prediction_id: prediction.id, cancel_requested: 1, ...(isFree ? { reserved_at: change.now } : {}) },
      { ...facts, made }
    );
    if (isFree) {
      const booked = await change.tx
        .selectFrom('item')
        .select([...bookedColumns])
        .where('id', '=', row.id)
        .executeTakeFirstOrThrow();
      await reserveItems(change, [bookedOf(booked)]);
    }
    await attach(change.tx, row, prediction, change.now);
    await change.tx.updateTable('run').set({ finished_at: null }).where('id', '=', row.run_id).execute();
    return true;
  });
  return recovered;
}

async function attach(
  tx: Parameters<Parameters<Works['store']['change']>[1]>[0]['tx'],
  row: ItemRow,
  prediction: Prediction,
  now: number
): Promise<void> {
  await tx
    .updateTable('attempt')
    .set({ outcome: 'accepted', prediction_id: prediction.id, answered_at: now })
    .where('item_id', '=', row.id)
    .where('number', '=', row.attempts)
    .where('prediction_id', 'is', null)
    .execute();
}
