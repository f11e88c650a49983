// Accepts a run: judged as a whole, priced, and written with its items and its reservation in one transaction.
import { createHash } from 'node:crypto';
import { formatMoney, problem, type Micros } from 'shared/kernel';
import { runProblem, titleOf, type NewRun } from 'shared/runs';
import type { Engine } from '#area/engine';
import type { Caller } from '#platform/http';
import { requireBudget } from './budget.ts';
import { judge } from './judging.ts';
import { reserveRun } from './ledger.ts';
import type { RunsOptions } from './ports.ts';
import { priorityNumber } from './priorities.ts';
import type { RunRow, RunStore, Tx } from './store.ts';

/** Items a statement, below the databases' limits on parameters. */
const SLICE = 500;

/**
 * Writes the run unless its id is there already. Answers whether it was new.
 * Throws `invalid-input`, `reference-missing`, `no-quote`, `price-changed`, `no-credit`, `over-credit`, the three caps' problems, or
 * `not-found` for an id of another workspace.
 */
export async function acceptRun(options: RunsOptions, store: RunStore, request: NewRun, caller: Caller): Promise<boolean> {
  if (await isKnown(store.database.db, request)) return false;
  const engine = await options.engines.for(request.workspaceId);
  const prices = await judge({ blobs: options.blobs, price: (recipe) => options.price(engine, recipe) }, request);
  const total = prices.reduce((sum, price) => sum + price, 0);
  if (request.expected !== undefined && total > request.expected)
    throw runProblem('price-changed', {
      detail: `It costs ${formatMoney(total)} now, not ${formatMoney(request.expected)}.`,
      fields: [{ path: 'expected', message: String(total) }]
    });
  const purse = await options.purseOf(caller, request.workspaceId, engine.keyName);
  if (purse.spending === 'no-credit') throw runProblem('no-credit', { detail: `This would cost ${formatMoney(total)}.` });
  const run = rowOf(request, caller, { engine, purse: purse.purse, total, now: store.now() });
  const isNew = await store.database.db.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto('run')
      .values(run)
      .onConflict((on) => on.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) return !(await isKnown(tx, request));
    await requireBudget(store, tx, { purse, run, total, now: run.created_at });
    await insertItems(tx, run, request, prices);
    await reserveRun(tx, run);
    return true;
  });
  if (isNew) store.announce(run, true);
  return isNew;
}

async function isKnown(query: Pick<Tx, 'selectFrom'>, request: NewRun): Promise<boolean> {
  const known = await query.selectFrom('run').select('workspace_id').where('id', '=', request.id).executeTakeFirst();
  if (known && known.workspace_id !== request.workspaceId) throw problem('not-found');
  return known !== undefined;
}

function rowOf(
  { id, workspaceId, recipe, count, title, mode, collection, priority = 'normal' }: NewRun,
  caller: Caller,
  { engine, purse, total, now }: { engine: Engine; purse: string; total: Micros; now: number }
): RunRow {
  return {
    id,
    workspace_id: workspaceId,
    user_id: caller.userId,
    title: title ?? titleOf(recipe.composition?.prompt || recipe.prompt),
    recipe: JSON.stringify(recipe),
    engine: engine.kind,
    key_name: engine.keyName,
    purse,
    mode: mode ?? null,
    collection: collection ?? null,
    priority: priorityNumber(priority),
    items: count,
    item_price: Math.round(total / count),
    total,
    paused: 0,
    cancelled: 0,
    revision: 1,
    created_at: now,
    finished_at: null
  };
}

async function insertItems(tx: Tx, run: RunRow, { each }: NewRun, prices: readonly Micros[]): Promise<void> {
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
          key_name: run.key_name,
          price: prices[position] ?? 0,
          change: changeOf(each, position),
          revision: run.revision,
          reserved_at: run.created_at,
          text: null,
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

function changeOf(each: NewRun['each'], position: number): string | null {
  const change = each?.[position];
  return change && Object.keys(change).length > 0 ? JSON.stringify(change) : null;
}

/** An item's id follows from its run and place, so that a repeated acceptance makes the same ones. */
export function itemId(runId: string, position: number): string {
  return createHash('sha256').update(`${runId}/${position}`).digest('hex').slice(0, 32);
}
