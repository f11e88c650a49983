// Counts which edits the server has confirmed, over connections that come and go.
import { MESSAGE } from 'shared/sync';

/** Subtypes of a sync frame that carry changes (y-protocols): the answer to a state vector, and a single update. */
const STEP_2 = 1;
const UPDATE = 2;
/** Not yet in any frame of the present connection: the next answer to the server's state vector will carry it. */
const UNSENT = Infinity;

/**
 * The server tells per connection how many of its update and step-2 frames are durable, in order. An edit is confirmed when the
 * frame that carried it is; one made without a connection is carried by the next step 2, which holds all that the server lacks.
 */
export class Acks {
  /** For each unconfirmed edit the number of the frame that carried it; ascending, `UNSENT` last. */
  #edits: number[] = [];
  #frames = 0;
  /** Edits ever made, confirmed or not. */
  #made = 0;
  /** Number of the last step 2 of this connection, undefined before the first. */
  #answer: number | undefined;
  #committed = 0;

  /** Whether the server has confirmed, in this connection, all that this device held when it answered the state vector. */
  get settled(): boolean {
    return this.#answer !== undefined && this.#committed >= this.#answer;
  }

  /** Edits that are not confirmed. */
  get unconfirmed(): number {
    return this.#edits.length;
  }

  /** How many edits were made so far: a mark for `confirmedUpTo`. */
  get made(): number {
    return this.#made;
  }

  /** The server has confirmed, other than on this connection, the edits made until `made` was this. */
  confirmedUpTo(made: number): void {
    const open = this.#made - made;
    if (open < this.#edits.length) this.#edits = this.#edits.slice(this.#edits.length - open);
  }

  /** A new connection begins, or the old one ended: nothing of it counts any more. */
  restart(): void {
    this.#frames = 0;
    this.#answer = undefined;
    this.#committed = 0;
    this.#edits.fill(UNSENT);
  }

  /** A frame goes out on the present connection. */
  sent(frame: Uint8Array): void {
    if (frame[0] !== MESSAGE.sync || (frame[1] !== STEP_2 && frame[1] !== UPDATE)) return;
    this.#frames += 1;
    if (frame[1] === UPDATE) return;
    this.#answer = this.#frames;
    // Also what was sent singly: the server may have refused that for want of what came before.
    this.#edits.fill(this.#frames);
  }

  /** A person's edit, after it was handed to the connection. Before the first step 2 single updates may be refused, so they do not count. */
  edited(): void {
    this.#made += 1;
    this.#edits.push(this.#answer === undefined ? UNSENT : this.#frames);
  }

  /** The server has made the first `total` frames of this connection durable. */
  committed(total: number): void {
    this.#committed = total;
    const firstOpen = this.#edits.findIndex((frame) => frame > total);
    this.#edits = firstOpen < 0 ? [] : this.#edits.slice(firstOpen);
  }
}

/** Reads one variable-length unsigned integer as lib0 writes it and moves on. Throws a RangeError when the bytes end in it. */
export function readVarUint(decoder: { arr: Uint8Array; pos: number }): number {
  let value = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = decoder.arr[decoder.pos];
    if (byte === undefined || factor > Number.MAX_SAFE_INTEGER) throw new RangeError('A number is cut short or too large.');
    decoder.pos += 1;
    value += (byte & 127) * factor;
    if (byte < 128) return value;
  }
}
