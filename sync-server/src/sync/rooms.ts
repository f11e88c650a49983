// All rooms of this process: opened when somebody comes, kept while there is work, folded and closed when it is quiet.
import { setTimeout as after } from 'node:timers/promises';
import { lonelyBus, type Bus } from '#platform/bus';
import type { Database } from '#platform/database';
import { problem } from 'shared/kernel';
import { CLOSE, formatName, parseName, type DocumentName } from 'shared/sync';
import type { Role } from 'shared/accounts';
import type * as Y from 'yjs';
import { Connection, type Admission, type Carrier, type Socket } from './connection.ts';
import { tellPurge } from './document-channel.ts';
import type { Outcome } from './entry.ts';
import { lastSeqs } from './document-log.ts';
import { Revocations, type Revocation } from './revocations.ts';
import { Room } from './room.ts';
import { StoredDocuments } from './stored-documents.ts';

export interface RoomsOptions {
  readonly database: Database;
  /** What other processes on the same database are told by and heard on; none by default. */
  readonly bus?: Bus;
  /** Told of errors that are the server's own, with the name of the document. */
  readonly report: (error: unknown, document: string) => void;
  /** Updates in a document's log after which a snapshot replaces them. */
  readonly snapshotEvery?: number;
  /** Milliseconds for which a room that nobody is in stays in memory. */
  readonly idleMs?: number;
  /** Open sockets that one user may have: a device opens one for each document. */
  readonly connectionsPerUser?: number;
  /** Milliseconds over which the sockets of a server that stops are closed at most: y-websocket comes back without spreading itself. */
  readonly spreadMs?: number;
  /** Milliseconds between looks at every connection, and at what other processes have written. */
  readonly beatMs?: number;
}

/** What a socket is told of: its frames and its end. */
export interface Seat {
  receive(frame: Uint8Array): void;
  ponged(): void;
  left(): void;
}

/** A seat in a room, or beside one for a socket that was not let in. */
class RoomSeat implements Seat {
  readonly #connection: Connection;
  readonly #leave: (userId: string) => void;
  #room: Room | undefined;

  constructor(connection: Connection, room: Room | undefined, leave: (userId: string) => void) {
    [this.#connection, this.#room, this.#leave] = [connection, room, leave];
  }

  receive(frame: Uint8Array): void {
    this.#room?.receive(this.#connection, frame);
  }

  ponged(): void {
    this.#connection.ponged();
  }

  left(): void {
    this.#room?.leave(this.#connection);
    this.#room = undefined;
    this.#leave(this.#connection.admission.userId);
  }
}

/** Milliseconds between looks for documents that nobody works on. */
const SWEEP = 1_000;
/** Documents that are asked for in one query. */
const SLICE = 500;
/** Milliseconds that each socket adds to the time over which they are closed, and the least for which that is worth while. */
const SPREAD_EACH = 4;
const SPREAD_LEAST = 50;

export class Rooms {
  readonly #options: Required<RoomsOptions>;
  readonly #rooms = new Map<string, Room>();
  readonly #idle = new Map<string, NodeJS.Timeout>();
  readonly #perUser = new Map<string, number>();
  readonly #revoked: Revocations;
  readonly #beat: NodeJS.Timeout;
  readonly #sweep: NodeJS.Timeout;
  /** The documents as they rest in the database, for those who can do without a room. */
  readonly stored: StoredDocuments;
  #isDraining = false;
  #revocations = 0;

  constructor(options: RoomsOptions) {
    const { bus = lonelyBus() } = options;
    this.#options = { snapshotEvery: 500, idleMs: 30_000, connectionsPerUser: 2_000, spreadMs: 0, beatMs: 10_000, ...options, bus };
    this.stored = new StoredDocuments(options.database);
    this.#sweep = setInterval(() => {
      const now = Date.now();
      for (const room of this.#rooms.values()) room.rest(now);
    }, SWEEP).unref();
    this.#revoked = new Revocations({ bus, heard: (revocation) => this.#revoke(revocation), missed: () => this.#readmit() });
    this.#beat = setInterval(() => {
      for (const room of this.#rooms.values()) room.beat();
      this.#revoked.beat();
      void this.#look().catch((error: unknown) => options.report(error, ''));
    }, this.#options.beatMs).unref();
  }

