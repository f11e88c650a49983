// One socket on a document: what it may do, how much it has sent and been sent, and what of its edits is durable.
import type { Role } from 'shared/accounts';
import { CLOSE } from 'shared/sync';
import type { WebSocket } from 'ws';
import { committedFrame, presenceFrame } from './frames.ts';

/** Who is at the other end, as decided when the socket was opened. */
export interface Admission {
  readonly userId: string;
  readonly role: Role;
  /** What others are told that this person is called. */
  readonly name?: string | undefined;
  /** The session that opened it, so that its end can close it. */
  readonly sessionId?: string | undefined;
}

export type Socket = Pick<WebSocket, 'send' | 'close' | 'terminate' | 'ping' | 'pause' | 'resume' | 'bufferedAmount' | 'isPaused'>;

/** What lies below a socket, where it is known: frames between the two calls go out in one write. */
export interface Carrier {
  cork(): void;
  uncork(): void;
}

/** Bytes that may wait for a reader; one who has more waiting is cut off and starts afresh with a sync. */
export const MAX_UNREAD = 8 * 1024 * 1024;
/** Bytes of a client's messages that may wait for their turn before the server stops reading from it. */
const MAX_UNHANDLED = 8 * 1024 * 1024;
/** Milliseconds that a closing handshake may take. */
const CLOSING = 3_000;
/** Milliseconds of silence after which something is sent: y-websocket reconnects after 30 s without a message. */
const QUIET = 15_000;
/** Pings in a row that may stay without an answer. */
const MAX_UNANSWERED = 3;
/** An awareness update about nobody: a message that changes nothing. */
const NOTHING = presenceFrame(Uint8Array.of(0));

export class Connection {
  readonly admission: Admission;
  /** The client whose presence this connection states; it may state one. */
  presenceOf: number | undefined;
  /** It has the document's state and gets what is relayed from then on. */
  isSynced = false;
  /** It was asked for everything the server lacks and has not answered yet. */
  isAsked = false;

  readonly #socket: Socket;
  readonly #wantsAcks: boolean;
  readonly #carrier: Carrier | undefined;
  #isOpen = true;
  /** Pings in a row without an answer, and how much was waiting at the last. */
  #unanswered = 0;
  #waiting = 0;
  #unhandled = 0;
  /** Bytes of an answer to step 1 that may wait in addition, since a whole document is larger than any backlog. */
  #answer = 0;
  #sentAt = Date.now();
  #settled = 0;
  #durable = 0;
  #acknowledged = 0;
  #hasGap = false;

  constructor(socket: Socket, admission: Admission, wantsAcks: boolean, carrier?: Carrier) {
    this.#socket = socket;
    this.#carrier = carrier;
    this.admission = admission;
    this.#wantsAcks = wantsAcks;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Keeps frames back until `release`, since each write by itself costs as much as many together. */
  gather(): void {
    this.#carrier?.cork();
  }

  /** Lets go of what was kept back. */
  release(): void {
    this.#carrier?.uncork();
  }

  /** Sends a frame, or cuts the reader off who does not read. */
  send(frame: Uint8Array): void {
    if (!this.#isOpen) return;
    const waiting = this.#socket.bufferedAmount;
    if (waiting <= MAX_UNREAD) this.#answer = 0;
    if (waiting > MAX_UNREAD + this.#answer) {
      this.close(CLOSE.tryLater, 'too slow');
      return;
    }
    this.#sentAt = Date.now();
    this.#socket.send(frame);
  }

  /** Sends an answer to step 1, which may be as large as a document. */
  sendAnswer(frames: readonly Uint8Array[]): void {
    for (const frame of frames) this.send(frame);
    this.#answer = frames.reduce((sum, { length }) => sum + length, 0);
  }

  close(code: number, reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), CLOSING).unref();
    this.#socket.resume();
  }

  /** The other end has gone. */
  gone(): void {
    this.#isOpen = false;
  }

  /** Bytes came in and wait for their turn. */
  taken(bytes: number): void {
    this.#unhandled += bytes;
    if (this.#unhandled > MAX_UNHANDLED && !this.#socket.isPaused) this.#socket.pause();
  }

  /** Bytes had their turn. */
  handled(bytes: number): void {
    this.#unhandled -= bytes;
    if (this.#unhandled <= MAX_UNHANDLED && this.#socket.isPaused) this.#socket.resume();
  }

  /**
   * Counts one update or step-2 message as settled, in order. After a message with a gap nothing counts as durable until the
   * client has sent, as an answer to step 1, everything that the server lacks.
   */
  settle(isWhole: boolean, isAnswer: boolean): void {
    if (!isWhole) this.#hasGap = true;
    else if (isAnswer) this.#hasGap = false;
    this.#settled++;
    if (!this.#hasGap) this.#durable = this.#settled;
  }

  /** Tells a client that wants to know how many of its messages are durable. */
  acknowledge(): void {
    if (!this.#wantsAcks || this.#durable === this.#acknowledged) return;
    this.#acknowledged = this.#durable;
    this.send(committedFrame(this.#durable));
  }

  /** The other end answered a ping. */
  ponged(): void {
    this.#unanswered = 0;
  }

  /** Called now and then: keeps a quiet connection open and drops one whose other end has vanished. */
  beat(): void {
    if (!this.#isOpen) return;
    const waiting = this.#socket.bufferedAmount;
    // Behind a large answer on a slow line a ping waits long; as long as the answer moves, somebody is there.
    if (waiting < this.#waiting) this.#unanswered = 0;
    this.#waiting = waiting;
    if (this.#unanswered >= MAX_UNANSWERED) {
      this.#isOpen = false;
      this.#socket.terminate();
      return;
    }
    this.#unanswered++;
    this.#socket.ping();
    if (Date.now() - this.#sentAt >= QUIET) this.send(NOTHING);
  }
}
