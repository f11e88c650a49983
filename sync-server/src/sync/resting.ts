// What is known of a document that is not in memory: enough to greet people, to see that they have everything, and that they bring nothing new.
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { decodeDeleteSet, encodeDeleteSet, encodeDeletions, type Deletions, type Range } from 'shared/sync';
import * as Y from 'yjs';
import { inspect, type Known } from './inspect.ts';

export class Resting {
  /** In Yjs's encoding. */
  readonly stateVector: Uint8Array;
  /** As `encodeDeleteSet` writes it. What no single update says, but several processes' updates together do, may be missing. */
  readonly deleteSet: Uint8Array;
  /** Size as one V1 update, in bytes. */
  readonly bytes: number;

  constructor(stateVector: Uint8Array, deleteSet: Uint8Array, bytes: number) {
    [this.stateVector, this.deleteSet, this.bytes] = [stateVector, deleteSet, bytes];
  }

  static of(doc: Y.Doc, bytes: number): Resting {
    return new Resting(Y.encodeStateVector(doc), encodeDeleteSet(doc), bytes);
  }

  /** Whether the document holds all of an update. Throws for bytes that are not a well-formed update. */
  holds(update: Uint8Array): boolean {
    return inspect(this.#known(), update) === 'nothing';
  }

  /** The update for somebody with this state vector who needs no more than to be told what is deleted; undefined where more may be needed. */
  answer(stateVector: Uint8Array): Uint8Array | undefined {
    if (!isCovered(this.stateVector, stateVector)) return undefined;
    const deleted = [...decodeDeleteSet(this.deleteSet)];
    const encoder = createEncoder();
    writeVarUint(encoder, 0);
    writeVarUint(encoder, deleted.length);
    for (const [client, ranges] of deleted) {
      writeVarUint(encoder, client);
      writeVarUint(encoder, ranges.length);
      for (const { from, to } of ranges) {
        writeVarUint(encoder, from);
        writeVarUint(encoder, to - from);
      }
    }
    return toUint8Array(encoder);
  }

  #known(): Known {
    const clocks = Y.decodeStateVector(this.stateVector);
    const deleted = decodeDeleteSet(this.deleteSet);
    return {
      clockOf: (client) => clocks.get(client) ?? 0,
      // Ranges that touch are one range, so what is deleted as a whole lies within one.
      isDeleted: (client, clock, len) =>
        len === 0 || (deleted.get(client)?.some(({ from, to }) => from <= clock && clock + len <= to) ?? false)
    };
  }
}

/** Whether somebody with the second state vector has every struct of the first. Throws for bytes that are no state vector. */
export function isCovered(ours: Uint8Array, theirs: Uint8Array): boolean {
  const clocks = Y.decodeStateVector(theirs);
  return [...Y.decodeStateVector(ours)].every(([client, clock]) => (clocks.get(client) ?? 0) >= clock);
}

/** What an update adds to a document whose whole log it belongs to. */
export interface Effect {
  /** Clocks by client up to which it brings structs. */
  readonly clocks: ReadonlyMap<number, number>;
  readonly deletions: Deletions;
}

/** What an update of a log adds to the updates before it. Throws for bytes that are not a well-formed update. */
export function effectOf(update: Uint8Array): Effect {
  const { structs, ds } = Y.decodeUpdate(update);
  const clocks = new Map<number, number>();
  const deletions = new Map<number, Range[]>();
  const deleted = (client: number, clock: number, len: number) => {
    const range = { from: clock, to: clock + len };
    const ranges = deletions.get(client);
    if (ranges) ranges.push(range);
    else deletions.set(client, [range]);
  };
  for (const [client, ranges] of ds.clients) for (const { clock, len } of ranges) deleted(client, clock, len);
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const { client, clock } = struct.id;
    clocks.set(client, Math.max(clocks.get(client) ?? 0, clock + struct.length));
    // What was collected as garbage is deleted without being listed; so is content that was deleted before it was sent.
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) deleted(client, clock, struct.length);
  }
  return { clocks, deletions };
}

/** What is known of a document after updates of its log. */
export function restingAfter(before: Resting, effects: readonly Effect[], bytes: number): Resting {
  if (effects.length === 0) return before;
  const clocks = Y.decodeStateVector(before.stateVector);
  const deletions = new Map<number, Range[]>();
  const add = (deleted: Deletions) => {
    for (const [client, ranges] of deleted) deletions.set(client, [...(deletions.get(client) ?? []), ...ranges]);
  };
  add(decodeDeleteSet(before.deleteSet));
  for (const effect of effects) {
    for (const [client, clock] of effect.clocks) clocks.set(client, Math.max(clocks.get(client) ?? 0, clock));
    add(effect.deletions);
  }
  return new Resting(Y.encodeStateVector(clocks), encodeDeletions(deletions), bytes);
}
