// A board full of people who edit and point, as bytes made beforehand, and a ledger of who has seen what of whom and when.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { Times } from '../support/figures.ts';
import type { Heard, Wire } from '../support/wires.ts';

/** Yjs's id of the first person; the others follow. */
const FIRST_CLIENT = 1_000;

/** The board that everybody finds: an item for each person, as the product writes it. */
export function board(items: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const map = doc.getMap('items');
  doc.transact(() => {
    for (let item = 0; item < items; item++) {
      map.set(`item${item}`, { kind: 'image', hash: `${item}`.padStart(64, 'a'), width: 1024, height: 1024, alt: 'A bench in a park' });
      map.set(`item${item}:g`, [item, item, 320, 320, 0]);
    }
  });
  return Y.encodeStateAsUpdate(doc);
}

/** A person's moves of the own item, one update each. */
export function moves(base: Uint8Array, person: number, count: number): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base);
  doc.clientID = FIRST_CLIENT + person;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const map = doc.getMap('items');
  for (let move = 0; move < count; move++) map.set(`item${person}:g`, [person + move * 1.5, move * 2.5, 320, 320, 0]);
  return updates;
}

/** A person's presence with this clock, as an awareness update. */
export function pointing(person: number, clock: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, FIRST_CLIENT + person);
  encoding.writeVarUint(encoder, clock);
  const cursor = { x: (clock * 7.25) % 2000, y: (clock * 3.5) % 2000 };
  encoding.writeVarString(encoder, JSON.stringify({ user: { name: `Person ${person}`, color: '#8a5cf6' }, cursor }));
  return encoding.toUint8Array(encoder);
}

/** What one frame tells: of each person the edits from one clock to another, and the newest presence. */
interface Told {
  readonly frame: Buffer;
  readonly edits: readonly (readonly [person: number, from: number, to: number])[];
  readonly cursors: readonly (readonly [person: number, clock: number])[];
}

/** Frames remembered at most, since all get about the same ones at about the same time. */
const REMEMBERED = 1_024;

export class Ledger {
  readonly #people: number;
  readonly #wire: Wire;
  /** For each receiver and person: edits and presence known, as clocks. */
  readonly #edits: Int32Array;
  readonly #cursors: Int32Array;
  readonly #sentAt: Float64Array[];
  readonly #remembered = new Map<number, Told>();
  #firstEdit = Infinity;
  #firstCursor = Infinity;
  /** Edits that reached somebody else, and how long they took. */
  readonly times = new Times();

  constructor(people: number, editsEach: number, wire: Wire) {
    this.#people = people;
    this.#wire = wire;
    this.#edits = new Int32Array(people * people);
    this.#cursors = new Int32Array(people * people);
    this.#sentAt = Array.from({ length: people }, () => new Float64Array(editsEach));
  }

  /** What is sent from now on counts; these are everybody's next edit and the newest presence. */
  begin(nextEdit: number, newestCursor: number): void {
    this.#firstEdit = nextEdit;
    this.#firstCursor = newestCursor;
  }

  sent(person: number, edit: number): void {
    const times = this.#sentAt[person];
    if (times) times[edit] = performance.now();
  }

  /** A frame reached a person. */
  received(receiver: number, frame: Buffer): void {
    const now = performance.now();
    const { edits, cursors } = this.#read(frame);
    const row = receiver * this.#people;
    for (const [person, from, to] of edits) {
      const known = this.#edits[row + person] ?? 0;
      if (to <= known) continue;
      this.#edits[row + person] = to;
      if (person === receiver) continue;
      for (let edit = Math.max(from, known, this.#firstEdit); edit < to; edit++)
        this.times.add(now - (this.#sentAt[person]?.[edit] ?? now));
    }
    for (const [person, clock] of cursors) {
      if (clock > (this.#cursors[row + person] ?? 0)) this.#cursors[row + person] = clock;
    }
  }

  /** Presences that reached somebody else; one that a newer one replaced on the way has reached them with it. */
  get cursors(): number {
    let sum = 0;
    for (let at = 0; at < this.#cursors.length; at++) {
      if (at % this.#people !== Math.floor(at / this.#people)) sum += Math.max(0, (this.#cursors[at] ?? 0) - this.#firstCursor);
    }
    return sum;
  }

  #read(frame: Buffer): Told {
    const key = keyOf(frame);
    const known = this.#remembered.get(key);
    if (known?.frame.equals(frame)) return known;
    const told = tell(frame, this.#wire.read(frame).heard);
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(key, told);
    return told;
  }
}

/** Some of the bytes as a number; equal frames have equal keys. */
function keyOf(frame: Buffer): number {
  let key = frame.length;
  for (let part = 1; part <= 16; part++) key = (Math.imul(key, 31) + (frame[Math.floor((frame.length * part) / 16) - 1] ?? 0)) | 0;
  return key;
}

function tell(frame: Buffer, heard: Heard): Told {
  const edits: [number, number, number][] = [];
  const cursors: [number, number][] = [];
  if (heard?.kind === 'update' || heard?.kind === 'answer') {
    for (const struct of Y.decodeUpdate(heard.bytes).structs) {
      const person = struct.id.client - FIRST_CLIENT;
      if (person >= 0 && !(struct instanceof Y.Skip)) edits.push([person, struct.id.clock, struct.id.clock + struct.length]);
    }
  } else if (heard?.kind === 'presence') {
    const decoder = decoding.createDecoder(heard.bytes);
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const person = decoding.readVarUint(decoder) - FIRST_CLIENT;
      const clock = decoding.readVarUint(decoder);
      decoding.readVarUint8Array(decoder);
      if (person >= 0) cursors.push([person, clock]);
    }
  }
  return { frame, edits, cursors };
}
