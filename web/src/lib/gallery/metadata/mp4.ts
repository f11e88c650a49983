// Frees an MP4 of what programs wrote into it: such boxes are turned into free space, so that nothing moves and every offset stays true.
import { ascii, viewOf } from './bytes.ts';

const METADATA = new Set(['udta', 'meta', 'uuid', 'ilst', 'Xtra']);
const INSIDE = new Set(['moov', 'trak', 'mdia', 'moof', 'traf']);
/** Boxes in boxes that are looked into. */
const DEEP = 6;

export function stripMp4(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  clear(copy, 0, copy.length, 0);
  return copy;
}

function clear(bytes: Uint8Array, from: number, end: number, depth: number): void {
  const view = viewOf(bytes);
  for (let at = from; at + 8 <= end;) {
    const short = view.getUint32(at);
    const type = ascii(bytes, at + 4, at + 8);
    const large = short === 1 && at + 16 <= end ? Number(view.getBigUint64(at + 8)) : undefined;
    const size = large ?? (short === 0 ? end - at : short);
    const head = large === undefined ? 8 : 16;
    if (size < head || at + size > end) return;
    if (METADATA.has(type)) {
      bytes.set([0x66, 0x72, 0x65, 0x65], at + 4);
      bytes.fill(0, at + head, at + size);
    } else if (INSIDE.has(type) && depth < DEEP) clear(bytes, at + head, at + size, depth + 1);
    at += size;
  }
}
