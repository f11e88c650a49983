// One schedule against a real server: five devices on sockets, and a process that is stopped and killed over one data folder.
import { setImmediate as tick } from 'node:timers/promises';
import * as Y from 'yjs';
import { assertSame, Device, Promised, until } from '../support/documents.ts';
import { startServer, temporaryFolder, type Running } from '../support/process.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { editAtRandom } from './edits.ts';
import { Random } from './random.ts';

const DEVICES = 5;
const STEPS = 150;
const weights = { edit: 40, pass: 20, hold: 4, release: 6, drop: 4, connect: 10 } as const;

/** Runs the schedule of a seed. Throws when a device differs or something promised is missing. */
export async function runServerSchedule(seed: number): Promise<void> {
  await using folder = await temporaryFolder();
  const random = new Random(seed);
  const server = await startServer(folder.path);
  const schedule = new ServerSchedule(random, folder.path, server, await visit(server.origin));
  try {
    await schedule.run();
  } finally {
    await schedule.close();
  }
}

class ServerSchedule {
  readonly #random: Random;
  readonly #folder: string;
  readonly #visitor: Visitor;
  readonly #promised = new Promised();
  readonly #devices: Device[];
  #server: Running;

  constructor(random: Random, folder: string, server: Running, visitor: Visitor) {
    this.#random = random;
    this.#folder = folder;
    this.#server = server;
    this.#visitor = visitor;
    this.#devices = Array.from({ length: DEVICES }, () => this.#newDevice());
  }

  async run(): Promise<void> {
    const firstEnd = this.#random.below(STEPS);
    await Promise.all(this.#devices.map((device) => device.synced()));
    for (let step = 0; step < STEPS; step++) {
      await this.#step(this.#random.weighted(weights), this.#random.pick(this.#devices));
      if (step === firstEnd) await this.#end();
    }
    await this.#end();
    await this.#converge();
  }

  async close(): Promise<void> {
    for (const device of this.#devices) device.drop();
    await this.#server.kill();
  }

  #newDevice(): Device {
    return new Device({
      origin: () => this.#server.origin,
      cookie: this.#visitor.cookie,
      name: `${this.#visitor.workspaceId}/board/b1`,
      promised: this.#promised
    });
  }

  async #step(kind: keyof typeof weights, device: Device): Promise<void> {
    switch (kind) {
      case 'edit':
        return editAtRandom(device.doc, this.#random);
      case 'pass':
        for (let turns = this.#random.below(60); turns > 0; turns--) await tick();
        return;
      case 'connect':
        if (!device.isOpen) await device.connect();
        return;
      default:
        device[kind]();
    }
  }

  /** The server is stopped or killed; before anybody can repeat it, the data folder alone has to hold all that was promised. */
  async #end(): Promise<void> {
    const isKilled = this.#random.chance(0.5);
    if (isKilled) await this.#server.kill();
    // A stopping server waits for closing handshakes, which a held line cannot give.
    for (const device of this.#devices) device.release();
    if (!isKilled) await this.#server.stop();
    await until(() => this.#devices.every(({ isOpen }) => !isOpen));
    this.#server = await startServer(this.#folder);
    const newcomer = await this.#newDevice().synced();
    newcomer.drop();
    const missing = this.#promised.missingFrom(newcomer.doc);
    if (missing) throw new Error(`Promised and lost: ${missing}`);
    this.#checkDevices();
  }

  async #converge(): Promise<void> {
    const newcomer = this.#newDevice();
    const all = [...this.#devices, newcomer];
    for (const device of this.#devices) device.release();
    await Promise.all(all.map((device) => device.synced()));
    await until(() => all.every(({ unacknowledged }) => unacknowledged === 0));
    const same = (device: Device) => Y.equalSnapshots(Y.snapshot(device.doc), Y.snapshot(newcomer.doc));
    await until(() => all.every(same)).catch(() => undefined);
    for (const [at, device] of all.entries()) assertSame(device.doc, newcomer.doc, `device ${at} and the newcomer differ`);
    this.#checkDevices();
    newcomer.drop();
  }

  #checkDevices(): void {
    for (const { fault, closed } of this.#devices) {
      if (fault) throw new Error('A device was told what cannot be.', { cause: fault });
      if (closed && closed.code >= 4400) throw new Error(`A device was sent away for good: ${closed.code}`);
    }
  }
}
