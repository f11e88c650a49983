// Takes items from the queue: with a lease and a fence, within the key's limits, so that several processes can share one queue.
import type { EngineLimits, KeyName } from '#area/engine';
import { briefOf, holdOf, type Held, type RunBrief } from './held.ts';
import { shareOut, type Line, type Share } from './share-out.ts';
import type { ItemRow, RunStore, Tx } from './store.ts';

/** The account's rates are by the minute. */
const MINUTE = 60_000;
/** How long after an attempt began its answer may come: the engine gives up after two minutes. */
const ANSWERED_WITHIN = 2 * MINUTE;
/** Most items taken at once, so that one transaction stays short. */
const BATCH = 200;
/** Runs and members remembered between claims. */
const REMEMBERED = 1_000;
/** A due time that never comes. */
export const NEVER = Number.MAX_SAFE_INTEGER;

export interface ClaimOptions {
  readonly keyName: KeyName;
  readonly limits: EngineLimits;
  /** Names this process. */
  readonly owner: string;
  /** Milliseconds. */
  readonly lease: number;
}

export interface Claimed {
  readonly items: readonly Held[];
  /** Epoch milliseconds at which more may be had without anything else happening; undefined where only an event can bring it. */
  readonly nextAt: number | undefined;
}

interface Busy {
  readonly run_id: string;
  readonly user_id: string;
  readonly items: number;
}

/** Claims for one key. One instance a process, since it remembers whose turn is next. */
export class Claims {
  readonly #store: RunStore;
  readonly #options: ClaimOptions;
  readonly #runs = new Map<string, RunBrief>();
  readonly #turns = new Map<string, number>();
  #turn = 0;

  constructor(store: RunStore, options: ClaimOptions) {
    this.#store = store;
    this.#options = options;
  }

