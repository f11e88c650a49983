// A document being served. Everything that concerns it happens in turns: a turn applies what came in, makes it durable with one
// commit, and only then relays, acknowledges and answers, so that nobody ever sees what could still be lost.
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Bus } from '#platform/bus';
import type { Database } from '#platform/database';
import type { Role } from 'shared/accounts';
import { problem } from 'shared/kernel';
import { CLOSE, syncProblem } from 'shared/sync';
import type * as Y from 'yjs';
import { answersTo, keyOf, type Answer } from './answers.ts';
import { applyWrites, HalfApplied } from './apply.ts';
import type { Connection } from './connection.ts';
import { DocumentChannel, type News } from './document-channel.ts';
import { sizeOf, type ClientUpdate, type Entry, type Outcome, type Question, type ServerEdit, type Write } from './entry.ts';
import { decodeFrame, presenceFrame, stepOne, updateFrame } from './frames.ts';
import { HeldDocument } from './held-document.ts';
import { Presence } from './presence.ts';
import { isPurge } from './purge.ts';
import type { StoredDocuments } from './stored-documents.ts';

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

/** What a turn answers from. */
interface Ground {
  /** There for those who read it. */
  readonly doc: Y.Doc | undefined;
  /** There for those who are asked for what lies beyond it. */
  readonly stateVector: Uint8Array;
  readonly answers: ReadonlyMap<string, Answer>;
}

const closings = {
  broken: { code: CLOSE.badRequest, reason: 'not an update' },
  forbidden: { code: CLOSE.noAccess, reason: 'viewers cannot write' },
  'too-large': { code: CLOSE.tooLarge, reason: 'the document would become too large' }
};

