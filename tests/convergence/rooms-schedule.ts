// One schedule against the real rooms in this process: five devices, lines and disks that break, and one or two server processes that
// die and come back, on one database and a bus that loses, doubles and reorders what they tell each other.
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from 'shared/kernel';
import { formatName, type DocumentName } from 'shared/sync';
import * as Y from 'yjs';
import { BusHub } from '../../sync-server/src/platform/bus/in-process.ts';
import type { Database } from '../../sync-server/src/platform/database/index.ts';
import { loadDocument } from '../../sync-server/src/sync/document-log.ts';
import { assertSame, Promised, Replica } from '../support/documents.ts';
import { editAtRandom } from './edits.ts';
import { Line } from './line.ts';
import { Random } from './random.ts';
import { ServerProcess } from './server-process.ts';

const PEERS = 5;
/** Rounds in which a world left alone has to come to rest. */
const MAX_ROUNDS = 300;

interface Peer {
  readonly userId: string;
  replica: Replica;
  /** What the device has kept of the document. */
  saved: Uint8Array;
  line: Line | undefined;
}

const weights = {
  edit: 30,
  moveUp: 26,
  moveDown: 20,
  commit: 18,
  connect: 9,
  breakLine: 3,
  vanish: 3,
  notice: 3,
  serverEdit: 3,
  save: 3,
  reload: 1,
  rest: 1,
  stop: 1,
  kill: 2
} as const;

/**
 * Runs the schedule of a seed over a database, which each process of it has opened for itself where that can be. Throws when a peer
 * differs or something promised is missing.
 */
export async function runRoomsSchedule(databases: readonly [Database, Database], seed: number): Promise<void> {
  const schedule = new RoomsSchedule(databases, seed);
  await schedule.run();
}

class RoomsSchedule {
  readonly #real: Database;
  readonly #random: Random;
  readonly #name: DocumentName = { workspaceId: newId(), kind: 'board', docId: 'b1' };
  readonly #promised = new Promised();
  readonly #peers: Peer[];
  readonly #processes: readonly ServerProcess[];
  readonly #isResting: boolean;
  /** Lines whose client has gone without the server having heard. */
  #ghosts: Line[] = [];
  #isPerfect = false;
  #errors: unknown[] = [];

