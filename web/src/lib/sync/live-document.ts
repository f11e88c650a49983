// One open document: its replica on this device, its line to the server, and what of it is not safe yet.
import type { Awareness } from 'y-protocols/awareness';
import type { ProblemDocument } from 'shared/kernel';
import { CLOSE, parseName, type ExchangeRefusal } from 'shared/sync';
import * as Y from 'yjs';
import { account } from '#lib/accounts';
import { db, type AsideRow, type UnsentRow } from '#lib/platform';
import { background } from './background.ts';
import { EXCHANGE, type Exchangeable, type Offer } from './exchange.ts';
import { Line } from './line.ts';
import { syncProblem } from './problems.ts';
import { forgetReplica, Replica, replicaName } from './replica.ts';
import { putAside } from './set-aside.ts';
import { syncState } from './sync-state.svelte.ts';
import { leftBehind, settle, UnsentNote } from './unsent.ts';

/** Milliseconds until a document is exchanged again that the server had no room or time for. */
const TRY_LATER = 30_000;

const refusals: Partial<Record<ExchangeRefusal, Parameters<typeof syncProblem>[0]>> = {
  'not-found': 'document-forbidden',
  forbidden: 'document-forbidden',
  'too-large': 'document-too-large',
  purged: 'document-purged',
  broken: 'document-refused'
};

const endings: Partial<Record<number, Parameters<typeof syncProblem>[0]>> = {
  [CLOSE.noAccess]: 'document-forbidden',
  [CLOSE.purged]: 'document-purged',
  [CLOSE.tooLarge]: 'document-too-large'
};

export interface LiveDocumentOptions {
  readonly Socket?: typeof WebSocket;
  /** Which of this device's replicas of the document it is. */
  readonly generation?: number;
  /** Whether it has a socket; without one it is exchanged now and then. */
  readonly followed?: boolean;
  /** Told once the server has said that this session may not write here, or not even read. */
  readonly refused?: () => void;
}

export class LiveDocument implements Exchangeable {
  readonly doc = new Y.Doc();
  /** Resolves when what this device keeps has been read; never rejects. */
  readonly ready: Promise<void>;
  /** Resolves when the server's state was taken in for the first time, or the server has refused it; not while it is out of reach. */
  readonly heard: Promise<void>;
  readonly name: string;
  readonly #hear: () => void;
  readonly #generation: number;
  readonly #refused: () => void;
  readonly #line: Line;
  readonly #note: UnsentNote;
  #replica: Replica | undefined;
  /** Edits of tabs that are gone: this document holds them and settles their rows with its own. */
  #inherited: UnsentRow[] = [];
  /** How many of them the present exchange carries. */
  #offered = 0;
  /** State vector before the first unconfirmed edit. */
  #base: Uint8Array | undefined;
  #followed: boolean;
  #refusal: ExchangeRefusal | undefined;
  #loaded = false;
  #closing: Promise<void> | undefined;
  #wasRefused = false;
  #stopWaiting: (() => void) | undefined;

