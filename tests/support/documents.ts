// Devices that speak y-websocket's wire by themselves, so that a test decides what reaches whom and knows what the server has promised.
import { setTimeout as wait } from 'node:timers/promises';
import { MESSAGE } from 'shared/sync';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

/** The steps of a sync message. */
export const STEP = { question: 0, answer: 1, update: 2 } as const;

/** A frame as lib0 writes it: numbers as varUints, bytes and strings after their length. */
export function frame(...parts: (number | Uint8Array | string)[]): Uint8Array {
  const chunks = parts.flatMap((part) => {
    if (typeof part === 'number') return [varUint(part)];
    const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part;
    return [varUint(bytes.length), bytes];
  });
  return Buffer.concat(chunks);
}

export function varUint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push(128 + (rest % 128));
  }
}

type Message =
  | { readonly kind: 'sync'; readonly step: number; readonly bytes: Uint8Array }
  | { readonly kind: 'committed'; readonly total: number }
  | { readonly kind: 'other' };

/** Reads what the two sides of a document socket say. Throws when the frame ends too early. */
function readMessage(bytes: Uint8Array): Message {
  let at = 0;
  const number = () => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('The frame ends too early.');
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  const type = number();
  if (type === MESSAGE.committed) return { kind: 'committed', total: number() };
  if (type !== MESSAGE.sync) return { kind: 'other' };
  const step = number();
  const length = number();
  if (at + length > bytes.length) throw new RangeError('The frame ends too early.');
  return { kind: 'sync', step, bytes: bytes.subarray(at, at + length) };
}

/** All that a server has acknowledged to anybody or shown to anybody: what it must never lose. */
export class Promised {
  readonly #doc = new Y.Doc();

  take(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update);
  }

  /** What of it a document lacks, deletions included; undefined when it lacks nothing. The document takes what it lacked. */
  missingFrom(doc: Y.Doc): string | undefined {
    const before = Y.encodeStateVector(doc);
    let lacked: Uint8Array | undefined;
    const listen = (update: Uint8Array) => (lacked = update);
    doc.on('update', listen);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.#doc));
    doc.off('update', listen);
    if (!lacked && !doc.store.pendingStructs && !doc.store.pendingDs) return undefined;
    const { structs, ds } = Y.decodeUpdate(lacked ?? Y.encodeStateAsUpdate(doc, before));
    return JSON.stringify({ structs: structs.map(({ id, length }) => [id.client, id.clock, length]), deletions: [...ds.clients] });
  }
}

/** What one connection has sent, and what of it the server has promised to keep. */
export class Receipts {
  readonly #promised: Promised;
  readonly #sent: Uint8Array[] = [];
  #acknowledged = 0;

  constructor(promised: Promised) {
    this.#promised = promised;
  }

  /** Update and step-2 messages that are not acknowledged. */
  get open(): number {
    return this.#sent.length - this.#acknowledged;
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** The client hands a frame to its line. */
  sent(bytes: Uint8Array): void {
    const message = readMessage(bytes);
    if (message.kind === 'sync' && message.step !== STEP.question) this.#sent.push(message.bytes);
  }

  /** The server has sent a frame. Throws for an acknowledgement that cannot be. */
  received(bytes: Uint8Array): void {
    const message = readMessage(bytes);
    if (message.kind === 'sync' && message.step !== STEP.question) this.#promised.take(message.bytes);
    if (message.kind !== 'committed') return;
    if (message.total <= this.#acknowledged || message.total > this.#sent.length) {
      throw new Error(`Acknowledged ${message.total} after ${this.#acknowledged}, of ${this.#sent.length} sent.`);
    }
    for (const update of this.#sent.slice(this.#acknowledged, message.total)) this.#promised.take(update);
    this.#acknowledged = message.total;
  }
}

/** The client's half of the wire on one document, over whatever line it is given. */
export class Replica {
  readonly doc: Y.Doc;
  isSynced = false;
  #send: ((bytes: Uint8Array) => void) | undefined;

  constructor(doc: Y.Doc) {
    this.doc = doc;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#send?.(frame(MESSAGE.sync, STEP.update, update));
    });
  }

  open(send: (bytes: Uint8Array) => void): void {
    this.#send = send;
    send(frame(MESSAGE.sync, STEP.question, Y.encodeStateVector(this.doc)));
  }

  receive(bytes: Uint8Array): void {
    const message = readMessage(bytes);
    if (message.kind !== 'sync') return;
    if (message.step === STEP.question) {
      this.#send?.(frame(MESSAGE.sync, STEP.answer, Y.encodeStateAsUpdate(this.doc, message.bytes)));
      return;
    }
    Y.applyUpdate(this.doc, message.bytes, this);
    if (message.step === STEP.answer) this.isSynced = true;
  }

