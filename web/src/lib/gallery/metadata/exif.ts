// The few EXIF fields in which programs leave recipes, read and written as a TIFF structure.
import { ascii, looseText, utf8, viewOf } from './bytes.ts';

export interface Exif {
  readonly orientation?: number;
  readonly userComment?: string;
  readonly imageDescription?: string;
  readonly make?: string;
  readonly model?: string;
  readonly software?: string;
  /** Fooocus names its way of writing here. */
  readonly makerNote?: string;
}

const IMAGE_DESCRIPTION = 0x010e;
const MAKE = 0x010f;
const MODEL = 0x0110;
const ORIENTATION = 0x0112;
const SOFTWARE = 0x0131;
const EXIF_IFD = 0x8769;
const MAKER_NOTE = 0x927c;
const USER_COMMENT = 0x9286;
const [ASCII, SHORT, LONG, UNDEFINED] = [2, 3, 4, 7];
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const MOST_ENTRIES = 500;

interface Entry {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** Reads what is there; what is broken is left out. */
export function readExif(tiff: Uint8Array): Exif {
  if (tiff.length < 8) return {};
  const order = ascii(tiff, 0, 2);
  if (order !== 'II' && order !== 'MM') return {};
  const little = order === 'II';
  const view = viewOf(tiff);
  const first = entriesAt(tiff, view.getUint32(4, little), little);
  const number = (entry: Entry | undefined) => {
    if (!entry) return undefined;
    const of = viewOf(entry.bytes);
    if (entry.type === SHORT && entry.bytes.length >= 2) return of.getUint16(0, little);
    return entry.type === LONG && entry.bytes.length >= 4 ? of.getUint32(0, little) : undefined;
  };
  const inner = number(first.get(EXIF_IFD));
  const second = inner === undefined ? new Map<number, Entry>() : entriesAt(tiff, inner, little);
  const text = (entry: Entry | undefined) => (entry ? looseText(entry.bytes).replace(/\0+$/, '').trim() || undefined : undefined);
  const comment = second.get(USER_COMMENT) ?? first.get(USER_COMMENT);
  const found = {
    orientation: number(first.get(ORIENTATION)),
    userComment: comment && commentText(comment.bytes, little),
    imageDescription: text(first.get(IMAGE_DESCRIPTION)),
    make: text(first.get(MAKE)),
    model: text(first.get(MODEL)),
    software: text(first.get(SOFTWARE)),
    makerNote: text(second.get(MAKER_NOTE))
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function entriesAt(tiff: Uint8Array, at: number, little: boolean): Map<number, Entry> {
  const entries = new Map<number, Entry>();
  const view = viewOf(tiff);
  if (at < 8 || at + 2 > tiff.length) return entries;
  const count = Math.min(view.getUint16(at, little), MOST_ENTRIES);
  for (let n = 0; n < count; n++) {
    const place = at + 2 + 12 * n;
    if (place + 12 > tiff.length) break;
    const type = view.getUint16(place + 2, little);
    const size = view.getUint32(place + 4, little) * (SIZES[type] ?? 0);
    const from = size <= 4 ? place + 8 : view.getUint32(place + 8, little);
    if (size === 0 || from + size > tiff.length) continue;
    entries.set(view.getUint16(place, little), { type, bytes: tiff.subarray(from, from + size) });
  }
  return entries;
}

/** A comment begins with eight letters that name its coding; "UNICODE" is UTF-16 in whichever order its writer liked. */
function commentText(bytes: Uint8Array, little: boolean): string | undefined {
  const coding = ascii(bytes, 0, 8).replace(/\0+$/, '');
  const rest = bytes.subarray(8);
  const clean = (text: string) => text.replaceAll('\0', '').trim() || undefined;
  if (coding === 'UNICODE') {
    const [likely, other] = little ? ['utf-16le', 'utf-16be'] : ['utf-16be', 'utf-16le'];
    const [a, b] = [new TextDecoder(likely).decode(rest), new TextDecoder(other).decode(rest)];
    return clean(plainness(a) >= plainness(b) ? a : b);
  }
  return clean(looseText(coding === 'ASCII' || coding === '' || coding === 'JIS' ? rest : bytes));
}

/** How many of the first characters are such as English is written with. */
function plainness(text: string): number {
  let count = 0;
  for (let at = 0; at < Math.min(400, text.length); at++) if (text.charCodeAt(at) < 128) count += 1;
  return count;
}

/** A TIFF structure with these fields, in the big-endian order that most writers of recipes use. */
export function writeExif({
  orientation,
  userComment,
  software
}: Pick<Exif, 'orientation' | 'userComment' | 'software'>): Uint8Array<ArrayBuffer> {
  const first: (readonly [tag: number, type: number, count: number, data: Uint8Array])[] = [];
  if (orientation !== undefined) first.push([ORIENTATION, SHORT, 1, Uint8Array.of(0, orientation, 0, 0)]);
  if (software !== undefined) first.push([SOFTWARE, ASCII, utf8(software).length + 1, utf8(`${software}\0`)]);
  const comment = userComment === undefined ? undefined : unicodeComment(userComment);
  const entries = first.length + (comment ? 1 : 0);
  const firstEnd = 8 + 2 + 12 * entries + 4;
  const long = first.reduce((sum, [, , , data]) => sum + (data.length > 4 ? data.length + (data.length & 1) : 0), 0);
  const inner = firstEnd + long;
  const tiff = new Uint8Array(inner + (comment ? 2 + 12 + 4 + comment.length : 0));
  const view = viewOf(tiff);
  tiff.set([0x4d, 0x4d, 0, 42, 0, 0, 0, 8]);
  view.setUint16(8, entries);
  let place = 10;
  let free = firstEnd;
  for (const [tag, type, count, data] of first) {
    view.setUint16(place, tag);
    view.setUint16(place + 2, type);
    view.setUint32(place + 4, count);
    if (data.length <= 4) tiff.set(data, place + 8);
    else {
      view.setUint32(place + 8, free);
      tiff.set(data, free);
      free += data.length + (data.length & 1);
    }
    place += 12;
  }
  if (comment) {
    view.setUint16(place, EXIF_IFD);
    view.setUint16(place + 2, LONG);
    view.setUint32(place + 4, 1);
    view.setUint32(place + 8, inner);
    view.setUint16(inner, 1);
    view.setUint16(inner + 2, USER_COMMENT);
    view.setUint16(inner + 4, UNDEFINED);
    view.setUint32(inner + 6, comment.length);
    view.setUint32(inner + 10, inner + 18);
    tiff.set(comment, inner + 18);
  }
  return tiff;
}

function unicodeComment(text: string): Uint8Array {
  const bytes = new Uint8Array(8 + 2 * text.length);
  bytes.set(utf8('UNICODE\0'));
  const view = viewOf(bytes);
  for (let at = 0; at < text.length; at++) view.setUint16(8 + 2 * at, text.charCodeAt(at));
  return bytes;
}