  constructor(name: string, { Socket, generation = 0, followed = true, refused = () => undefined }: LiveDocumentOptions = {}) {
    this.name = name;
    this.#generation = generation;
    this.#refused = refused;
    this.#followed = followed || !background.works;
    this.#note = new UnsentNote(name);
    ({ promise: this.heard, resolve: this.#hear } = Promise.withResolvers<void>());
    const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`;
    const channel = replicaName(name, generation);
    this.#line = new Line({ doc: this.doc, name, url, channel, Socket, changed: () => this.#report(), synced: this.#hear });
    // Whoever is to be seen in a document says so: a hundred shards would else renew an empty presence every few seconds.
    this.awareness.setLocalState(null);
    // After the line's own listener, so that an edit is counted once it was sent.
    this.doc.on('update', this.#heard);
    this.ready = this.#load();
  }

  get awareness(): Awareness {
    return this.#line.provider.awareness;
  }

  /** Takes over the edits that closed tabs have left, and has the server ask what it lacks. */
  async adopt(): Promise<void> {
    await this.ready;
    await this.#replica?.catchUp();
    this.#inherited = await leftBehind(this.name);
    this.#offered = 0;
    if (this.#inherited.length === 0) return;
    if (this.#followed) this.#line.reconnect();
    else background.mark(this.name);
  }

  /** Holds a socket from now on, or does without one. */
  follow(followed: boolean): void {
    if (this.#closing || this.#followed === (followed || !background.works)) return;
    this.#followed = !this.#followed;
    if (this.#loaded) this.#attach();
  }

  offer(): Offer {
    this.#offered = this.#inherited.length;
    const changed = this.#line.acks.unconfirmed > 0 || this.#offered > 0;
    return { mark: this.#line.acks.made, changed, base: this.#offered > 0 ? undefined : this.#base };
  }

  confirmed(mark: number): void {
    this.#refusal = undefined;
    this.#hear();
    this.#line.acks.confirmedUpTo(mark);
    if (this.#offered > 0) void settle(this.#inherited.splice(0, this.#offered)).catch(() => undefined);
    this.#offered = 0;
    this.#report();
  }

  refused(reason: ExchangeRefusal): void {
    this.#refusal = reason;
    this.#report();
    if (reason === 'disk-full' || reason === 'try-later') setTimeout(() => background.mark(this.name), TRY_LATER);
  }

  /** Gives the document up; resolves when this device has everything and knows what the server lacks. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  /**
   * Puts this replica aside with all that this device has of it, and closes it; false, with nothing done, where there is nothing
   * to keep. Rejects, with the document still open, where it cannot be kept. Edits made meanwhile are part of the copy.
   */
  async setAside(why: AsideRow['why']): Promise<boolean> {
    await this.ready;
    await this.#replica?.catchUp().catch(() => undefined);
    if (this.#closing || this.doc.store.clients.size === 0) return false;
    let changed = true;
    const hear = () => (changed = true);
    this.doc.on('update', hear);
    try {
      while (changed) {
        changed = false;
        await putAside({ name: this.name, generation: this.#generation, why, state: Y.encodeStateAsUpdateV2(this.doc) });
      }
    } finally {
      this.doc.off('update', hear);
    }
    this.#note.note(0);
    void this.close().then(() => forgetReplica(this.name, this.#generation));
    return true;
  }

  get generation(): number {
    return this.#generation;
  }

  async #close(): Promise<void> {
    this.#stopWaiting?.();
    background.remove(this);
    this.doc.off('update', this.#heard);
    this.#line.close();
    syncState.note(this.name, undefined);
    await Promise.allSettled([this.#note.leave(), this.#replica?.close()]);
    this.doc.destroy();
  }

  readonly #heard = (_update: Uint8Array, origin: unknown, _doc: Y.Doc, { beforeState }: Y.Transaction): void => {
    if (origin === EXCHANGE || origin === this.#line.provider || (this.#replica && origin === this.#replica.origin)) return;
    if (this.#line.acks.unconfirmed === 0) this.#base = Y.encodeStateVector(beforeState);
    this.#line.acks.edited();
    if (!this.#followed) background.mark(this.name);
    this.#report();
  };

  async #load(): Promise<void> {
    try {
      // Finds out whether this browser keeps anything at all; the shell shows it when not.
      await db();
      this.#inherited = await leftBehind(this.name);
      this.#replica = new Replica({ doc: this.doc, name: this.name, generation: this.#generation, changed: () => this.#report() });
      await this.#replica.loaded;
      whenIdle(() => void this.#replica?.compact());
    } catch {
      // The document lives in this tab and on the server; `deviceStorage` and the replica's problem say so.
    }
    this.#loaded = true;
    this.#report();
    if (!this.#closing) this.#attach();
  }

  #attach(): void {
    this.#stopWaiting?.();
    if (this.#followed) {
      background.remove(this);
      this.#stopWaiting = account.onConnected(() => this.#connect());
    } else {
      this.#stopWaiting = undefined;
      this.#line.pause();
      background.add(this);
    }
    this.#report();
  }

  #connect(): void {
    const workspaceId = parseName(this.name)?.workspaceId;
    if (account.me?.workspaces.some(({ id }) => id === workspaceId)) this.#line.connect();
  }

  #report(): void {
    if (this.#closing) return;
    const { acks, ended } = this.#line;
    const connected = this.#followed ? this.#line.connected : background.reachable && this.#refusal === undefined;
    if (acks.settled && this.#inherited.length > 0) void settle(this.#inherited.splice(0)).catch(() => undefined);
    if (ended !== undefined || (this.#refusal && refusals[this.#refusal])) this.#hear();
    const forbidden = ended === CLOSE.noAccess || this.#refusal === 'forbidden' || this.#refusal === 'not-found';
    if (forbidden && !this.#wasRefused) {
      this.#wasRefused = true;
      this.#refused();
    }
    const edits = acks.unconfirmed;
    this.#note.note(edits);
    const writing = this.#replica?.writing === true || (!this.#loaded && edits > 0);
    syncState.note(this.name, { edits, writing, connected, problem: this.#problem(connected, ended) });
  }

  /** While the server takes the edits, a device that cannot keep them loses nothing. */
  #problem(connected: boolean, ended: number | undefined): ProblemDocument | undefined {
    if (ended !== undefined) return syncProblem(endings[ended] ?? 'document-refused').document;
    const refusal = this.#refusal && refusals[this.#refusal];
    if (refusal) return syncProblem(refusal).document;
    return connected ? undefined : this.#replica?.problem?.document;
  }
}

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 10_000 });
  else setTimeout(work, 1_000);
}
