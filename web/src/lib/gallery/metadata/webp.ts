// WebP files as RIFF chunks: reads EXIF and XMP, and writes the file anew with other metadata or none. Pixels are never touched.
import { ascii, joined, looseText, MAX_TEXT, startsWith, utf8, viewOf } from './bytes.ts';
import type { Added, Found } from './container.ts';

const LOOKS = new Set(['VP8 ', 'VP8L', 'ALPH', 'ICCP', 'ANIM', 'ANMF']);
const [XMP_FLAG, EXIF_FLAG, ALPHA_FLAG] = [0x04, 0x08, 0x10];

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const view = viewOf(bytes);
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = view.getUint32(at + 4, true);
    if (at + 8 + length > bytes.length) return;
    yield { type: ascii(bytes, at, at + 4), data: bytes.subarray(at + 8, at + 8 + length) };
    at += 8 + length + (length & 1);
  }
}

export function readWebp(bytes: Uint8Array): Found {
  let exif: Uint8Array | undefined;
  let xmp: string | undefined;
  const header = utf8('Exif\0\0');
  for (const { type, data } of chunksOf(bytes)) {
    if (data.length > MAX_TEXT) continue;
    // Some programs put JPEG's header in front.
    if (type === 'EXIF') exif = startsWith(data, header) ? data.subarray(header.length) : data;
    else if (type === 'XMP ') xmp = looseText(data);
  }
  return { texts: new Map(), ...(exif ? { exif } : {}), ...(xmp === undefined ? {} : { xmp }) };
}

/** The same picture with this metadata and no other; a file that cannot be understood comes back as it is. */
export function rewriteWebp(bytes: Uint8Array, { exif, xmp }: Added): Uint8Array<ArrayBuffer> {
  const chunks = [...chunksOf(bytes)];
  const extended = chunks.find(({ type }) => type === 'VP8X')?.data ?? extendedOf(chunks);
  if (!extended || extended.length < 10) return new Uint8Array(bytes);
  const head = new Uint8Array(extended);
  head[0] = ((head[0] ?? 0) & ~(XMP_FLAG | EXIF_FLAG)) | (exif ? EXIF_FLAG : 0) | (xmp === undefined ? 0 : XMP_FLAG);
  const parts = [
    chunk('VP8X', head),
    ...chunks.filter(({ type }) => LOOKS.has(type)).map(({ type, data }) => chunk(type, data)),
    ...(exif ? [chunk('EXIF', exif)] : []),
    ...(xmp === undefined ? [] : [chunk('XMP ', utf8(xmp))])
  ];
  const size = 4 + parts.reduce((sum, { length }) => sum + length, 0);
  const riff = joined([utf8('RIFF'), new Uint8Array(4), utf8('WEBP'), ...parts]);
  viewOf(riff).setUint32(4, size, true);
  return riff;
}

/** The header that a file of one still picture lacks: its size, and whether it is transparent. */
function extendedOf(chunks: readonly Chunk[]): Uint8Array | undefined {
  const picture = chunks.find(({ type }) => type === 'VP8 ' || type === 'VP8L');
  if (!picture || picture.data.length < 10) return undefined;
  const view = viewOf(picture.data);
  const lossless = picture.type === 'VP8L';
  const bits = lossless ? view.getUint32(1, true) : 0;
  const width = lossless ? bits & 0x3fff : (view.getUint16(6, true) & 0x3fff) - 1;
  const height = lossless ? (bits >> 14) & 0x3fff : (view.getUint16(8, true) & 0x3fff) - 1;
  const head = new Uint8Array(10);
  head[0] = lossless && (bits >> 28) & 1 ? ALPHA_FLAG : 0;
  for (let byte = 0; byte < 3; byte++) {
    head[4 + byte] = (width >> (8 * byte)) & 255;
    head[7 + byte] = (height >> (8 * byte)) & 255;
  }
  return head;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(8 + data.length + (data.length & 1));
  whole.set(utf8(type));
  viewOf(whole).setUint32(4, data.length, true);
  whole.set(data, 8);
  return whole;
}
