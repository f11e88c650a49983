// Runs: accepted once, carried out by a scheduler an engine, changed by people, read by pages.
import { problem, type Micros } from 'shared/kernel';
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
import type { Caller } from '#platform/http';
import { acceptRun } from './accept.ts';
import { Announcer } from './announcer.ts';
import { cancel, needsCredit, prioritise, retry, setPaused, settle } from './commands.ts';
import { readItem } from './item-history.ts';
import { defaultTimings, type Purse, type RunsOptions } from './ports.ts';
import { readRun, readRuns, workspaceOf, type EtaOf } from './reading.ts';
import { Scheduler } from './scheduler.ts';
import { RunStore, type RunRow } from './store.ts';

/** How long the provider's balance is shown before it is asked for again, in milliseconds. */
const BALANCE_FOR = 60_000;

export class Runs {
  readonly #options: RunsOptions;
  readonly #store: RunStore;
  readonly #schedulers: readonly Scheduler[];
  #balance: { at: number; asked: Promise<Micros | null> } = { at: 0, asked: Promise.resolve(null) };

  constructor(options: RunsOptions) {
    const { database, hints, blobs, galleries, engines, now = Date.now, log = { warn: () => {} } } = options;
    const timings = { ...defaultTimings, ...options.timings };
    this.#options = options;
    this.#store = new RunStore(database, new Announcer(hints), now);
    this.#schedulers = engines.map((engine) => new Scheduler({ store: this.#store, engine, blobs, galleries, timings, log }));
  }

  /**
   * Accepts a run for a member of its workspace, or answers the run of the same id. It is reserved whole or refused.
   * Throws `invalid-input`, `reference-missing`, `no-quote`, `price-changed`, `no-credit`, `over-credit`, `over-run-cap`, `over-member-cap`,
   * `over-day-cap`; `not-found` where the id is another workspace's.
   */
  async accept(request: NewRun, caller: Caller): Promise<Run> {
    if (await acceptRun(this.#options, this.#store, request, caller)) this.#wake();
    return this.get(request.id);
  }

  /** A run with its items, or with only those that changed after revision `since`. Throws `not-found`. */
  get(id: string, since?: number): Promise<Run> {
    return readRun(this.#store.database, id, this.#etaOf, since);
  }

  /** An item with its recipe and its way so far, and what is known while its answer is lost. Throws `not-found`. */
  async item(id: string, itemId: string): Promise<ItemDetail> {
    return { ...(await readItem(this.#store.database, id, itemId)), doubt: null };
  }

  /**
   * A page of a workspace's runs, newest first; `cursor` is the `next` of the page before. Runs of mode `prompt` are left out unless asked for.
   */
  list(workspaceId: string, chosen: { cursor?: string; mode?: RunMode } = {}): Promise<RunPage> {
    return readRuns(this.#store.database, workspaceId, this.#etaOf, chosen);
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

  /** The provider's account as operators see it: its balance, at most a minute old, and results there that belong to no item. */
  async providerAccount(): Promise<{ balance: Micros | null; strays: number }> {
    const now = this.#store.now();
    const [engine] = this.#options.engines;
    if (now - this.#balance.at > BALANCE_FOR) this.#balance = { at: now, asked: engine.balance().catch(() => null) };
    const strays = await this.#store.database.db
      .selectFrom('stray')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return { balance: await this.#balance.asked, strays: strays.count };
  }

  /** Takes up what an earlier process left unfinished, and starts working. */
  async start(): Promise<void> {
    await Promise.all(this.#schedulers.map((scheduler) => scheduler.start()));
  }

  /** Sends nothing more, and resolves once what is under way is written down; the database may be closed then. */
  async drain(): Promise<void> {
    await Promise.all(this.#schedulers.map((scheduler) => scheduler.drain()));
  }

  /** The caller's purse, if it is the one that the run's ledger entries stand in. */
  async #purseFor(run: RunRow, caller: Caller): Promise<Purse> {
    if (run.engine !== this.#options.engines[0].kind) throw runProblem('other-engine');
    const purse = await this.#options.purseOf(caller, run.workspace_id);
    if (purse.spending === 'no-credit') throw runProblem('no-credit');
    if (purse.purse !== run.purse) throw runProblem('other-purse');
    return purse;
  }

  readonly #etaOf: EtaOf = async () => null;

  #wake(): void {
    for (const scheduler of this.#schedulers) scheduler.wake();
  }
}