  constructor(databases: readonly [Database, Database], seed: number) {
    this.#real = databases[0];
    const random = new Random(seed);
    this.#random = random;
    const settings = { snapshotEvery: random.pick([2, 7, 500]), idleMs: random.pick([0, 30_000]) };
    this.#isResting = settings.idleMs === 0;
    this.#peers = Array.from({ length: PEERS }, (_, n) => ({
      userId: `user${n}`,
      replica: this.#newReplica(),
      saved: Uint8Array.of(0, 0),
      line: undefined
    }));
    const hub = new BusHub();
    const report = (error: unknown) => this.#errors.push(error);
    this.#processes = databases
      .slice(0, random.pick([1, 2]))
      .map((database) => new ServerProcess({ database, hub, random, name: this.#name, report, ...settings }));
  }

  async run(): Promise<void> {
    for (const peer of this.#peers) if (this.#random.chance(0.8)) this.#connect(peer);
    for (let steps = 60 + this.#random.below(80); steps > 0; steps--) {
      await this.#step(this.#random.weighted(weights));
      this.#checkLines();
    }
    await this.#converge();
    await (this.#random.chance(0.5) ? this.#kill() : this.#stop());
    await this.#converge();
    for (const process of this.#processes) await this.#stop(process);
    for (const process of this.#processes) await process.stop();
  }

  async #step(kind: keyof typeof weights): Promise<void> {
    const random = this.#random;
    const peer = random.pick(this.#peers);
    switch (kind) {
      case 'edit':
        editAtRandom(peer.replica.doc, random);
        return;
      case 'moveUp':
        // A line that only the server takes for open may still bring something.
        random.pick([...this.#ghosts, peer.line])?.moveUp(1 + random.below(6));
        return this.#calm();
      case 'moveDown':
        peer.line?.moveDown(1 + random.below(6));
        return;
      case 'commit':
        return this.#commit();
      case 'connect':
        if (!peer.line?.hasClient) this.#connect(peer);
        return this.#calm();
      case 'breakLine':
        peer.line?.leaveClient();
        peer.line?.leaveServer();
        return this.#calm();
      case 'vanish':
        if (!peer.line?.hasClient) return;
        peer.line.leaveClient();
        this.#ghosts.push(peer.line);
        return;
      case 'notice':
        this.#ghosts.shift()?.leaveServer();
        return this.#calm();
      case 'serverEdit':
        return this.#editAsServer();
      case 'save':
        peer.saved = Y.encodeStateAsUpdate(peer.replica.doc);
        return;
      case 'reload':
        return this.#reload(peer);
      case 'rest':
        return this.#rest();
      case 'stop':
        return this.#stop();
      case 'kill':
        return this.#kill();
    }
  }

  #newReplica(): Replica {
    const doc = new Y.Doc();
    doc.clientID = this.#random.below(2 ** 32);
    return new Replica(doc);
  }

  #connect(peer: Peer): void {
    peer.line = new Line({
      rooms: this.#random.pick(this.#processes).rooms,
      name: this.#name,
      userId: peer.userId,
      replica: peer.replica,
      promised: this.#promised
    });
  }

  /** Resolves when every process has done what it can. */
  async #calm(): Promise<void> {
    for (const process of this.#processes) await process.calm();
  }

  async #commit(process = this.#random.pick(this.#processes)): Promise<void> {
    if (!process.disk.isHolding) return;
    const fate = this.#isPerfect ? 'kept' : this.#random.weighted({ kept: 30, full: 1, unanswered: 1 } as const);
    await process.disk.release(fate, this.#random.chance(0.7) ? 'updates' : 'snapshot');
    await this.#calm();
  }

  async #editAsServer(): Promise<void> {
    const clientID = this.#random.below(2 ** 32);
    const key = `s${this.#random.below(4)}`;
    const value = this.#random.below(1_000);
    const edit = (doc: Y.Doc) => {
      doc.clientID = clientID;
      doc.getMap('items').set(key, value);
      doc.getArray('list').push([value]);
    };
    let seen: Uint8Array | undefined;
    const before = (doc: Y.Doc) => {
      const known = Y.encodeStateVector(doc);
      edit(doc);
      seen = Y.encodeStateAsUpdate(doc, known);
    };
    const { rooms } = this.#random.pick(this.#processes);
    void rooms.change(this.#name, before).then(
      () => seen && this.#promised.take(seen),
      () => undefined
    );
    await this.#calm();
  }

  /** The device dies and comes back with what it had kept: others may hold more of its edits than it does. */
  #reload(peer: Peer): void {
    peer.line?.leaveClient();
    peer.line?.leaveServer();
    peer.line = undefined;
    peer.replica.doc.destroy();
    peer.replica = this.#newReplica();
    Y.applyUpdate(peer.replica.doc, peer.saved);
  }

  /** Everybody goes; where rooms do not linger, the document leaves the servers' memory, unless somebody comes back while it is folded. */
  async #rest(): Promise<void> {
    for (const line of [...this.#ghosts, ...this.#peers.map((peer) => peer.line)]) {
      line?.leaveClient();
      line?.leaveServer();
    }
    this.#ghosts = [];
    if (!this.#isResting) return;
    const isDisturbed = this.#random.chance(0.5);
    for (const { rooms, disk } of this.#processes) {
      while (rooms.counts.rooms > 0) {
        await wait(1);
        if (isDisturbed && disk.isHolding) break;
        await disk.release('kept');
      }
    }
  }

  /** SIGTERM to one of the processes. */
  async #stop(process = this.#random.pick(this.#processes)): Promise<void> {
    const { rooms } = process;
    await process.stop();
    await this.#afterEnd(process, rooms);
  }

  /** kill -9 to one of the processes, in whatever it is doing. */
  async #kill(): Promise<void> {
    const process = this.#random.pick(this.#processes);
    const { rooms } = process;
    for (const line of [...this.#ghosts, ...this.#peers.map((peer) => peer.line)]) if (line?.rooms === rooms) line.leaveServer();
    await process.kill(this.#random.below(3));
    await this.#afterEnd(process, rooms);
  }

  /** The last frames that were under way may still arrive; then its lines are down, and the file alone has to hold all that was promised. */
  async #afterEnd(process: ServerProcess, rooms: Line['rooms']): Promise<void> {
    for (const { line } of this.#peers) {
      if (line?.rooms !== rooms) continue;
      line.moveDown(this.#random.below(12));
      line.leaveClient();
      line.leaveServer();
    }
    for (const ghost of this.#ghosts) if (ghost.rooms === rooms) ghost.leaveServer();
    this.#ghosts = this.#ghosts.filter((ghost) => ghost.rooms !== rooms);
    this.#checkLines();
    const { doc } = await loadDocument(this.#real, formatName(this.#name));
    const missing = this.#promised.missingFrom(doc);
    if (missing) throw new Error(`Promised and lost: ${missing}`);
    process.start();
  }

  /** The faults end, everybody connects, and all of them have to agree, with a newcomer too. */
  async #converge(): Promise<void> {
    this.#isPerfect = true;
    for (const process of this.#processes) process.setBus(true);
    const newcomer: Peer = { userId: 'newcomer', replica: this.#newReplica(), saved: Uint8Array.of(0, 0), line: undefined };
    for (const ghost of this.#ghosts.splice(0)) ghost.leaveServer();
    await this.#settle(this.#peers);
    await this.#settle([...this.#peers, newcomer]);
    const all = [...this.#peers, newcomer];
    for (const { userId, line, replica } of all) {
      assertSame(replica.doc, newcomer.replica.doc, `${userId} and the newcomer differ`);
      if (line && line.receipts.open > 0)
        throw new Error(`${userId} waits for the acknowledgement of ${line.receipts.open} messages for ever.`);
    }
    newcomer.line?.leaveClient();
    newcomer.line?.leaveServer();
    for (const process of this.#processes) process.setBus(false);
    this.#isPerfect = false;
  }

  /** Moves everything until nothing moves any more. */
  async #settle(peers: readonly Peer[]): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      for (const peer of peers) if (!peer.line?.hasClient) this.#connect(peer);
      const isHolding = () => this.#processes.some(({ disk }) => disk.isHolding);
      const wasBusy = peers.some(({ line }) => !line?.isEmpty) || isHolding();
      for (const { line } of peers) line?.moveUp(Infinity);
      await this.#calm();
      while (isHolding()) for (const process of this.#processes) await this.#commit(process);
      // What one process has committed reaches the others by the bus, and then their lines.
      await this.#calm();
      const isBusy = wasBusy || peers.some(({ line }) => !line?.isEmpty) || isHolding();
      for (const { line } of peers) line?.moveDown(Infinity);
      this.#checkLines();
      if (!isBusy && peers.every(({ line, replica }) => line?.isEmpty && line.hasClient && replica.isSynced)) return;
    }
    throw new Error('It does not come to rest.', { cause: this.#errors.at(-1) });
  }

  #checkLines(): void {
    for (const { userId, line } of this.#peers) {
      if (line?.fault) throw new Error(`${userId} was told what cannot be.`, { cause: line.fault });
      if (line?.closeCode && line.closeCode >= 4400) throw new Error(`${userId} was sent away for good: ${line.closeCode}`);
    }
  }
}
