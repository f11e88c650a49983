// Runs as the API states them, read from their rows.
import { problem } from 'shared/kernel';
import {
  noItems,
  runModeSchema,
  runStateOf,
  type Item,
  type ItemCounts,
  type Run,
  type RunMode,
  type RunPage,
  type RunSummary
} from 'shared/runs';
import { assetIdSchema } from 'shared/gallery';
import { z } from 'zod';
import type { Database, Query } from '#platform/database';
import { changeOf, recipeOf, stateOf } from './held.ts';
import { priorityOf } from './priorities.ts';
import type { ItemRow, RunRow } from './store.ts';

/** What is added up over a run's items. */
interface Sums {
  readonly counts: ItemCounts;
  charged: number;
  /** Epoch milliseconds of the last end, null before the first. */
  endedAt: number | null;
}

/** When a run is expected to end, by its state of counts. */
export type EtaOf = (run: RunRow, counts: ItemCounts) => Promise<number | null>;

/** Runs a page. */
const PAGE = 50;

const storedAssets = z.array(assetIdSchema);
const storedProblem = z.object({ code: z.string(), title: z.string(), remedy: z.string() });

/** One run with its items in order, or with those that changed after revision `since`. Throws `not-found`. */
export async function readRun({ db }: Database, id: string, etaOf: EtaOf, since?: number): Promise<Run> {
  // The run before its items: an answer may hold newer items under an older revision, never the other way round.
  const run = await db.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirst();
  if (!run) throw problem('not-found');
  const rows = await db
    .selectFrom('item')
    .selectAll()
    .where('run_id', '=', id)
    .$if(since !== undefined, (some) => some.where('revision', '>', since ?? 0))
    .orderBy('position')
    .execute();
  const items = rows.map(itemOf);
  if (since !== undefined) {
    const sums = (await sumsOf(db, [id])).get(id) ?? noSums();
    return { ...(await summary(run, sums, etaOf)), since, items };
  }
  const sums = noSums();
  for (const row of rows) add(sums, { ...row, items: 1 });
  return { ...(await summary(run, sums, etaOf)), items };
}

/**
 * A page of a workspace's runs, newest first, from after `cursor` (`<createdAt>.<id>`): those of one mode, or all but those that only ask
 * for words about a prompt.
 */
export async function readRuns(
  { db }: Database,
  workspaceId: string,
  etaOf: EtaOf,
  { cursor, mode, collection }: { cursor?: string; mode?: RunMode; collection?: string }
): Promise<RunPage> {
  const [createdAt, after] = cursor?.split('.') ?? [];
  const rows = await db
    .selectFrom('run')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where((eb) => (mode === undefined ? eb.or([eb('mode', 'is', null), eb('mode', '!=', 'prompt')]) : eb('mode', '=', mode)))
    .$if(collection !== undefined, (query) => query.where('collection', '=', collection ?? ''))
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
    runs: await Promise.all(runs.map((run) => summary(run, sums.get(run.id) ?? noSums(), etaOf))),
    next: last ? `${last.created_at}.${last.id}` : null
  };
}

/** The workspace that a run belongs to, undefined when there is no such run. */
export async function workspaceOf({ db }: Database, runId: string): Promise<string | undefined> {
  const row = await db.selectFrom('run').select('workspace_id').where('id', '=', runId).executeTakeFirst();
  return row?.workspace_id;
}

async function sumsOf(db: Query, runIds: string[]): Promise<Map<string, Sums>> {
  const sums = new Map(runIds.map((id) => [id, noSums()]));
  if (runIds.length === 0) return sums;
  const rows = await db
    .selectFrom('item')
    .select(({ fn }) => [
      'run_id',
      'state',
      fn.countAll<number>().as('items'),
      fn.sum<number>('charged').as('charged'),
      fn.max<number | null>('finished_at').as('finished_at')
    ])
    .where('run_id', 'in', runIds)
    .groupBy(['run_id', 'state'])
    .execute();
  for (const row of rows) {
    const sum = sums.get(row.run_id);
    if (sum) add(sum, row);
  }
  return sums;
}

function noSums(): Sums {
  return { counts: noItems(), charged: 0, endedAt: null };
}

function add(sums: Sums, row: Pick<ItemRow, 'state' | 'charged' | 'finished_at'> & { items: number }): void {
  sums.counts[stateOf(row)] += row.items;
  sums.charged += row.charged;
  if (row.finished_at !== null) sums.endedAt = Math.max(sums.endedAt ?? 0, row.finished_at);
}

async function summary(run: RunRow, { counts, charged, endedAt }: Sums, etaOf: EtaOf): Promise<RunSummary> {
  const state = runStateOf(counts, run.paused === 1);
  return {
    id: run.id,
    workspaceId: run.workspace_id,
    title: run.title,
    ...(run.mode === null ? {} : { mode: runModeSchema.parse(run.mode) }),
    ...(run.collection === null ? {} : { collection: run.collection }),
    recipe: recipeOf(run),
    engine: run.engine,
    state,
    cancelled: run.cancelled === 1,
    createdAt: run.created_at,
    // By the items, as the state is: they may have been read a moment after the run.
    finishedAt: state === 'finished' ? endedAt : null,
    priority: priorityOf(run.priority),
    eta: await etaOf(run, counts),
    price: { item: run.item_price, total: run.total },
    charged,
    counts,
    revision: run.revision
  };
}

/** An item as the API states it. */
export function itemOf(row: ItemRow): Item {
  const state = stateOf(row);
  const change = changeOf(row);
  return {
    id: row.id,
    index: row.position,
    state,
    ...(change ? { change } : {}),
    stopping: row.cancel_requested === 1 && row.finished_at === null,
    attempts: row.attempts,
    predictionId: row.prediction_id,
    problem: row.problem === null ? null : storedProblem.parse(JSON.parse(row.problem)),
    // Until they are in the gallery, nobody could open them.
    assets: row.assets === null || row.delivered_at === null ? [] : storedAssets.parse(JSON.parse(row.assets)),
    text: row.text,
    price: row.price,
    charged: row.charged,
    submittedAt: row.submitted_at,
    finishedAt: row.finished_at
  };
}
