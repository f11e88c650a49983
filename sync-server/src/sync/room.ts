// A document being served. Everything that concerns it happens in turns: a turn applies what came in, makes it durable with one
// commit, and only then relays, acknowledges and answers, so that nobody ever sees what could still be lost.
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Bus } from '#platform/bus';
import type { Database } from '#platform/database';
import type { Role } from 'shared/accounts';
import { CLOSE } from 'shared/sync';
import type * as Y from 'yjs';
import { answersTo } from './answers.ts';
import type { Connection } from './connection.ts';
import { Delivery, type Ground } from './delivery.ts';
import { DocumentChannel, type News } from './document-channel.ts';
import { sizeOf, type Entry, type Outcome, type Write } from './entry.ts';
import { decodeFrame, presenceFrame } from './frames.ts';
import { HeldDocument } from './held-document.ts';
import { Presence } from './presence.ts';
import { isPurge } from './purge.ts';
import type { StoredDocuments } from './stored-documents.ts';
import { Writing } from './writing.ts';

export interface RoomOptions {
  readonly name: string;
  readonly database: Database;
  /** The documents as they rest in the database. */
  readonly stored: StoredDocuments;
  /** How other processes hear of what is durable here, and this one of theirs. */
  readonly bus: Bus;
  /** Updates in the log after which a snapshot replaces them. */
  readonly snapshotEvery: number;
  /** Told of errors that are the server's own. */
  readonly report: (error: unknown, document: string) => void;
  /** Called when the room has nothing left to do and nobody is in it. */
  readonly onQuiet: () => void;
  /** Called when the room cannot go on; nobody is in it any more. */
  readonly onFailed: () => void;
}

/** Bytes of updates taken into one turn, so that a flood in one room does not hold up the others. */
const TURN_BYTES = 1024 * 1024;
/** Delivering may take a seventh of the time at most: the busier the room, the more goes into one frame; never longer than this, in ms. */
const LONGEST_PAUSE = 20;
/** Milliseconds of delivering for which no pause is worth while. */
const QUICK = 0.5;

/** Milliseconds for which a document that nobody works on stays in memory: at least, for each byte, and for each update that loading replays. */
const KEEP = { least: 1_000, byte: 0.02, update: 10 };

