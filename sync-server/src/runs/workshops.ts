// One scheduler a key: made when something is to be sent with it, and made anew when the key changes.
import type { ItemCounts } from 'shared/runs';
import { finalStates } from 'shared/runs';
import type { Engine, KeyName } from '#area/engine';
import { Pace } from './pace.ts';
import type { EngineSource } from './ports.ts';
import { QueueView } from './queue-view.ts';
import { Scheduler, type SchedulerOptions } from './scheduler.ts';
import type { RunRow } from './store.ts';

interface Workshop {
  readonly engine: Engine;
  readonly scheduler: Scheduler;
  readonly view: QueueView;
}

export class Workshops {
  readonly #engines: EngineSource;
  readonly #options: Omit<SchedulerOptions, 'engine' | 'pace'>;
  readonly #open = new Map<KeyName, Promise<Workshop | undefined>>();
  #stopListening = () => {};
  #isStarted = false;

  constructor(engines: EngineSource, options: Omit<SchedulerOptions, 'engine' | 'pace'>) {
    this.#engines = engines;
    this.#options = options;
  }

  /** Takes up what waits with any key. */
  async start(): Promise<void> {
    this.#isStarted = true;
    // Those whose queue somebody looked at before.
    for (const opening of this.#open.values()) await (await opening)?.scheduler.start();
    this.#stopListening = this.#engines.onChange((keyName) => void this.#renew(keyName).catch((error: unknown) => this.#warn(error)));
    const rows = await this.#options.store.database.db
      .selectFrom('item')
      .select('key_name')
      .distinct()
      .where('state', 'not in', [...finalStates])
      .execute();
    const keyNames = new Set([...rows.map((row) => row.key_name as KeyName), ...(await this.#engines.keyNames())]);
    await Promise.all([...keyNames].map((keyName) => this.#of(keyName)));
  }

  async drain(): Promise<void> {
    this.#stopListening();
    const open = await Promise.all(this.#open.values());
    await Promise.all(open.map((workshop) => workshop?.scheduler.drain()));
  }

  /** Looks at all queues soon. */
  wake(): void {
    for (const opening of this.#open.values()) void opening.then((workshop) => workshop?.scheduler.wake());
  }

  /** Wakes the scheduler of a key, making it where it is the first time that something is sent with it. */
  async wakeFor(keyName: KeyName): Promise<void> {
    (await this.#of(keyName))?.scheduler.wake();
  }

  /** The scheduler of a key; undefined where the key is not there any more. */
  async schedulerOf(keyName: KeyName): Promise<Scheduler | undefined> {
    return (await this.#of(keyName))?.scheduler;
  }

  /** When a run is expected to end; null where nobody can tell. */
  readonly etaOf = async (run: RunRow, counts: ItemCounts): Promise<number | null> => {
    const workshop = await this.#of(run.key_name as KeyName);
    return workshop ? workshop.view.etaOf(run, counts) : null;
  };

  #of(keyName: KeyName): Promise<Workshop | undefined> {
    const open = this.#open.get(keyName) ?? this.#make(keyName);
    this.#open.set(keyName, open);
    // A key that is not there yet, or could not be read, may be there the next time.
    open.then(
      (workshop) => !workshop && this.#open.get(keyName) === open && this.#open.delete(keyName),
      () => this.#open.get(keyName) === open && this.#open.delete(keyName)
    );
    return open;
  }

  async #make(keyName: KeyName): Promise<Workshop | undefined> {
    const engine = await this.#engines.get(keyName);
    if (!engine) return undefined;
    const pace = new Pace();
    const scheduler = new Scheduler({ ...this.#options, engine, pace });
    const { database, now } = this.#options.store;
    if (this.#isStarted) await scheduler.start();
    return { engine, scheduler, view: new QueueView({ database, engine, pace, now }) };
  }

  /** What is under way with the former key is written down before the new one takes over. */
  async #renew(keyName: KeyName): Promise<void> {
    const former = await this.#open.get(keyName);
    this.#open.delete(keyName);
    await former?.scheduler.drain();
    await this.#of(keyName);
  }

  #warn(error: unknown): void {
    this.#options.log.warn({ area: 'runs', error: error instanceof Error ? error.name : 'unknown' }, 'A key could not be taken up.');
  }
}
