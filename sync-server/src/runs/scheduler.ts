// Drives the items of one key: takes them from the queue when something may be due, and leads each through its steps.
import type { ItemState } from 'shared/runs';
import { randomHex } from 'shared/kernel';
import type { Engine, Prediction } from '#area/engine';
import { Arrivals } from './arrivals.ts';
import { Claims } from './claim.ts';
import { copyItem } from './copying.ts';
import { followItem } from './following.ts';
import type { Held } from './held.ts';
import { Histories } from './histories.ts';
import { KeyPause } from './key-pause.ts';
import type { Pace } from './pace.ts';
import { Places } from './places.ts';
import type { BlobKeeper, FileHandOver, GalleryWriter, Log, Timings } from './ports.ts';
import { reconcileItem } from './reconciling.ts';
import { Stopped, type Step, type Works } from './steps.ts';
import { LostItem, type RunStore } from './store.ts';
import { doubtItem, submitItem } from './submitting.ts';

/** Results copied at once: each may be held in memory whole. */
const COPIES = 4;
/** Ids a renewal statement. */
const SLICE = 1_000;

/** What an item needs next, by its state; the ends need nothing. */
const steps: Partial<Record<ItemState, Step>> = {
  queued: submitItem,
  submitting: doubtItem,
  submitted: followItem,
  copying: copyItem,
  uncertain: reconcileItem
};

export interface SchedulerOptions {
  readonly store: RunStore;
  readonly engine: Engine;
  readonly blobs: BlobKeeper;
  readonly galleries: GalleryWriter;
  readonly uploads: FileHandOver;
  readonly timings: Timings;
  readonly pace: Pace;
  /** Where the provider sends news of an attempt, by the attempt's token. */
  readonly webhook?: ((token: string) => string) | undefined;
  readonly log: Log;
}

export class Scheduler {
  readonly #works: Works;
  readonly #claims: Claims;
  /** This process, as leases name it. */
  readonly #owner = randomHex(8);
  readonly #stop = new AbortController();
  readonly #held = new Map<string, { item: Held; driven: Promise<void> }>();
  #turning: Promise<void> | undefined;
  #again = false;
  #started = false;
  #timer: NodeJS.Timeout | undefined;
  #heart: NodeJS.Timeout | undefined;

