// One server process of a schedule: its rooms, the disk that the schedule holds for it, and its place on a bus that is bad.
import { setImmediate as tick } from 'node:timers/promises';
import type { DocumentName } from 'shared/sync';
import type { BusHub } from '../../sync-server/src/platform/bus/in-process.ts';
import { LossyBus } from '../../sync-server/src/platform/bus/lossy-bus.fixture.ts';
import type { Database } from '../../sync-server/src/platform/database/index.ts';
import { Rooms, type RoomsOptions } from '../../sync-server/src/sync/rooms.ts';
import { HeldDisk } from './held-disk.ts';
import type { Random } from './random.ts';

export interface ServerProcessOptions extends Pick<RoomsOptions, 'report' | 'snapshotEvery' | 'idleMs'> {
  readonly database: Database;
  readonly hub: BusHub;
  readonly random: Random;
  readonly name: DocumentName;
}

export class ServerProcess {
  readonly #options: ServerProcessOptions;
  #disk!: HeldDisk;
  #rooms!: Rooms;
  #bus!: LossyBus;

  constructor(options: ServerProcessOptions) {
    this.#options = options;
    this.start();
  }

  get disk(): HeldDisk {
    return this.#disk;
  }

  get rooms(): Rooms {
    return this.#rooms;
  }

  start(): void {
    const { database, hub, random: _random, name: _name, ...options } = this.#options;
    this.#disk = new HeldDisk(database);
    const random = () => this.#options.random.below(1_000) / 1_000;
    this.#bus = new LossyBus(hub.join(), { lost: 0.3, doubled: 0.1, late: 0.2, random, topics: 'document:' });
    // Nothing is found by the clock, which a schedule cannot repeat.
    this.#rooms = new Rooms({ ...options, database: this.#disk.database, bus: this.#bus, beatMs: 1_000_000 });
  }

  /** Resolves when the document's room has done what it can: it has answered a read, or waits for the disk. */
  async calm(): Promise<void> {
    // What the bus carries is there at the next tick.
    await tick();
    const read = this.#rooms.read(this.#options.name, () => undefined).catch(() => undefined);
    await Promise.race([read, this.#disk.heldUp()]);
  }

  /** The bus works from now on, or is bad again. */
  setBus(isGood: boolean): void {
    if (isGood) this.#bus.mend();
    else this.#bus.spoil();
  }

  /** SIGTERM; resolves when it has ended. */
  async stop(): Promise<void> {
    let isDrained = false;
    const drained = this.#rooms.drain().then(() => (isDrained = true));
    for (;;) {
      await Promise.race([drained, this.#disk.heldUp(), tick()]);
      if (isDrained) break;
      await this.#disk.release('kept');
    }
    await this.#bus.close();
  }

  /** kill -9: of the commits under way `kept` have reached the disk. */
  async kill(kept: number): Promise<void> {
    await this.#bus.close();
    await this.#disk.die(kept);
    await this.#rooms.drain();
  }
}