  /**
   * Takes what is due: items found in the middle of their way, and up to `places` queued ones (fewer where the limits say so).
   */
  async take(places: number): Promise<Claimed> {
    const now = this.#store.now();
    return this.#store.database.db.transaction().execute(async (tx) => {
      await this.#store.lock(tx, `claim:${this.#options.keyName}`);
      const rows = await this.#resume(tx, now);
      const { taken, reopensAt } = await this.#takeQueued(tx, now, places);
      rows.push(...taken);
      const due = await tx
        .selectFrom('item')
        .select(({ fn }) => fn.min<number | null>('due_at').as('at'))
        .where('state', 'in', ['queued', 'submitted', 'copying', 'uncertain'])
        .where('key_name', '=', this.#options.keyName)
        .where('owner', 'is', null)
        .where('due_at', '>', now)
        .where('due_at', '<', NEVER)
        .executeTakeFirst();
      const briefs = await this.#briefs(
        tx,
        rows.map((row) => row.run_id)
      );
      const items = rows.flatMap((row) => {
        const run = briefs.get(row.run_id);
        return run ? [holdOf(row, run)] : [];
      });
      const times = [due?.at, reopensAt].filter((at) => typeof at === 'number');
      return { items, nextAt: times.length > 0 ? Math.min(...times) : undefined };
    });
  }

  /** Whatever reached the provider, or may have, is followed without regard to limits: it is under way there already. */
  async #resume(tx: Tx, now: number): Promise<ItemRow[]> {
    const { keyName } = this.#options;
    return this.#claim(tx, now)
      .where('id', 'in', (query) =>
        query
          .selectFrom('item')
          .select('id')
          .where('state', 'in', ['submitting', 'submitted', 'copying', 'uncertain'])
          .where('key_name', '=', keyName)
          .where('due_at', '<=', now)
          .where((eb) => eb.or([eb('owner', 'is', null), eb('lease_until', '<=', now)]))
          .orderBy('due_at')
          .orderBy('id')
          .limit(BATCH)
          .$if(this.#store.database.skipLocked, (locked) => locked.forUpdate().skipLocked())
      )
      .returningAll()
      .execute();
  }

  async #takeQueued(tx: Tx, now: number, places: number): Promise<{ taken: ItemRow[]; reopensAt?: number }> {
    const lines = places > 0 ? await this.#lines(tx, now) : [];
    if (lines.length === 0) return { taken: [] };
    const busy = await this.#busy(tx, now);
    const recent = await this.#recent(tx, now);
    const videos = await this.#briefs(
      tx,
      [...busy.all, ...recent, ...lines].map((one) => ('run_id' in one ? one.run_id : one.runId))
    );
    const isVideo = (runId: string) => videos.get(runId)?.video ?? false;
    // An item that is claimed and not yet sent will count against the rate in a moment.
    const counted = [...recent, ...busy.claimed];
    const rate = (video: boolean) => sum(counted.filter((one) => isVideo(one.run_id) === video));
    const { limits } = this.#options;
    const room = {
      places: Math.min(places, BATCH, limits.concurrent - sum(busy.all)),
      images: limits.imagesPerMinute - rate(false),
      videos: limits.videosPerMinute - rate(true)
    };
    const shares = this.#shares([...busy.all, ...recent]);
    const given = shareOut(
      lines.map((line) => ({ ...line, video: isVideo(line.runId) })),
      room,
      shares,
      () => (this.#turn += 1)
    );
    if (this.#turns.size > REMEMBERED) this.#turns.clear();
    for (const [userId, { turn }] of shares) this.#turns.set(userId, turn);
    const taken: ItemRow[] = [];
    for (const [runId, count] of given) taken.push(...(await this.#takeOf(tx, now, runId, count)));
    const waiting = lines.some(({ runId, ready }) => ready > (given.get(runId) ?? 0));
    const oldest = recent.map((one) => one.since);
    return { taken, reopensAt: waiting && oldest.length > 0 ? Math.min(...oldest) + MINUTE : undefined };
  }

  /** Runs with items that could be sent now, without their kind. */
  async #lines(tx: Tx, now: number): Promise<Omit<Line, 'video'>[]> {
    return tx
      .selectFrom('item')
      .innerJoin('run', 'run.id', 'item.run_id')
      .select(({ fn }) => [
        'run.id as runId',
        'run.user_id as userId',
        'run.created_at as createdAt',
        'run.priority',
        fn.countAll<number>().as('ready')
      ])
      .where('item.state', '=', 'queued')
      .where('item.key_name', '=', this.#options.keyName)
      .where('item.due_at', '<=', now)
      .where((eb) => eb.or([eb('item.owner', 'is', null), eb('item.lease_until', '<=', now)]))
      .where('run.paused', '=', 0)
      .groupBy(['run.id', 'run.user_id', 'run.created_at', 'run.priority'])
      .execute();
  }

  /** Places in use, and those of them whose attempt is still to come. */
  async #busy(tx: Tx, now: number): Promise<{ all: Busy[]; claimed: Busy[] }> {
    const rows = await tx
      .selectFrom('item')
      .select(({ fn }) => ['run_id', 'user_id', 'state', fn.countAll<number>().as('items')])
      .where('key_name', '=', this.#options.keyName)
      .where((eb) =>
        eb.or([
          eb('state', 'in', ['submitting', 'submitted']),
          eb.and([eb('state', '=', 'queued'), eb('owner', 'is not', null), eb('lease_until', '>', now)])
        ])
      )
      .groupBy(['run_id', 'user_id', 'state'])
      .execute();
    return { all: rows, claimed: rows.filter((row) => row.state === 'queued') };
  }

  /**
   * Attempts of the last minute, since rates count what was sent, whatever became of it. The provider counted each between its POST and
   * its answer, so it leaves the minute that much after the answer: going by the POST, what is sent next would come too early.
   */
  async #recent(tx: Tx, now: number): Promise<(Busy & { since: number })[]> {
    return tx
      .selectFrom('attempt')
      .innerJoin('item', 'item.id', 'attempt.item_id')
      .select(({ fn, val }) => [
        'item.run_id',
        'item.user_id',
        fn.countAll<number>().as('items'),
        fn.min<number>(fn.coalesce('attempt.answered_at', val(now))).as('since')
      ])
      .where('attempt.created_at', '>', now - MINUTE - ANSWERED_WITHIN)
      .where((eb) => eb.or([eb('attempt.answered_at', 'is', null), eb('attempt.answered_at', '>', now - MINUTE)]))
      .where('item.key_name', '=', this.#options.keyName)
      .groupBy(['item.run_id', 'item.user_id'])
      .execute();
  }

  async #takeOf(tx: Tx, now: number, runId: string, count: number): Promise<ItemRow[]> {
    return this.#claim(tx, now)
      .where('id', 'in', (query) =>
        query
          .selectFrom('item')
          .select('id')
          .where('run_id', '=', runId)
          .where('state', '=', 'queued')
          .where('due_at', '<=', now)
          .where((eb) => eb.or([eb('owner', 'is', null), eb('lease_until', '<=', now)]))
          .orderBy('position')
          .limit(count)
          .$if(this.#store.database.skipLocked, (locked) => locked.forUpdate().skipLocked())
      )
      .returningAll()
      .execute();
  }

  #claim(tx: Tx, now: number) {
    const { owner, lease } = this.#options;
    return tx.updateTable('item').set((eb) => ({ owner, lease_until: now + lease, fence: eb('fence', '+', 1) }));
  }

  #shares(busy: readonly Busy[]): Map<string, Share> {
    const shares = new Map([...this.#turns].map(([userId, turn]) => [userId, { load: 0, turn }]));
    for (const { user_id: userId, items } of busy) {
      const share = shares.get(userId) ?? { load: 0, turn: 0 };
      shares.set(userId, { ...share, load: share.load + items });
    }
    return shares;
  }

  async #briefs(tx: Tx, runIds: readonly string[]): Promise<Map<string, RunBrief>> {
    const wanted = [...new Set(runIds)];
    const missing = wanted.filter((id) => !this.#runs.has(id));
    if (this.#runs.size + missing.length > REMEMBERED) {
      this.#runs.clear();
      return this.#load(tx, wanted);
    }
    return missing.length > 0 ? this.#load(tx, missing) : this.#runs;
  }

  async #load(tx: Tx, runIds: readonly string[]): Promise<Map<string, RunBrief>> {
    for (const row of await tx
      .selectFrom('run')
      .selectAll()
      .where('id', 'in', [...runIds])
      .execute())
      this.#runs.set(row.id, briefOf(row));
    return this.#runs;
  }
}

function sum(busy: readonly Busy[]): number {
  return busy.reduce((total, { items }) => total + items, 0);
}
