// Runs: accepted once, carried out by a scheduler a key, changed by people, read by pages.
import { problem } from 'shared/kernel';
import {
  runProblem,
  type ItemDetail,
  type NewRun,
  type Priority,
  type Run,
  type RunMode,
  type RunPage,
  type Settlement
} from 'shared/runs';
import type { KeyName, Prediction, PredictionSink } from '#area/engine';
import type { Caller } from '#platform/http';
import { acceptRun } from './accept.ts';
import { Announcer } from './announcer.ts';
import { cancel, needsCredit, prioritise, retry, setPaused, settle } from './commands.ts';
import { doubtOf } from './doubts.ts';
import { readItem } from './item-history.ts';
import { defaultTimings, type Purse, type RunsOptions } from './ports.ts';
import { readRun, readRuns, workspaceOf } from './reading.ts';
import { RunStore, type RunRow } from './store.ts';
import { Upkeep } from './upkeep.ts';
import { keyOfAttempt, onPrediction } from './webhook-news.ts';
import { Workshops } from './workshops.ts';

export class Runs implements PredictionSink {
  readonly #options: RunsOptions;
  readonly #store: RunStore;
  readonly #workshops: Workshops;
  /** What comes round by itself: the sweep of the providers' histories, and corrections by their bills. */
  readonly upkeep: Upkeep;

  constructor(options: RunsOptions) {
    const { database, hints, blobs, galleries, engines, uploads, webhook, now = Date.now, log = { warn: () => {} } } = options;
    const timings = { ...defaultTimings, ...options.timings };
    this.#options = options;
    this.#store = new RunStore(database, new Announcer(hints), now);
    this.#workshops = new Workshops(engines, { store: this.#store, blobs, galleries, uploads, timings, webhook, log });
    this.upkeep = new Upkeep({ store: this.#store, engines, workshops: this.#workshops, log });
  }

  /**
   * Accepts a run for a member of its workspace, or answers the run of the same id. It is reserved whole or refused.
   * Throws `invalid-input`, `reference-missing`, `no-quote`, `price-changed`, `no-credit`, `over-credit`, `over-run-cap`, `over-member-cap`,
   * `over-day-cap`; `not-found` where the id is another workspace's.
   */
  async accept(request: NewRun, caller: Caller): Promise<Run> {
    const isNew = await acceptRun(this.#options, this.#store, request, caller);
    const run = await this.get(request.id);
    if (isNew) await this.#wakeFor(request.id);
    return run;
  }

  /** A run with its items, or with only those that changed after revision `since`. Throws `not-found`. */
  get(id: string, since?: number): Promise<Run> {
    return readRun(this.#store.database, id, this.#workshops.etaOf, since);
  }

  /** An item with its recipe and its way so far, and what is known while its answer is lost. Throws `not-found`. */
  async item(id: string, itemId: string): Promise<ItemDetail> {
    const { run, row, ...item } = await readItem(this.#store.database, id, itemId);
    const engine = row.state === 'uncertain' ? await this.#options.engines.get(row.key_name as KeyName) : undefined;
    return { ...item, doubt: await doubtOf(this.#store, engine, run, row) };
  }

  /**
   * A page of a workspace's runs, newest first; `cursor` is the `next` of the page before. Runs of mode `prompt` are left out unless asked for.
   */
  list(workspaceId: string, chosen: { cursor?: string; mode?: RunMode; collection?: string } = {}): Promise<RunPage> {
    return readRuns(this.#store.database, workspaceId, this.#workshops.etaOf, chosen);
  }

  /** The workspace that decides who may see and change a run, undefined for an unknown run. */
  workspaceOf(id: string): Promise<string | undefined> {
    return workspaceOf(this.#store.database, id);
  }

  /** Cancels what is queued; what was sent is followed to its end and kept. Of one item, or of the whole run. Throws `not-found`. */
  async cancel(id: string, itemId?: string): Promise<Run> {
    await cancel(this.#store, id, itemId);
    return this.get(id);
  }

  /** Sends nothing more of a run until it is resumed. Throws `not-found`. */
  async pause(id: string): Promise<Run> {
    await setPaused(this.#store, id, true);
    return this.get(id);
  }

  /** Lets a paused run go on. Throws `not-found`. */
  async resume(id: string): Promise<Run> {
    await setPaused(this.#store, id, false);
    this.#wake();
    return this.get(id);
  }

  /** Puts a run before or behind its member's other runs. Throws `not-found`. */
  async prioritise(id: string, priority: Priority): Promise<Run> {
    await prioritise(this.#store, id, priority);
    return this.get(id);
  }

  /** Ends an item whose answer was lost for good as a person read it on the bill. Throws `not-found`, `not-settleable`. */
  async settle(id: string, itemId: string, as: Settlement['as']): Promise<Run> {
    await settle(this.#store, id, itemId, as);
    return this.get(id);
  }

  /**
   * Makes the failed items of a run again, or one failed or cancelled item; what only failed to be copied is copied again for nothing.
   * Throws `not-found`, `not-retryable`, `no-credit`, `over-credit`, the caps' problems, `other-purse`, `other-engine`.
   */
  async retry(id: string, caller: Caller, itemId?: string): Promise<Run> {
    const row = await this.#store.database.db.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw problem('not-found');
    const purse = (await needsCredit(this.#store, id, itemId)) ? await this.#purseFor(row, caller) : undefined;
    await retry(this.#store, id, itemId, purse);
    this.#wake();
    return this.get(id);
  }

  /** The key that a webhook's attempt was sent with; undefined for an unknown token. */
  keyOfAttempt(token: string): Promise<KeyName | undefined> {
    return keyOfAttempt(this.#store, token);
  }

  /** News of an attempt's prediction: its item moves at once. It may come twice, late, or before the submission's own answer. */
  onPrediction(token: string, prediction: Prediction): Promise<void> {
    return onPrediction(this.#store, this.#workshops, token, prediction);
  }

  /** Takes up what an earlier process left unfinished, and starts working. */
  async start(): Promise<void> {
    await this.#workshops.start();
  }

  /** Sends nothing more, and resolves once what is under way is written down; the database may be closed then. */
  async drain(): Promise<void> {
    await this.#workshops.drain();
  }

  /** The caller's purse, if it is the one that the run's ledger entries stand in. */
  async #purseFor(run: RunRow, caller: Caller): Promise<Purse> {
    const { keyName } = await this.#options.engines.for(run.workspace_id);
    if (run.key_name !== keyName) throw runProblem('other-engine');
    const purse = await this.#options.purseOf(caller, run.workspace_id, keyName);
    if (purse.spending === 'no-credit') throw runProblem('no-credit');
    if (purse.purse !== run.purse) throw runProblem('other-purse');
    return purse;
  }

  #wake(): void {
    this.#workshops.wake();
  }

  async #wakeFor(runId: string): Promise<void> {
    const row = await this.#store.database.db.selectFrom('run').select('key_name').where('id', '=', runId).executeTakeFirst();
    if (row) await this.#workshops.wakeFor(row.key_name as KeyName);
  }
}
