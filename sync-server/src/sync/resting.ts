// What is known of a document that is not in memory: enough to greet people, to see that they have everything, and that they bring nothing new.
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { createDecoder, hasContent, readVarUint } from 'lib0/decoding';
import { encodeDeleteSet } from 'shared/sync';
import * as Y from 'yjs';
import { inspect, type Known } from './inspect.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

export class Resting {
  /** In Yjs's encoding. */
  readonly stateVector: Uint8Array;
  /** As `encodeDeleteSet` writes it; undefined where it is not known. */
  readonly deleteSet: Uint8Array | undefined;
  /** Size as one V1 update, in bytes. */
  readonly bytes: number;

  constructor(stateVector: Uint8Array, deleteSet: Uint8Array | undefined, bytes: number) {
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
    if (!this.deleteSet || !isCovered(this.stateVector, stateVector)) return undefined;
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
    const deleted = this.deleteSet && decodeDeleteSet(this.deleteSet);
    return {
      clockOf: (client) => clocks.get(client) ?? 0,
      // Ranges that touch are one range, so what is deleted as a whole lies within one.
      isDeleted: (client, clock, len) =>
        len === 0 || (deleted?.get(client)?.some(({ from, to }) => from <= clock && clock + len <= to) ?? false)
    };
  }
}

/** Whether somebody with the second state vector has every struct of the first. Throws for bytes that are no state vector. */
function isCovered(ours: Uint8Array, theirs: Uint8Array): boolean {
  const clocks = Y.decodeStateVector(theirs);
  return [...Y.decodeStateVector(ours)].every(([client, clock]) => (clocks.get(client) ?? 0) >= clock);
}

function decodeDeleteSet(bytes: Uint8Array): Map<number, Range[]> {
  const decoder = createDecoder(bytes);
  const deleted = new Map<number, Range[]>();
  while (hasContent(decoder)) {
    const client = readVarUint(decoder);
    const ranges: Range[] = [];
    for (let left = readVarUint(decoder); left > 0; left--) ranges.push({ from: readVarUint(decoder), to: readVarUint(decoder) });
    deleted.set(client, ranges);
  }
  return deleted;
}

/** What an update adds to a state vector; and whether it may delete anything. */
export function effectOf(update: Uint8Array): { readonly clocks: ReadonlyMap<number, number>; readonly deletes: boolean } {
  const { structs, ds } = Y.decodeUpdate(update);
  const clocks = new Map<number, number>();
  let deletes = ds.clients.size > 0;
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    clocks.set(struct.id.client, Math.max(clocks.get(struct.id.client) ?? 0, struct.id.clock + struct.length));
    // What was collected as garbage is deleted without being listed; so is content that was deleted before it was sent.
    deletes ||= !(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted;
  }
  return { clocks, deletes };
}
