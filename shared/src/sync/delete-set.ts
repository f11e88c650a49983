// What a document has deleted, in one encoding: a deletion does not change the state vector, so copies are compared by this as well.
import type * as Y from 'yjs';
import { ByteReader, ByteWriter } from './bytes.ts';

/** Clocks `from` up to, not including, `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Deleted clocks by client. */
export type Deletions = ReadonlyMap<number, readonly Range[]>;

/** What the copy has deleted, in one order only, so that equal copies have equal bytes. Call it outside transactions. */
export function encodeDeleteSet(doc: Y.Doc): Uint8Array<ArrayBuffer> {
  const deletions = new Map<number, Range[]>();
  for (const [client, structs] of doc.store.clients) {
    const ranges: Range[] = [];
    for (const { deleted, id, length } of structs) if (deleted) ranges.push({ from: id.clock, to: id.clock + length });
    if (ranges.length > 0) deletions.set(client, ranges);
  }
  return encodeDeletions(deletions);
}

/** As `encodeDeleteSet`, from ranges in any order that may overlap. */
export function encodeDeletions(deletions: Deletions): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  for (const [client, ranges] of [...deletions].sort(([a], [b]) => a - b)) {
    const joined = join(ranges);
    if (joined.length === 0) continue;
    writer.number(client).number(joined.length);
    for (const { from, to } of joined) writer.number(from).number(to);
  }
  return writer.finish();
}

/** Reads what `encodeDeleteSet` wrote: ranges in order, which neither touch nor overlap. Throws a RangeError for other bytes. */
export function decodeDeleteSet(bytes: Uint8Array): Map<number, readonly Range[]> {
  const reader = new ByteReader(bytes);
  const deletions = new Map<number, readonly Range[]>();
  while (!reader.isAtEnd) {
    const client = reader.number();
    const ranges: Range[] = [];
    for (let left = reader.number(); left > 0; left--) ranges.push({ from: reader.number(), to: reader.number() });
    deletions.set(client, ranges);
  }
  return deletions;
}

/** The ranges in order, those that touch or overlap made one. */
function join(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of isOrdered(ranges) ? ranges : [...ranges].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && range.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else if (range.to > range.from) joined.push(range);
  }
  return joined;
}

const isOrdered = (ranges: readonly Range[]) => ranges.every(({ from }, at) => at === 0 || (ranges[at - 1]?.from ?? 0) <= from);
