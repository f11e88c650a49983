// JPEG files as segments: reads EXIF, XMP and comments, and writes the file anew with other metadata or none. Pixels are never touched.
import { joined, looseText, MAX_TEXT, startsWith, utf8, viewOf } from './bytes.ts';
import type { Added, Found } from './container.ts';

const EXIF = utf8('Exif\0\0');
const XMP = utf8('http://ns.adobe.com/xap/1.0/\0');
const ICC = utf8('ICC_PROFILE\0');
/** Most bytes of a segment's contents. */
const ROOM = 65_533;

interface Segment {
  readonly marker: number;
  readonly data: Uint8Array;
  /** With its marker, and for a scan with everything up to the next segment. */
  readonly whole: Uint8Array;
}

/** The segments as far as the file is sound, from behind its first marker to before its last. */
function* segmentsOf(bytes: Uint8Array): Generator<Segment> {
  const view = viewOf(bytes);
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return;
    const length = view.getUint16(at + 2);
    let end = at + 2 + length;
    if (length < 2 || end > bytes.length) return;
    const data = bytes.subarray(at + 4, end);
    if (marker === 0xda) end = scanEnd(bytes, end);
    yield { marker, data, whole: bytes.subarray(at, end) };
    at = end;
  }
}

/** Where a scan's coded pixels end: at the first marker that is neither an escaped byte nor a restart. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

export function readJpeg(bytes: Uint8Array): Found {
  const texts = new Map<string, string>();
  let exif: Uint8Array | undefined;
  let xmp: string | undefined;
  let room = MAX_TEXT;
  for (const { marker, data } of segmentsOf(bytes)) {
    if (marker === 0xda) break;
    if ((room -= marker === 0xfe || marker === 0xe1 ? data.length : 0) < 0) break;
    if (marker === 0xfe && !texts.has('Comment')) texts.set('Comment', looseText(data));
    else if (marker === 0xe1 && startsWith(data, EXIF)) exif ??= data.subarray(EXIF.length);
    else if (marker === 0xe1 && startsWith(data, XMP)) xmp ??= looseText(data.subarray(XMP.length));
  }
  return { texts, ...(exif ? { exif } : {}), ...(xmp === undefined ? {} : { xmp }) };
}

/** The same picture with this metadata and no other. Metadata too long for a segment is left out. */
export function rewriteJpeg(bytes: Uint8Array, { exif, xmp }: Added): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [Uint8Array.of(0xff, 0xd8)];
  const added = [...(exif ? [joined([EXIF, exif])] : []), ...(xmp === undefined ? [] : [joined([XMP, utf8(xmp)])])].filter(
    ({ length }) => length <= ROOM
  );
  let written = false;
  for (const { marker, data, whole } of segmentsOf(bytes)) {
    // The JFIF header, where there is one, comes first.
    if (!written && marker !== 0xe0) {
      for (const one of added) parts.push(segment(0xe1, one));
      written = true;
    }
    if (staysIn(marker, data)) parts.push(whole);
  }
  parts.push(Uint8Array.of(0xff, 0xd9));
  return joined(parts);
}

/** JFIF, colour profile and Adobe's colour transform decide how it looks; all other application segments and comments are metadata. */
function staysIn(marker: number, data: Uint8Array): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  return marker === 0xe0 || marker === 0xee || (marker === 0xe2 && startsWith(data, ICC));
}

function segment(marker: number, data: Uint8Array): Uint8Array {
  const length = data.length + 2;
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 255), data]);
}