  constructor({ store, engine, blobs, galleries, uploads, timings, pace, webhook, log }: SchedulerOptions) {
    const keyPause = new KeyPause({ first: timings.keyPause, longest: timings.longest, now: store.now });
    this.#works = {
      store,
      engine,
      blobs,
      galleries,
      timings,
      log,
      keyPause,
      uploads,
      pace,
      webhook,
      arrivals: new Arrivals(),
      histories: new Histories(engine, timings.lookUp, store.now),
      copying: new Places(COPIES),
      stop: this.#stop.signal
    };
    this.#claims = new Claims(store, { keyName: engine.keyName, limits: engine.limits, owner: this.#owner, lease: timings.lease });
  }

  /** Takes up what an earlier process left, and starts working. */
  async start(): Promise<void> {
    const { store, engine, timings } = this.#works;
    // One process owns an SQLite folder, so every lease in it is of a process that has ended.
    if (store.database.kind === 'sqlite') {
      await store.database.db
        .updateTable('item')
        .set({ owner: null, lease_until: null })
        .where('owner', 'is not', null)
        .where('key_name', '=', engine.keyName)
        .execute();
    }
    this.#started = true;
    this.#heart = setInterval(() => this.#renew(), timings.lease / 3).unref();
    this.wake();
  }

  /** What the steps of this key's items work with. */
  get works(): Works {
    return this.#works;
  }

  /** News of an item's prediction, such as by a webhook. */
  arrived(itemId: string, prediction: Prediction): void {
    this.#works.arrivals.arrived(itemId, prediction);
  }

  /** Looks at the queue soon; calls while it is being looked at become one more look. */
  wake(): void {
    if (!this.#started || this.#stop.signal.aborted) return;
    this.#again = true;
    this.#turning ??= this.#turn().finally(() => {
      this.#turning = undefined;
      // Someone may have called between the last look and this moment.
      if (this.#again) this.wake();
    });
  }

  /** Takes nothing more, waits for submissions under way to be written down, and gives every lease back. */
  async drain(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    clearInterval(this.#heart);
    await this.#turning;
    const driven = Promise.all([...this.#held.values()].map((held) => held.driven));
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      driven,
      new Promise((resolve) => {
        timer = setTimeout(resolve, this.#works.timings.drain);
      })
    ]);
    clearTimeout(timer);
    if (!this.#started) return;
    // Whoever still waits for an answer keeps its lease: its outcome is unknown to all others.
    await this.#works.store.database.db
      .updateTable('item')
      .set({ owner: null, lease_until: null })
      .where('owner', '=', this.#owner)
      .where('state', '!=', 'submitting')
      .execute();
  }

  async #turn(): Promise<void> {
    const { store, timings, keyPause, log } = this.#works;
    let nextAt: number | undefined;
    let pausedUntil = 0;
    while (this.#again && !this.#stop.signal.aborted) {
      this.#again = false;
      // Kept from before the look: a pause that ends during it has kept this look from taking anything.
      pausedUntil = keyPause.until > store.now() ? keyPause.until : 0;
      try {
        const taken = await this.#claims.take(keyPause.places(Number.MAX_SAFE_INTEGER, this.#sending()));
        nextAt = taken.nextAt;
        for (const item of taken.items) this.#hold(item);
      } catch (error) {
        log.warn(
          { area: 'runs', error: error instanceof Error ? error.name : 'unknown' },
          'The queue could not be read; it is read again soon.'
        );
      }
    }
    if (this.#stop.signal.aborted) return;
    const now = store.now();
    const times = [nextAt, pausedUntil || undefined].filter((at) => at !== undefined);
    // At least once a lease, since other processes may have ended without a word.
    const wait = Math.min(timings.lease, ...times.map((at) => Math.max(0, at - now)));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), wait + 1).unref();
  }

  #sending(): number {
    return [...this.#held.values()].filter(({ item: { state } }) => state === 'queued' || state === 'submitting').length;
  }

  #hold(item: Held): void {
    const held = { item, driven: Promise.resolve() };
    this.#held.set(item.id, held);
    held.driven = this.#drive(item).finally(() => {
      if (this.#held.get(item.id) === held) this.#held.delete(item.id);
      this.wake();
    });
  }

  async #drive(item: Held): Promise<void> {
    try {
      for (let on = true; on && !this.#stop.signal.aborted;) {
        const before = item.state;
        on = (await steps[before]?.(this.#works, item)) ?? false;
        // A place among the concurrent ones or among those being sent has become free.
        if (on) this.wake();
      }
    } catch (error) {
      if (error instanceof Stopped) return;
      if (error instanceof LostItem) return this.#letGo(item);
      // Its lease runs out by itself, and it goes on from what is committed.
      const { name, message } = error instanceof Error ? error : { name: 'unknown', message: '' };
      this.#works.log.warn(
        { area: 'runs', itemId: item.id, state: item.state, error: name, message },
        'A step of an item failed; it is repeated.'
      );
    }
  }

  /** Somebody else moved the item, such as a late answer: whoever looks next goes on from there. */
  async #letGo({ id, fence }: Held): Promise<void> {
    await this.#works.store.database.db
      .updateTable('item')
      .set({ owner: null, lease_until: null })
      .where('id', '=', id)
      .where('fence', '=', fence)
      .where('owner', '=', this.#owner)
      .execute()
      .catch(() => undefined);
  }

  async #renew(): Promise<void> {
    const { store, timings, log } = this.#works;
    const ids = [...this.#held.keys()];
    const until = store.now() + timings.lease;
    try {
      for (let from = 0; from < ids.length; from += SLICE) {
        const renewed = await store.database.db
          .updateTable('item')
          .set({ lease_until: until })
          .where('owner', '=', this.#owner)
          .where('id', 'in', (query) =>
            query
              .selectFrom('item')
              .select('id')
              .where('id', 'in', ids.slice(from, from + SLICE))
              // A row that is being changed right now is renewed the next time, instead of waiting in a circle.
              .$if(store.database.skipLocked, (locked) => locked.forUpdate().skipLocked())
          )
          .returning(['id', 'fence'])
          .execute();
        for (const { id, fence } of renewed) {
          const item = this.#held.get(id)?.item;
          if (item?.fence === fence) item.leaseUntil = until;
        }
      }
    } catch (error) {
      log.warn({ area: 'runs', error: error instanceof Error ? error.name : 'unknown' }, 'Leases could not be renewed.');
    }
  }
}
