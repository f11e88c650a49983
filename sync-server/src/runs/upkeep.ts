// What runs look after by themselves, key by key: outputs that are only at the provider, charges that differ, the provider's balance.
import type { Micros } from 'shared/kernel';
import type { KeyName } from '#area/engine';
import { correctByBill } from './billing.ts';
import type { EngineSource, Log } from './ports.ts';
import type { RunStore } from './store.ts';
import { sweep, type Swept } from './sweeping.ts';
import type { Workshops } from './workshops.ts';

/** How long a balance is shown before it is asked for again, in milliseconds. */
const BALANCE_FOR = 60_000;

export class Upkeep {
  readonly #store: RunStore;
  readonly #engines: EngineSource;
  readonly #workshops: Workshops;
  readonly #log: Log;
  readonly #balances = new Map<KeyName, { at: number; asked: Promise<Micros | null> }>();

  constructor({ store, engines, workshops, log }: { store: RunStore; engines: EngineSource; workshops: Workshops; log: Log }) {
    this.#store = store;
    this.#engines = engines;
    this.#workshops = workshops;
    this.#log = log;
  }

  /** Looks through the history of every key, and lets items copy what is only there. A key that cannot be read now is told and passed by. */
  async sweep(stopped: AbortSignal): Promise<Swept> {
    const all: Swept = { seen: 0, recovered: 0, lookedUp: 0, strays: 0 };
    await this.#each(stopped, async (keyName) => {
      const scheduler = await this.#workshops.schedulerOf(keyName);
      if (!scheduler) return;
      const swept = await sweep(scheduler.works, stopped);
      for (const name of ['seen', 'recovered', 'lookedUp', 'strays'] as const) all[name] += swept[name];
      if (swept.recovered + swept.lookedUp > 0) scheduler.wake();
      if (swept.strays > 0 && keyName !== 'sandbox')
        this.#log.warn({ area: 'runs', keyName, strays: swept.strays }, 'Results at the provider belong to no item.');
    });
    return all;
  }

  /** Corrects the ledger by the bill of every key that costs money; answers how many entries that took. */
  async correct(stopped: AbortSignal): Promise<number> {
    let corrected = 0;
    await this.#each(stopped, async (keyName) => {
      const engine = await this.#engines.get(keyName);
      if (engine && engine.kind !== 'sandbox') corrected += await correctByBill(this.#store, engine, stopped);
    });
    return corrected;
  }

  /** A provider's account as whoever pays it sees it: its balance, at most a minute old, and results there that belong to no item. */
  async account(keyName: KeyName): Promise<{ balance: Micros | null; strays: number }> {
    const now = this.#store.now();
    const known = this.#balances.get(keyName);
    const fresh = known && now - known.at < BALANCE_FOR ? known : { at: now, asked: this.#balance(keyName) };
    this.#balances.set(keyName, fresh);
    const { count } = await this.#store.database.db
      .selectFrom('stray')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('key_name', '=', keyName)
      .executeTakeFirstOrThrow();
    return { balance: await fresh.asked, strays: count };
  }

  async #balance(keyName: KeyName): Promise<Micros | null> {
    const engine = await this.#engines.get(keyName).catch(() => undefined);
    return engine ? engine.balance().catch(() => null) : null;
  }

  async #each(stopped: AbortSignal, work: (keyName: KeyName) => Promise<void>): Promise<void> {
    for (const keyName of await this.#engines.keyNames()) {
      if (stopped.aborted) return;
      try {
        await work(keyName);
      } catch (error) {
        this.#log.warn(
          { area: 'runs', keyName, error: error instanceof Error ? error.name : 'unknown' },
          'A key could not be looked after now.'
        );
      }
    }
  }
}