export class Room {
  readonly #options: RoomOptions;
  readonly #connections = new Set<Connection>();
  readonly #presence = new Presence();
  readonly #held: HeldDocument;
  readonly #channel: DocumentChannel;
  readonly #writing: Writing;
  readonly #delivery: Delivery;
  #inbox: Entry[] = [];
  #turning: Promise<void> | undefined;
  #isOver = false;
  #hasFailed = false;
  /** Another process may have written since; nobody was here to be told. */
  #mayLack = false;
  /** When somebody last worked on the document. */
  #workedAt = 0;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#held = new HeldDocument(options.database, options.name);
    this.#writing = new Writing({ ...options, held: this.#held });
    // Before the document is read, so that nothing falls between the two.
    this.#channel = new DocumentChannel(options.bus, options.name, {
      news: (news) => this.#hear(news),
      presence: (payload) => this.#hearPresence(payload),
      asked: () => this.#retell(),
      purged: () => this.endPurged(),
      missed: () => {
        this.look();
        this.#channel.ask();
        this.#retell();
      }
    });
    this.#delivery = new Delivery(this.#connections, this.#presence, this.#channel);
  }

  get isQuiet(): boolean {
    return this.#connections.size === 0 && !this.#turning && !this.#held.isFolding;
  }

  get connections(): Iterable<Connection> {
    return this.#connections;
  }

  /** Sequence of the newest durable update that is taken in. */
  get seq(): number {
    return this.#held.seq;
  }

  /** Whether the document itself is in memory. */
  get isLoaded(): boolean {
    return this.#held.loaded !== undefined;
  }

  /** Lets go of a document that nobody has worked on for a while, the longer it took to load the later; people may stay. */
  rest(now: number): void {
    const { loaded, logged } = this.#held;
    if (!loaded || this.#turning || this.#inbox.length > 0) return;
    if (now - this.#workedAt >= KEEP.least + loaded.size.bytes * KEEP.byte + logged * KEEP.update) this.#held.rest();
  }

  enter(connection: Connection): void {
    if (this.#connections.size === 0) this.#channel.ask();
    this.#connections.add(connection);
    this.#queue({ kind: 'greeting', connection });
  }

  leave(connection: Connection): void {
    connection.gone();
    if (!this.#connections.delete(connection)) return;
    this.#presence.leave(connection);
    if (this.#connections.size === 0) this.#presence.forgetRemote();
    this.#wake();
  }

  /** Reads what other processes may have written. */
  look(): void {
    this.#hear(undefined);
  }

  /** Called now and then. */
  beat(): void {
    for (const connection of this.#connections) connection.beat();
    this.#presence.expireRemote();
    if (this.#presence.hasFresh) this.#wake();
  }

  /** The document was purged: nobody can be here any more. */
  endPurged(): void {
    for (const connection of this.#connections) connection.close(CLOSE.purged, 'the document was deleted for good');
    this.#options.onFailed();
  }

  /** One frame of a client's. Bytes that are no message end the connection. */
  receive(connection: Connection, frame: Uint8Array): void {
    if (!connection.isOpen) return;
    try {
      const message = decodeFrame(frame);
      if (message.kind === 'question' || message.kind === 'update') {
        connection.taken(sizeOf(message));
        this.#queue({ ...message, connection });
      } else if (message.kind === 'presence') {
        const repeat = this.#presence.take(connection, message.payload);
        if (repeat) connection.send(presenceFrame(repeat));
        this.#wake();
      } else this.#delivery.introduce(connection);
    } catch {
      connection.close(CLOSE.badRequest, 'not a message');
    }
  }

  /** Edits the document; resolves once the edit is durable. */
  change(edit: (doc: Y.Doc) => void): Promise<void> {
    return new Promise((resolve, reject) => this.#queue({ kind: 'edit', edit, resolve, reject }));
  }

  /** Takes an update that came without a socket; resolves once what fits of it is durable. */
  offer(update: Uint8Array, role: Role): Promise<Outcome> {
    return new Promise((resolve, reject) => this.#queue({ kind: 'offer', update, role, resolve, reject }));
  }

  /** Reads what is durable. */
  read<Result>(read: (doc: Y.Doc) => Result): Promise<Result> {
    return new Promise((resolve, reject) => this.#queue({ kind: 'read', read: (doc) => resolve(read(doc)), reject }));
  }

  /** Resolves once everything that has come in is durable and answered. */
  async settle(): Promise<void> {
    while (this.#turning) await this.#turning;
  }

  /** Folds the log into a snapshot. A log that cannot be folded stays, and is reported. */
  async fold(): Promise<void> {
    if (this.#hasFailed) return;
    await this.#held.fold().catch((error: unknown) => {
      if (!isPurge(error)) this.#options.report(error, this.#options.name);
    });
  }

  /** Lets go of the document; the room is not used any more. */
  dispose(): void {
    this.#isOver = true;
    this.#channel.close();
    this.#held.forget();
  }

  /** Where nobody is, what others have written is read when somebody comes: their work keeps no room open here. */
  #hear(news: News | undefined): void {
    if (this.#connections.size > 0) this.#queue({ kind: 'report', news });
    else this.#mayLack = true;
  }

  #hearPresence(payload: Uint8Array): void {
    if (this.#connections.size === 0) return;
    try {
      this.#presence.takeRemote(payload);
    } catch (error) {
      this.#options.report(error, this.#options.name);
    }
    this.#wake();
  }

  #retell(): void {
    this.#presence.retell();
    if (this.#presence.hasFresh) this.#wake();
  }

  #queue(entry: Entry): void {
    this.#inbox.push(entry);
    this.#wake();
  }

  #wake(): void {
    // Sockets may end after the room: nothing is left to tell them.
    if (this.#turning || this.#hasFailed || this.#isOver) return;
    this.#turning = this.#run().finally(() => {
      this.#turning = undefined;
      if (this.#inbox.length > 0 || this.#presence.hasFresh) this.#wake();
      else if (this.#connections.size === 0) this.#options.onQuiet();
    });
  }

  async #run(): Promise<void> {
    // What arrives in the same tick belongs to the same turn.
    await setImmediate();
    while (this.#inbox.length > 0 || this.#presence.hasFresh) {
      const entries = this.#takeTurn();
      try {
        const spent = await this.#turn(entries);
        await (spent > QUICK ? setTimeout(Math.min(LONGEST_PAUSE, spent * 6)) : setImmediate());
      } catch (error) {
        this.#fail(error, entries);
        return;
      }
    }
  }

  #takeTurn(): Entry[] {
    let [count, bytes] = [0, 0];
    for (const entry of this.#inbox) {
      if (bytes >= TURN_BYTES) break;
      count++;
      bytes += sizeOf(entry);
    }
    return this.#inbox.splice(0, count);
  }

  /** One turn; the answer is how many milliseconds delivering took. */
  async #turn(entries: readonly Entry[]): Promise<number> {
    for (const entry of entries) if (entry.kind === 'report') await (entry.news ? this.#held.takeIn(entry.news) : this.#held.catchUp());
    if (this.#mayLack) {
      this.#mayLack = false;
      await this.#held.catchUp();
    }
    const writes = entries.filter((entry): entry is Write => entry.kind === 'update' || entry.kind === 'edit' || entry.kind === 'offer');
    const written = await this.#writing.apply(writes);
    const last = await this.#writing.commit(written.news, writes);
    const ground = await this.#ground(entries, written.outcomes);
    const started = performance.now();
    this.#delivery.hand({ entries, ground, foreign: this.#held.takeForeign(), written: last === undefined ? undefined : written });
    if (last) this.#channel.tell(written.news, last);
    if (this.#held.logged >= this.#options.snapshotEvery && !this.#held.isFolding) void this.fold();
    if (entries.length > 0) this.#workedAt = Date.now();
    return performance.now() - started;
  }

  /** Looks up, after the commit, what the answers of the turn need; the document is not built for those who can do without it. */
  async #ground(entries: readonly Entry[], outcomes: ReadonlyMap<Write, Outcome>): Promise<Ground> {
    const held = this.#held;
    const isRead = entries.some(({ kind }) => kind === 'read');
    const doc = isRead ? (await held.load()).doc : undefined;
    const questions = entries.flatMap((entry) => (entry.kind === 'question' && entry.connection.isOpen ? [entry.stateVector] : []));
    const { stored, name } = this.#options;
    const answers = await answersTo(questions, { held, stored, name });
    const isAsking = entries.some(({ kind }) => kind === 'greeting') || [...outcomes.values()].includes('gap');
    return { doc, answers, stateVector: isAsking ? await held.stateVector() : NO_STATE };
  }

  /** What cannot be loaded or was perhaps committed and perhaps not is left to a new room, which reads what is durable. */
  #fail(error: unknown, entries: readonly Entry[]): void {
    this.#hasFailed = true;
    if (!isPurge(error)) this.#options.report(error, this.#options.name);
    for (const entry of [...entries, ...this.#inbox]) if ('reject' in entry) entry.reject(error);
    this.#inbox = [];
    for (const connection of this.#connections) {
      if (isPurge(error)) connection.close(CLOSE.purged, 'the document was deleted for good');
      else connection.close(CLOSE.tryLater, 'the document has to be opened again');
    }
    this.#connections.clear();
    this.dispose();
    this.#options.onFailed();
  }
}

/** The state vector of an empty document. */
const NO_STATE = Uint8Array.of(0);
