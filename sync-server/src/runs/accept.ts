// Accepts a run: judged as a whole, priced, and written with its items and its reservation in one transaction.
import { createHash } from 'node:crypto';
import { checkRecipe, modelOf, priceOf, type Recipe } from 'shared/engine';
import { formatMoney, problem, type Micros } from 'shared/kernel';
import { runProblem, type NewRun } from 'shared/runs';
import type { Caller } from '#platform/http';
import { availableIn, reserveRun } from './ledger.ts';
import type { Purse, RunsOptions } from './ports.ts';
import type { RunRow, RunStore, Tx } from './store.ts';

/** Rows a statement, below the databases' limits on parameters. */
const SLICE = 1_000;

/**
 * Writes the run unless its id is there already. Answers whether it was new.
 * Throws `invalid-input`, `reference-missing`, `no-quote`, `no-credit`, `over-credit`, or `not-found` for an id of another workspace.
 */
export async function acceptRun(options: RunsOptions, store: RunStore, request: NewRun, caller: Caller): Promise<boolean> {
  if (await isKnown(store.database.db, request)) return false;
  const price = await judge(options, request);
  const total = price * request.count;
  const purse = await options.purseOf(caller, request.workspaceId);
  if (purse.spending === 'no-credit') throw runProblem('no-credit', { detail: `This would cost ${formatMoney(total)}.` });
  const run = rowOf(request, caller, { engine: options.engines[0].kind, purse: purse.purse, price, now: store.now() });
  const isNew = await store.database.db.transaction().execute(async (tx) => {
    await requireCredit(store, tx, purse, total);
    const inserted = await tx
      .insertInto('run')
      .values(run)
      .onConflict((on) => on.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) return !(await isKnown(tx, request));
    await insertItems(tx, run);
    await reserveRun(tx, run);
    return true;
  });
  if (isNew) store.announce(run);
  return isNew;
}

/** Refuses what costs more than is left; to be asked in the transaction that reserves. */
export async function requireCredit(store: RunStore, tx: Tx, purse: Purse, total: Micros): Promise<void> {
  if (purse.available === null) return;
  await store.lock(tx, `purse:${purse.purse}`);
  const available = await availableIn(tx, purse.purse);
  if (available >= total) return;
  throw runProblem('over-credit', {
    detail: `This would cost ${formatMoney(total)}, and ${formatMoney(Math.max(0, available))} is left. ${formatMoney(total - available)} is missing.`
  });
}

async function isKnown(query: Pick<Tx, 'selectFrom'>, request: NewRun): Promise<boolean> {
  const known = await query.selectFrom('run').select('workspace_id').where('id', '=', request.id).executeTakeFirst();
  if (known && known.workspace_id !== request.workspaceId) throw problem('not-found');
  return known !== undefined;
}

/** Price of one item, once nothing is wrong with the recipe. */
async function judge({ blobs }: RunsOptions, { recipe, workspaceId }: NewRun): Promise<Micros> {
  const faults =
    modelOf(recipe.model)?.kind === 'text'
      ? [{ path: 'model', message: 'This model makes no pictures. Choose another.' }]
      : checkRecipe(recipe);
  if (faults.length > 0) {
    const fields = faults.map(({ path, message }) => ({ path: `recipe.${path}`, message }));
    throw problem('invalid-input', { fields, detail: fields[0]?.message });
  }
  await requireReferences(blobs, workspaceId, recipe);
  const price = priceOf(recipe);
  if (price === null) throw runProblem('no-quote');
  return price;
}

async function requireReferences(blobs: RunsOptions['blobs'], workspaceId: string, { references }: Recipe): Promise<void> {
  const there = await Promise.all(references.map(({ hash }) => blobs.info(workspaceId, hash)));
  const fields = there.flatMap((info, index) =>
    info ? [] : [{ path: `recipe.references.${index}`, message: 'This picture is not on the server.' }]
  );
  if (fields.length > 0) throw runProblem('reference-missing', { fields });
}

function rowOf(
  { id, workspaceId, recipe, count, title }: NewRun,
  caller: Caller,
  { engine, purse, price, now }: { engine: RunRow['engine']; purse: string; price: Micros; now: number }
): RunRow {
  return {
    id,
    workspace_id: workspaceId,
    user_id: caller.userId,
    title: title ?? '',
    recipe: JSON.stringify(recipe),
    engine,
    purse,
    items: count,
    item_price: price,
    paused: 0,
    cancelled: 0,
    revision: 1,
    created_at: now,
    finished_at: null
  };
}

async function insertItems(tx: Tx, run: RunRow): Promise<void> {
  for (let from = 0; from < run.items; from += SLICE) {
    const positions = Array.from({ length: Math.min(SLICE, run.items - from) }, (_, index) => from + index);
    await tx
      .insertInto('item')
      .values(
        positions.map((position) => ({
          id: itemId(run.id, position),
          run_id: run.id,
          workspace_id: run.workspace_id,
          user_id: run.user_id,
          position,
          state: 'queued',
          engine: run.engine,
          due_at: run.created_at,
          owner: null,
          lease_until: null,
          prediction_id: null,
          result: null,
          problem: null,
          assets: null,
          submitted_at: null,
          delivered_at: null,
          finished_at: null,
          created_at: run.created_at
        }))
      )
      .execute();
  }
}

/** An item's id follows from its run and place, so that a repeated acceptance makes the same ones. */
export function itemId(runId: string, position: number): string {
  return createHash('sha256').update(`${runId}/${position}`).digest('hex').slice(0, 32);
}