  close(): void {
    this.#send = undefined;
    this.isSynced = false;
  }
}

export interface DeviceOptions {
  /** Where the server listens just now, such as `http://localhost:41234`. */
  readonly origin: () => string;
  readonly cookie: string;
  /** `<workspaceId>/<kind>/<docId>` */
  readonly name: string;
  readonly promised?: Promised;
  readonly doc?: Y.Doc;
}

/** A replica on a real socket whose line can be held, dropped and opened again. */
export class Device {
  readonly replica: Replica;
  readonly #options: DeviceOptions;
  #socket: WebSocket | undefined;
  #receipts: Receipts;
  /** Frames that wait while the line is held. */
  #held: Uint8Array[] | undefined;
  /** How the last connection was closed by the server; undefined while one is open. */
  closed: { readonly code: number; readonly reason: string } | undefined;
  /** What went wrong on the device itself, which no server may cause. */
  fault: unknown;

  constructor(options: DeviceOptions) {
    this.#options = options;
    this.replica = new Replica(options.doc ?? new Y.Doc());
    this.#receipts = new Receipts(options.promised ?? new Promised());
  }

  get doc(): Y.Doc {
    return this.replica.doc;
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Messages of this connection that are not acknowledged. */
  get unacknowledged(): number {
    return this.#receipts.open;
  }

  get acknowledged(): number {
    return this.#receipts.acknowledged;
  }

  /** Opens a new line; false when nobody answers. */
  async connect(): Promise<boolean> {
    this.drop();
    const { origin, cookie, name, promised } = this.#options;
    const socket = new WebSocket(`${origin().replace('http', 'ws')}/sync/${name}?ack=1`, { headers: { cookie } });
    const receipts = new Receipts(promised ?? new Promised());
    [this.#socket, this.#receipts, this.#held, this.closed] = [socket, receipts, undefined, undefined];
    socket.on('message', (data: Buffer) => {
      try {
        receipts.received(data);
        if (this.#socket === socket) this.replica.receive(data);
      } catch (error) {
        this.fault ??= error;
      }
    });
    return new Promise((resolve) => {
      socket.on('error', () => resolve(false));
      socket.on('open', () => {
        if (this.#socket === socket) this.replica.open((bytes) => this.#send(bytes));
        resolve(this.#socket === socket);
      });
      socket.on('close', (code, reason) => {
        resolve(false);
        if (this.#socket !== socket) return;
        this.closed = { code, reason: reason.toString() };
        this.drop();
      });
    });
  }

  /** Connects again and again until the document is synced. */
  async synced(): Promise<this> {
    await until(async () => this.replica.isSynced || (!this.isOpen && !(await this.connect())));
    await until(() => this.replica.isSynced);
    return this;
  }

  /** The line breaks: what is under way is lost. */
  drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.replica.close();
    socket?.terminate();
  }

  /** Nothing passes in either direction, and neither side is told. */
  hold(): void {
    if (!this.isOpen) return;
    this.#held ??= [];
    this.#socket?.pause();
  }

  /** What waited goes on its way. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const bytes of held) this.#socket?.send(bytes);
    if (this.#socket?.isPaused) this.#socket.resume();
  }

  #send(bytes: Uint8Array): void {
    this.#receipts.sent(bytes);
    if (this.#held) this.#held.push(bytes);
    else this.#socket?.send(bytes);
  }
}

/** Looks until something is so; how long that may take is bounded, not measured. */
export async function until(isSo: () => boolean | Promise<boolean>, bound = 30_000): Promise<void> {
  const end = Date.now() + bound;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Still not: ${isSo.toString()}`);
    await wait(5);
  }
}

/** Asserts, by throwing, that documents are the same: clocks, deletions and contents. */
export function assertSame(one: Y.Doc, other: Y.Doc, who: string): void {
  const unlike = [
    Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other)) ? '' : 'clocks or deletions',
    contents(one) === contents(other) ? '' : 'contents',
    [one, other].some(({ store }) => store.pendingStructs ?? store.pendingDs) ? 'something pending' : ''
  ].filter(Boolean);
  if (unlike.length > 0) throw new Error(`${who}: ${unlike.join(', ')}\n${contents(one)}\n${contents(other)}`);
}

/** Map, text and list that the tests edit, as text. */
function contents(doc: Y.Doc): string {
  const sorted = Object.entries(doc.getMap('items').toJSON()).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted, doc.getText('text').toDelta(), doc.getArray('list').toJSON()]);
}