export class Room {
  readonly #options: RoomOptions;
  readonly #connections = new Set<Connection>();
  readonly #presence = new Presence();
  readonly #held: HeldDocument;
  readonly #channel: DocumentChannel;
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
      } else this.#introduce(connection);
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
    if (this.#mayLack) await this.#catchUp();
    const writes = entries.filter((entry) => entry.kind === 'update' || entry.kind === 'edit' || entry.kind === 'offer');
    const { outcomes, news } = await this.#apply(writes);
    const last = await this.#commit(news, writes);
    const ground = await this.#ground(entries, outcomes);
    const started = performance.now();
    const present = [...this.#connections];
    for (const connection of present) connection.gather();
    try {
      this.#relay(this.#held.takeForeign());
      if (last !== undefined) this.#deliver(ground, news, outcomes);
      this.#answer(ground, entries);
      this.#relayPresence();
    } finally {
      for (const connection of present) connection.release();
    }
    if (last) this.#channel.tell(news, last);
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

  async #catchUp(): Promise<boolean> {
    this.#mayLack = false;
    return this.#held.catchUp();
  }

  /** Applies the writes; a write that fails half-way is taken out and the others start again on the durable state. */
  async #apply(writes: Write[]): Promise<{ outcomes: Map<Write, Outcome>; news: readonly Uint8Array[] }> {
    if (writes.length === 0 || (await this.#knows(writes))) return { outcomes: new Map(writes.map((write) => [write, 'whole'])), news: [] };
    const broken: Write[] = [];
    let rest = writes;
    for (;;) {
      const { doc, size } = await this.#held.load();
      try {
        const first = applyWrites(doc, rest, size);
        const gaps = rest.filter((write) => first.outcomes.get(write) === 'gap');
        // What they build on may have come to another process.
        const again = gaps.length > 0 && (await this.#catchUp()) ? applyWrites(doc, gaps, size) : { outcomes: [], news: [] };
        const outcomes = [...first.outcomes, ...again.outcomes, ...broken.map((write) => [write, 'broken'] as const)];
        return { outcomes: new Map(outcomes), news: [...first.news, ...again.news] };
      } catch (error) {
        if (!(error instanceof HalfApplied)) throw error;
        this.#held.forget();
        const { write } = error;
        if (write.kind === 'edit') write.reject(error.cause);
        const isCulprit = (other: Write) =>
          other === write || (other.kind === 'update' && write.kind === 'update' && other.connection === write.connection);
        broken.push(...rest.filter(isCulprit));
        rest = rest.filter((other) => !isCulprit(other));
      }
    }
  }

  /** Whether the document holds everything already, as far as can be told without it: most who come back bring nothing new. */
  async #knows(writes: readonly Write[]): Promise<boolean> {
    const resting = await this.#held.facts();
    if (!resting) return false;
    try {
      return writes.every((write) => write.kind !== 'edit' && resting.holds(write.update));
    } catch {
      return false;
    }
  }

  /**
   * Makes the news durable; the sequence of the last, 0 where there are none. A full disk costs only those who wanted to write:
   * undefined, and the document goes back to what is durable.
   */
  async #commit(news: readonly Uint8Array[], writes: readonly Write[]): Promise<number | undefined> {
    if (news.length === 0) return 0;
    const { database, name, report } = this.#options;
    try {
      return await this.#held.append(news);
    } catch (error) {
      for (const write of writes) if (write.kind !== 'update') write.reject(database.isDiskFull(error) ? problem('disk-full') : error);
      if (!database.isDiskFull(error)) throw error;
      report(error, name);
      this.#held.forget();
      for (const write of writes) {
        if (write.kind !== 'update') continue;
        write.connection.handled(sizeOf(write));
        write.connection.close(CLOSE.tryLater, 'no room left on the server');
      }
      return undefined;
    }
  }

  /** Shows what other processes have made durable. */
  #relay(updates: readonly Uint8Array[]): void {
    if (updates.length === 0) return;
    const frames = updates.map(updateFrame);
    for (const connection of this.#connections) if (connection.isSynced) for (const frame of frames) connection.send(frame);
  }

  #deliver(ground: Ground, news: readonly Uint8Array[], outcomes: ReadonlyMap<Write, Outcome>): void {
    const sources = new Set([...outcomes.keys()].map((write) => (write.kind === 'update' ? write.connection : undefined)));
    const frames = news.map(updateFrame);
    for (const connection of this.#connections) {
      const isOwn = sources.size === 1 && sources.has(connection);
      if (connection.isSynced && !isOwn) for (const frame of frames) connection.send(frame);
    }
    for (const [write, outcome] of outcomes) {
      if (write.kind === 'update') this.#settleUpdate(ground, write, outcome);
      else if (write.kind === 'offer') write.resolve(outcome);
      else this.#settleEdit(write, outcome);
    }
    for (const source of sources) source?.acknowledge();
  }

  #settleEdit(write: ServerEdit, outcome: Outcome): void {
    if (outcome === 'whole') write.resolve();
    else write.reject(syncProblem('document-full'));
  }

  #settleUpdate(ground: Ground, write: ClientUpdate, outcome: Outcome): void {
    const { connection, isAnswer } = write;
    connection.handled(sizeOf(write));
    if (isAnswer) connection.isAsked = false;
    if (outcome === 'whole' || outcome === 'gap') connection.settle(outcome === 'whole', isAnswer);
    else connection.close(closings[outcome].code, closings[outcome].reason);
    if (outcome === 'gap' && !isAnswer) this.#ask(ground, connection);
  }

  /** Asks for everything the server lacks, once until the answer comes. */
  #ask({ stateVector }: Ground, connection: Connection): void {
    if (connection.isAsked) return;
    connection.isAsked = true;
    connection.send(stepOne(stateVector));
  }

  #answer(ground: Ground, entries: readonly Entry[]): void {
    const answered = new Set<Connection>();
    for (const entry of entries) {
      if (entry.kind === 'greeting') {
        this.#ask(ground, entry.connection);
        this.#introduce(entry.connection);
      } else if (entry.kind === 'question') {
        // One answer a turn is enough for each: it holds all that a later question could ask for.
        if (!answered.has(entry.connection)) answerQuestion(entry, ground.answers);
        answered.add(entry.connection);
        entry.connection.handled(sizeOf(entry));
      } else if (entry.kind === 'read') {
        try {
          if (ground.doc) entry.read(ground.doc);
        } catch (error) {
          entry.reject(error);
        }
      }
    }
  }

  #introduce(connection: Connection): void {
    const everybody = this.#presence.everybody();
    if (everybody) connection.send(presenceFrame(everybody));
  }

  /** Everybody gets it, its author included: that echo keeps y-websocket's connections from timing out. */
  #relayPresence(): void {
    const untold = this.#presence.takeUntold();
    if (untold) this.#channel.tellPresence(untold);
    const update = this.#presence.takeFresh();
    if (!update) return;
    const frame = presenceFrame(update);
    for (const connection of this.#connections) connection.send(frame);
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

/** Many clients ask alike, after a restart for instance: equal questions of a turn share one answer. */
function answerQuestion({ connection, stateVector }: Question, answers: ReadonlyMap<string, Answer>): void {
  if (!connection.isOpen) return;
  const frames = answers.get(keyOf(stateVector));
  if (!frames) {
    connection.close(CLOSE.badRequest, 'not a state vector');
    return;
  }
  connection.sendAnswer(frames);
  connection.isSynced = true;
}