  /**
   * Edits a document as the server, creating it when it is missing; resolves once the edit is durable. `edit` must be
   * repeatable and must not keep the document: it runs again when another write of the same turn failed.
   * Rejects with what `edit` throws, or the Problems `disk-full`, `document-full`, `shutting-down`; nothing of the edit is then kept.
   */
  async change(name: DocumentName, edit: (doc: Y.Doc) => void): Promise<void> {
    if (this.#isDraining) throw problem('shutting-down');
    await this.#room(name).change(edit);
  }

  /** Reads the durable state of a document, an empty one where there is none. `read` must not keep the document. */
  async read<Result>(name: DocumentName, read: (doc: Y.Doc) => Result): Promise<Result> {
    if (this.#isDraining) throw problem('shutting-down');
    return this.#room(name).read(read);
  }

  /** Whether the document is in memory. */
  isOpen(name: DocumentName): boolean {
    return this.#rooms.get(formatName(name))?.isLoaded === true;
  }

  /** As `read`, but only where the document is in memory already; undefined elsewhere. */
  async readOpen<Result>(name: DocumentName, read: (doc: Y.Doc) => Result): Promise<Result | undefined> {
    const room = this.#rooms.get(formatName(name));
    return room?.isLoaded ? room.read(read) : undefined;
  }

  /**
   * Takes an update that came without a socket, as from a device that was away; resolves once what fits of it is durable.
   * Rejects with the Problems `disk-full` and `shutting-down`.
   */
  async offer(name: DocumentName, update: Uint8Array, role: Role): Promise<Outcome> {
    if (this.#isDraining) throw problem('shutting-down');
    return this.#room(name).offer(update, role);
  }

  /** Seats an open socket in the document's room. */
  attach(name: DocumentName, socket: Socket, admission: Admission, wantsAcks: boolean, carrier?: Carrier): Seat {
    const connection = new Connection(socket, admission, wantsAcks, carrier);
    const { userId } = admission;
    const count = (this.#perUser.get(userId) ?? 0) + 1;
    this.#perUser.set(userId, count);
    if (this.#isDraining) connection.close(CLOSE.goingAway, 'the server is restarting');
    else if (count > this.#options.connectionsPerUser) connection.close(CLOSE.tryLater, 'too many connections');
    const room = connection.isOpen ? this.#room(name) : undefined;
    room?.enter(connection);
    return new RoomSeat(connection, room, this.#left);
  }

  /** One of a user's sockets has ended. Kept once, for all seats. */
  readonly #left = (userId: string): void => {
    const left = (this.#perUser.get(userId) ?? 1) - 1;
    if (left > 0) this.#perUser.set(userId, left);
    else this.#perUser.delete(userId);
  };

  /**
   * Closes a user's sockets on a workspace's documents, because the role there ended or became another. Final for the client,
   * unless it may return: then its next attempt is admitted by the new role.
   */
  closeFor(userId: string, workspaceId: string, { mayReturn = false } = {}): void {
    this.#announce({ kind: 'role', userId, workspaceId, mayReturn });
  }

  /** Closes the sockets that an ended session had opened. Final for the client. */
  closeSession(sessionId: string): void {
    this.#announce({ kind: 'session', sessionId });
  }

  /** Closes the room of a document that was purged, on every process; final for its clients. */
  endPurged(name: DocumentName): void {
    const key = formatName(name);
    this.#rooms.get(key)?.endPurged();
    tellPurge(this.#options.bus, key);
  }

  /** Grows with every revocation: an admission made before one has to be made again. */
  get revocations(): number {
    return this.#revocations;
  }

  /** How many documents are open, how many sockets on them, and how many of them are in memory. */
  get counts(): { rooms: number; connections: number; loaded: number } {
    let [connections, loaded] = [0, 0];
    for (const room of this.#rooms.values()) {
      for (const connection of room.connections) if (connection.isOpen) connections++;
      if (room.isLoaded) loaded++;
    }
    return { rooms: this.#rooms.size, connections, loaded };
  }

  /** Takes no more, makes durable what came in, folds the logs and closes every socket; clients come back by themselves. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    clearInterval(this.#beat);
    clearInterval(this.#sweep);
    this.#revoked.close();
    for (const timer of this.#idle.values()) clearTimeout(timer);
    this.#idle.clear();
    await this.#dismiss();
    for (const [key, room] of this.#rooms) {
      await room.settle();
      for (const connection of room.connections) connection.close(CLOSE.goingAway, 'the server is restarting');
      await room.settle();
      await room.fold();
      room.dispose();
      this.#rooms.delete(key);
    }
  }

  /** Closes the sockets at moments of their own, so that not all come back at once; a few are closed at once. */
  async #dismiss(): Promise<void> {
    const connections = [...this.#rooms.values()].flatMap((room) => [...room.connections]);
    const window = Math.min(this.#options.spreadMs, connections.length * SPREAD_EACH);
    if (window < SPREAD_LEAST) return;
    await Promise.all(
      connections.map(async (connection) => {
        await after(Math.random() * window);
        connection.close(CLOSE.goingAway, 'the server is restarting');
      })
    );
  }

  #announce(revocation: Revocation): void {
    this.#revoke(revocation);
    this.#revoked.tell(revocation);
  }

  #revoke(revocation: Revocation): void {
    if (revocation.kind === 'session') {
      this.#close(CLOSE.noSession, 'the session ended', ({ sessionId }) => sessionId === revocation.sessionId);
    } else {
      const { userId, workspaceId, mayReturn } = revocation;
      const isMeant = (admission: Admission, name?: DocumentName) => admission.userId === userId && name?.workspaceId === workspaceId;
      this.#close(mayReturn ? CLOSE.tryLater : CLOSE.noAccess, 'your role changed', isMeant);
    }
  }

  /** A revocation of another process may have been missed: everybody is admitted anew. */
  #readmit(): void {
    this.#close(CLOSE.tryLater, 'your role is looked up again', () => true);
  }

  #close(code: number, reason: string, isMeant: (admission: Admission, name: DocumentName | undefined) => boolean): void {
    this.#revocations++;
    for (const [key, room] of this.#rooms) {
      for (const connection of room.connections) if (isMeant(connection.admission, parseName(key))) connection.close(code, reason);
    }
  }

  /** Has the rooms read what they were not told of. SQLite's one file has one process that writes to it. */
  async #look(): Promise<void> {
    const { database, bus } = this.#options;
    if (database.kind === 'sqlite' && !bus.isShared) return;
    const rooms = [...this.#rooms];
    for (let from = 0; from < rooms.length; from += SLICE) {
      const slice = rooms.slice(from, from + SLICE);
      const seqs = await lastSeqs(
        database,
        slice.map(([key]) => key)
      );
      for (const [key, room] of slice) if ((seqs.get(key) ?? 0) > room.seq) room.look();
    }
  }

  #room(name: DocumentName): Room {
    const key = formatName(name);
    clearTimeout(this.#idle.get(key));
    this.#idle.delete(key);
    const present = this.#rooms.get(key);
    if (present) return present;
    const room: Room = new Room({
      name: key,
      database: this.#options.database,
      stored: this.stored,
      bus: this.#options.bus,
      snapshotEvery: this.#options.snapshotEvery,
      report: this.#options.report,
      onQuiet: () => this.#rest(key, room),
      onFailed: () => this.#remove(key, room)
    });
    this.#rooms.set(key, room);
    return room;
  }

  /** Closes a room that stays quiet for a while. */
  #rest(key: string, room: Room): void {
    if (this.#isDraining || this.#rooms.get(key) !== room) return;
    clearTimeout(this.#idle.get(key));
    const close = async () => {
      await room.fold();
      if (room.isQuiet) this.#remove(key, room);
    };
    this.#idle.set(key, setTimeout(() => void close(), this.#options.idleMs).unref());
  }

  #remove(key: string, room: Room): void {
    if (this.#rooms.get(key) !== room) return;
    this.#rooms.delete(key);
    clearTimeout(this.#idle.get(key));
    this.#idle.delete(key);
    room.dispose();
  }
}
