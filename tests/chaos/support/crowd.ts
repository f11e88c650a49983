// Devices that edit and delete on a few documents at once without pause, so that whatever happens to the server meets work of every stage.
import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { editAtRandom } from '../../convergence/edits.ts';
import { Random } from '../../convergence/random.ts';
import { assertSame, Device, Promised, until } from '../../support/documents.ts';
import type { Visitor } from '../../support/visitor.ts';

/** A device works on while this many of its messages wait for their acknowledgement. */
const MAX_OPEN = 20;
/** Milliseconds between edits of a device. */
const PACE_MS = 2;

interface Shared {
  readonly name: string;
  readonly promised: Promised;
  readonly devices: readonly Device[];
}

export interface CrowdOptions {
  readonly origin: () => string;
  readonly visitor: Visitor;
  readonly documents: number;
  /** For each document. */
  readonly devices: number;
  readonly seed: number;
}

export class Crowd {
  readonly documents: readonly Shared[];
  readonly #options: CrowdOptions;
  readonly #random: Random;
  #work: Promise<void> | undefined;
  #isWorking = false;

  constructor(options: CrowdOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
    this.documents = Array.from({ length: options.documents }, (_, at) => {
      const name = `${options.visitor.workspaceId}/board/b${at}`;
      const promised = new Promised();
      return { name, promised, devices: Array.from({ length: options.devices }, () => this.#device(name, promised)) };
    });
  }

  get devices(): Device[] {
    return this.documents.flatMap(({ devices }) => devices);
  }

  /** Everybody connects and is synced. */
  async enter(): Promise<void> {
    await Promise.all(this.devices.map((device) => device.synced()));
  }

  /** Begins to edit. */
  start(): void {
    this.#isWorking = true;
    const work = async () => {
      while (this.#isWorking) {
        for (const device of this.devices) {
          if (device.isOpen && device.unacknowledged < MAX_OPEN) editAtRandom(device.doc, this.#random);
        }
        await wait(PACE_MS);
      }
    };
    this.#work = work();
  }

  async stop(): Promise<void> {
    this.#isWorking = false;
    await this.#work;
  }

  /** Resolves when each device has had so many messages acknowledged since it connected. */
  async acknowledged(count: number): Promise<void> {
    await until(() => this.devices.every((device) => device.acknowledged >= count));
  }

  /** Resolves when every line is down. */
  async offline(): Promise<void> {
    await until(() => this.devices.every(({ isOpen }) => !isOpen));
  }

  /** Throws when the server, asked by newcomers alone, lacks something that was acknowledged or seen. */
  async assertKept(): Promise<void> {
    for (const { name, promised } of this.documents) {
      const newcomer = await this.#device(name, new Promised()).synced();
      newcomer.drop();
      const missing = promised.missingFrom(newcomer.doc);
      if (missing) throw new Error(`Promised and lost in ${name}: ${missing}`);
    }
    const fault = this.devices.find((device) => device.fault)?.fault;
    if (fault) throw new Error('A device was told what cannot be.', { cause: fault });
  }

  /** Throws when devices that are connected and no longer edit do not come to agree, with newcomers too. */
  async assertConverged(): Promise<void> {
    await until(() => this.devices.every(({ unacknowledged }) => unacknowledged === 0));
    for (const { name, devices } of this.documents) {
      const newcomer = await this.#device(name, new Promised()).synced();
      newcomer.drop();
      const last = Y.snapshot(newcomer.doc);
      await until(() => devices.every(({ doc }) => Y.equalSnapshots(Y.snapshot(doc), last))).catch(() => undefined);
      for (const [at, { doc }] of devices.entries()) assertSame(doc, newcomer.doc, `device ${at} on ${name} and the newcomer differ`);
    }
  }

  leave(): void {
    for (const device of this.devices) device.drop();
  }

  #device(name: string, promised: Promised): Device {
    return new Device({ origin: this.#options.origin, cookie: this.#options.visitor.cookie, name, promised });
  }
}
