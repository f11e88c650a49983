// For tests: a document's room as the server keeps it, and sockets that lead to it without a network.
import { CLOSE, MESSAGE } from 'shared/sync';
import * as Y from 'yjs';
import { readVarUint } from './acks.ts';

const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

/** Speaks the wire of the server's rooms; `holding` keeps confirmations back, `reachable` decides whether sockets open. */
export class FakeRoom {
  readonly doc = new Y.Doc();
  readonly sockets = new Set<FakeSocket>();
  reachable = true;
  holding = false;
  /** Whether those who come may only view: news from them closes their socket. */
  viewOnly = false;

  /** A WebSocket class whose sockets end here. */
  socketClass(): typeof WebSocket {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the class needs its room
    const room = this;
    return class extends FakeSocket {
      constructor() {
        super(room);
      }
    } as unknown as typeof WebSocket;
  }

  /** Confirms what was held back. */
  release(): void {
    this.holding = false;
    for (const socket of this.sockets) socket.confirm();
  }

  /** Closes all sockets as the server would. */
  closeAll(code: number): void {
    for (const socket of [...this.sockets]) socket.end(code);
  }
}

export class FakeSocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readyState = 0;
  binaryType = 'arraybuffer';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onerror: (() => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  readonly #room: FakeRoom;
  #frames = 0;

  constructor(room: FakeRoom) {
    this.#room = room;
    setTimeout(() => this.#open());
  }

  send(data: Uint8Array): void {
    const decoder = { arr: data, pos: 0 };
    if (readVarUint(decoder) !== MESSAGE.sync) return;
    const step = readVarUint(decoder);
    const length = readVarUint(decoder);
    const bytes = data.slice(decoder.pos, decoder.pos + length);
    setTimeout(() => this.#take(step, bytes));
  }

  close(): void {
    this.end(1000);
  }

  end(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.#room.sockets.delete(this);
    this.onclose?.({ code, reason: '' });
  }

  confirm(): void {
    if (!this.#room.holding && this.readyState === 1) this.#tell(Uint8Array.of(MESSAGE.committed, ...varUint(this.#frames)));
  }

  #open(): void {
    if (this.readyState !== 0) return;
    if (!this.#room.reachable) {
      this.onerror?.();
      this.end(1006);
      return;
    }
    this.readyState = 1;
    this.#room.sockets.add(this);
    this.onopen?.();
    this.#sync(STEP_1, Y.encodeStateVector(this.#room.doc));
  }

  #take(step: number, bytes: Uint8Array): void {
    if (this.readyState !== 1) return;
    if (step === STEP_1) return this.#sync(STEP_2, Y.encodeStateAsUpdate(this.#room.doc, bytes));
    if (this.#room.viewOnly && hasNews(this.#room.doc, bytes)) return this.end(CLOSE.noAccess);
    Y.applyUpdate(this.#room.doc, bytes);
    for (const socket of this.#room.sockets) if (socket !== this) socket.#sync(UPDATE, bytes);
    this.#frames += 1;
    this.confirm();
  }

  #sync(step: number, bytes: Uint8Array): void {
    this.#tell(Uint8Array.of(MESSAGE.sync, step, ...varUint(bytes.length), ...bytes));
  }

  #tell(frame: Uint8Array<ArrayBuffer>): void {
    this.onmessage?.({ data: frame.buffer });
  }
}

function hasNews(doc: Y.Doc, update: Uint8Array): boolean {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  let news = false;
  copy.on('update', () => (news = true));
  Y.applyUpdate(copy, update);
  copy.destroy();
  return news;
}

function varUint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varUint(Math.floor(value / 128))];
}
