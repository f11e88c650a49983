// Runs as the API states them, read from their rows.
import { problem } from 'shared/kernel';
import { itemStateSchema, noItems, runStateOf, type Item, type ItemCounts, type Run, type RunPage, type RunSummary } from 'shared/runs';
import { assetIdSchema } from 'shared/gallery';
import { z } from 'zod';
import type { Database, Query } from '#platform/database';
import { recipeOf, stateOf } from './held.ts';
import type { ItemRow, RunRow } from './store.ts';

/** Runs a page. */
const PAGE = 50;

const storedAssets = z.array(assetIdSchema);
const storedProblem = z.object({ code: z.string(), title: z.string(), remedy: z.string() });

/** One run with its items in order. Throws `not-found`. */
export async function readRun({ db }: Database, id: string): Promise<Run> {
  // The run before its items: an answer may hold newer items under an older revision, never the other way round.
  const run = await db.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirst();
  if (!run) throw problem('not-found');
  const rows = await db.selectFrom('item').selectAll().where('run_id', '=', id).orderBy('position').execute();
  const counts = noItems();
  for (const row of rows) counts[stateOf(row)] += 1;
  const charged = rows.reduce((total, row) => total + row.charged, 0);
  return { ...summary(run, counts, charged), items: rows.map(itemOf) };
}

/** A page of a workspace's runs, newest first, from after `cursor` (`<createdAt>.<id>`). */
export async function readRuns({ db }: Database, workspaceId: string, cursor?: string): Promise<RunPage> {
  const [createdAt, after] = cursor?.split('.') ?? [];
  const rows = await db
    .selectFrom('run')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .$if(cursor !== undefined, (query) =>
      query.where((eb) =>
        eb.or([eb('created_at', '<', Number(createdAt)), eb.and([eb('created_at', '=', Number(createdAt)), eb('id', '<', after ?? '')])])
      )
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute();
  const runs = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? runs.at(-1) : undefined;
  const sums = await sumsOf(
    db,
    runs.map((run) => run.id)
  );
  return {
    runs: runs.map((run) => {
      const { counts, charged } = sums.get(run.id) ?? { counts: noItems(), charged: 0 };
      return summary(run, counts, charged);
    }),
    next: last ? `${last.created_at}.${last.id}` : null
  };
}

/** The workspace that a run belongs to, undefined when there is no such run. */
export async function workspaceOf({ db }: Database, runId: string): Promise<string | undefined> {
  const row = await db.selectFrom('run').select('workspace_id').where('id', '=', runId).executeTakeFirst();
  return row?.workspace_id;
}

async function sumsOf(db: Query, runIds: string[]): Promise<Map<string, { counts: ItemCounts; charged: number }>> {
  const sums = new Map(runIds.map((id) => [id, { counts: noItems(), charged: 0 }]));
  if (runIds.length === 0) return sums;
  const rows = await db
    .selectFrom('item')
    .select(({ fn }) => ['run_id', 'state', fn.countAll<number>().as('items'), fn.sum<number>('charged').as('charged')])
    .where('run_id', 'in', runIds)
    .groupBy(['run_id', 'state'])
    .execute();
  for (const row of rows) {
    const sum = sums.get(row.run_id);
    if (!sum) continue;
    sum.counts[itemStateSchema.parse(row.state)] = row.items;
    sum.charged += row.charged;
  }
  return sums;
}

function summary(run: RunRow, counts: ItemCounts, charged: number): RunSummary {
  return {
    id: run.id,
    workspaceId: run.workspace_id,
    title: run.title,
    recipe: recipeOf(run),
    engine: run.engine,
    state: runStateOf(counts, run.paused === 1),
    cancelled: run.cancelled === 1,
    createdAt: run.created_at,
    finishedAt: run.finished_at,
    price: { item: run.item_price, total: run.item_price * run.items },
    charged,
    counts,
    revision: run.revision
  };
}

function itemOf(row: ItemRow): Item {
  const state = stateOf(row);
  return {
    id: row.id,
    index: row.position,
    state,
    stopping: row.cancel_requested === 1 && row.finished_at === null,
    attempts: row.attempts,
    predictionId: row.prediction_id,
    problem: row.problem === null ? null : storedProblem.parse(JSON.parse(row.problem)),
    // Until they are in the gallery, nobody could open them.
    assets: row.assets === null || row.delivered_at === null ? [] : storedAssets.parse(JSON.parse(row.assets)),
    charged: row.charged,
    submittedAt: row.submitted_at,
    finishedAt: row.finished_at
  };
}
