// What a turn hands out once its writes are durable: news to everybody, acknowledgements and answers to those who wait for them.
import { CLOSE, syncProblem } from 'shared/sync';
import type * as Y from 'yjs';
import { keyOf, type Answer } from './answers.ts';
import type { Connection } from './connection.ts';
import type { DocumentChannel } from './document-channel.ts';
import { sizeOf, type ClientUpdate, type Entry, type Outcome, type Question, type ServerEdit } from './entry.ts';
import { presenceFrame, stepOne, updateFrame } from './frames.ts';
import type { Presence } from './presence.ts';
import type { Written } from './writing.ts';

/** What a turn answers from. */
export interface Ground {
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

/** What a turn hands out. */
export interface Turn {
  readonly entries: readonly Entry[];
  readonly ground: Ground;
  /** What other processes have made durable and nobody here has seen. */
  readonly foreign: readonly Uint8Array[];
  /** The turn's own writes; undefined where they could not be made durable. */
  readonly written: Written | undefined;
}

export class Delivery {
  readonly #connections: ReadonlySet<Connection>;
  readonly #presence: Presence;
  readonly #channel: DocumentChannel;

  constructor(connections: ReadonlySet<Connection>, presence: Presence, channel: DocumentChannel) {
    [this.#connections, this.#presence, this.#channel] = [connections, presence, channel];
  }

  /** Hands out a turn, to each connection in as few messages as may be. */
  hand({ entries, ground, foreign, written }: Turn): void {
    const present = [...this.#connections];
    for (const connection of present) connection.gather();
    try {
      this.#relay(foreign);
      if (written) this.#deliver(ground, written);
      this.#answer(ground, entries);
      this.#relayPresence();
    } finally {
      for (const connection of present) connection.release();
    }
  }

  /** Tells somebody who else is here. */
  introduce(connection: Connection): void {
    const everybody = this.#presence.everybody();
    if (everybody) connection.send(presenceFrame(everybody));
  }

  /** Shows what other processes have made durable. */
  #relay(updates: readonly Uint8Array[]): void {
    if (updates.length === 0) return;
    const frames = updates.map(updateFrame);
    for (const connection of this.#connections) if (connection.isSynced) for (const frame of frames) connection.send(frame);
  }

  #deliver(ground: Ground, { news, outcomes }: Written): void {
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
        this.introduce(entry.connection);
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

  /** Everybody gets it, its author included: that echo keeps y-websocket's connections from timing out. */
  #relayPresence(): void {
    const untold = this.#presence.takeUntold();
    if (untold) this.#channel.tellPresence(untold);
    const update = this.#presence.takeFresh();
    if (!update) return;
    const frame = presenceFrame(update);
    for (const connection of this.#connections) connection.send(frame);
  }
}

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
