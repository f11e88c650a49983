// What stands in a key's queue, as expected ends need it: read at most once a second, however many pages ask.
import { modelOf } from 'shared/engine';
import { aheadOf, etaOf, type ItemCounts, type QueuedRun } from 'shared/runs';
import type { Engine } from '#area/engine';
import type { Database } from '#platform/database';
import { recipeOf } from './held.ts';
import type { Pace } from './pace.ts';
import type { RunRow } from './store.ts';

const MINUTE = 60_000;
/** Milliseconds for which a view is used again. */
const GOOD_FOR = 1_000;
/** Finished items that the pace of a fresh process is taken from. */
const MEASURED = 300;

interface View {
  readonly at: number;
  readonly queue: readonly QueuedRun[];
  readonly inFlight: number;
  readonly lastSentAt: ReadonlyMap<string, number>;
  /** Items sent in the last minute, by run. */
  readonly sent: readonly { recipe: string; items: number }[];
}

export class QueueView {
  readonly #database: Database;
  readonly #engine: Engine;
  readonly #pace: Pace;
  readonly #now: () => number;
  #read: { at: number; view: Promise<View> } | undefined;
  #measured: Promise<void> | undefined;

  constructor({ database, engine, pace, now }: { database: Database; engine: Engine; pace: Pace; now: () => number }) {
    this.#database = database;
    this.#engine = engine;
    this.#pace = pace;
    this.#now = now;
  }

  /** Epoch milliseconds at which the run's last item is expected; null where nobody can tell. */
  async etaOf(run: RunRow, counts: ItemCounts): Promise<number | null> {
    if (run.paused || counts.queued + counts.submitting + counts.submitted + counts.copying === 0) return null;
    this.#measured ??= this.#measure();
    await this.#measured;
    const now = this.#now();
    if (!this.#read || now - this.#read.at >= GOOD_FOR) this.#read = { at: now, view: this.#look(now) };
    const view = await this.#read.view;
    const { model } = recipeOf(run);
    const isVideo = kindOf(model) === 'video';
    const { limits, kind } = this.#engine;
    const sent = view.sent.filter(({ recipe }) => (kindOf(recipeOf({ recipe }).model) === 'video') === isVideo);
    return etaOf({
      now,
      queued: counts.queued,
      ahead: aheadOf(view.queue, run.id),
      inFlight: view.inFlight,
      sent: sent.reduce((sum, { items }) => sum + items, 0),
      perMinute: isVideo ? limits.videosPerMinute : limits.imagesPerMinute,
      concurrent: limits.concurrent,
      took: this.#pace.of(model, kind === 'sandbox' ? 'sandbox' : kindOf(model)),
      lastSentAt: view.lastSentAt.get(run.id) ?? null
    });
  }

  async #look(now: number): Promise<View> {
    const { db } = this.#database;
    const { keyName } = this.#engine;
    const [queue, moving, sent] = await Promise.all([
      db
        .selectFrom('item')
        .innerJoin('run', 'run.id', 'item.run_id')
        .select(({ fn }) => [
          'run.id as runId',
          'run.user_id as userId',
          'run.priority',
          'run.created_at as createdAt',
          fn.countAll<number>().as('queued')
        ])
        .where('item.key_name', '=', keyName)
        .where('item.state', '=', 'queued')
        .where('run.paused', '=', 0)
        .groupBy(['run.id', 'run.user_id', 'run.priority', 'run.created_at'])
        .execute(),
      db
        .selectFrom('item')
        .select(({ fn }) => ['run_id', fn.countAll<number>().as('items'), fn.max<number | null>('submitted_at').as('last')])
        .where('key_name', '=', keyName)
        .where('state', 'in', ['submitting', 'submitted'])
        .groupBy('run_id')
        .execute(),
      db
        .selectFrom('attempt')
        .innerJoin('item', 'item.id', 'attempt.item_id')
        .innerJoin('run', 'run.id', 'item.run_id')
        .select(({ fn }) => ['run.recipe', fn.countAll<number>().as('items')])
        .where('attempt.created_at', '>', now - MINUTE)
        .where('item.key_name', '=', keyName)
        .groupBy(['run.id', 'run.recipe'])
        .execute()
    ]);
    return {
      at: now,
      queue,
      inFlight: moving.reduce((sum, { items }) => sum + items, 0),
      lastSentAt: new Map(moving.flatMap(({ run_id: runId, last }) => (last === null ? [] : [[runId, last] as const]))),
      sent
    };
  }

  /** Takes the pace of what ended before this process began. */
  async #measure(): Promise<void> {
    const rows = await this.#database.db
      .selectFrom('item')
      .innerJoin('run', 'run.id', 'item.run_id')
      .select(['item.submitted_at', 'item.finished_at', 'run.recipe'])
      .where('item.key_name', '=', this.#engine.keyName)
      .where('item.state', '=', 'succeeded')
      .orderBy('item.due_at', 'desc')
      .limit(MEASURED)
      .execute();
    for (const { submitted_at: from, finished_at: to, recipe } of rows.reverse())
      if (from !== null && to !== null) this.#pace.saw(recipeOf({ recipe }).model, to - from);
  }
}

function kindOf(model: string): 'image' | 'video' {
  return modelOf(model)?.kind.includes('video') ? 'video' : 'image';
}
