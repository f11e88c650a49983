// PNG files as chunks: reads their texts, and writes them anew with other metadata or none. Pixels are never touched.
import { Unzlib } from 'fflate';
import { ascii, joined, looseText, MAX_TEXT, utf8, viewOf } from './bytes.ts';
import type { Found, Added } from './container.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** What decides how the picture looks; everything else is metadata. */
const LOOKS = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT'.split(' '));
const XMP = 'XML:com.adobe.xmp';
const MOST_TEXTS = 200;

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** The chunk as it stands, with length and checksum. */
  readonly whole: Uint8Array;
}

/** The chunks as far as the file is sound. */
function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const view = viewOf(bytes);
  for (let at = SIGNATURE.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return;
    const type = ascii(bytes, at + 4, at + 8);
    yield { type, data: bytes.subarray(at + 8, at + 8 + length), whole: bytes.subarray(at, end) };
    if (type === 'IEND') return;
    at = end;
  }
}

export function readPng(bytes: Uint8Array): Found {
  const texts = new Map<string, string>();
  let exif: Uint8Array | undefined;
  let room = MAX_TEXT;
  for (const { type, data } of chunksOf(bytes)) {
    if (type === 'eXIf') exif = data;
    if (type !== 'tEXt' && type !== 'zTXt' && type !== 'iTXt') continue;
    if (texts.size >= MOST_TEXTS) break;
    const read = textOf(type, data, room);
    if (!read) continue;
    room -= read.size;
    if (!texts.has(read.key)) texts.set(read.key, read.text);
  }
  const xmp = texts.get(XMP);
  texts.delete(XMP);
  return { texts, ...(exif ? { exif } : {}), ...(xmp === undefined ? {} : { xmp }) };
}

function textOf(type: string, data: Uint8Array, room: number): { key: string; text: string; size: number } | undefined {
  const end = data.indexOf(0);
  if (end < 1 || end > 79) return undefined;
  const key = looseText(data.subarray(0, end));
  let rest = data.subarray(end + 1);
  let packed = type === 'zTXt';
  if (packed) rest = rest.subarray(1);
  else if (type === 'iTXt') {
    packed = rest[0] === 1;
    const language = rest.indexOf(0, 2);
    const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
    if (translated < 0) return undefined;
    rest = rest.subarray(translated + 1);
  }
  const plain = packed ? unpacked(rest, room) : rest.length <= room ? rest : undefined;
  return plain && { key, text: looseText(plain), size: plain.length };
}

/** What zlib packed, undefined for what is broken or unfolds to more than there is room for. */
function unpacked(data: Uint8Array, room: number): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let size = 0;
  const unzip = new Unzlib((part) => {
    size += part.length;
    if (size > room) throw new RangeError('More text than a picture carries.');
    parts.push(part);
  });
  try {
    // In small helpings: a bomb is found out before it has unfolded.
    const helping = 4_096;
    for (let at = 0; at < data.length; at += helping) unzip.push(data.subarray(at, at + helping), at + helping >= data.length);
  } catch {
    return undefined;
  }
  return joined(parts);
}

/** The same picture with this metadata and no other. */
export function rewritePng(bytes: Uint8Array, { texts = [], exif, xmp }: Added): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [SIGNATURE];
  for (const { type, whole } of chunksOf(bytes)) {
    if (LOOKS.has(type)) parts.push(whole);
    if (type !== 'IHDR') continue;
    for (const [key, text] of texts) parts.push(international(key, text));
    if (xmp !== undefined) parts.push(international(XMP, xmp));
    if (exif) parts.push(chunk('eXIf', exif));
  }
  return joined(parts);
}

/** iTXt without compression: the one kind of text chunk that holds every language. */
function international(key: string, text: string): Uint8Array {
  return chunk('iTXt', joined([utf8(key), Uint8Array.of(0, 0, 0, 0, 0), utf8(text)]));
}

export function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(12 + data.length);
  const view = viewOf(whole);
  view.setUint32(0, data.length);
  whole.set(utf8(type), 4);
  whole.set(data, 8);
  view.setUint32(8 + data.length, crc32(whole.subarray(4, 8 + data.length)));
  return whole;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (CRC[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
