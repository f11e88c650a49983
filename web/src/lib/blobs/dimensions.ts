// A picture's size from its first bytes, so that a small file that claims to be a huge picture is refused before anything decodes it.
import type { MediaType } from 'shared/blobs';

/** Width and height as stored, before any turning; undefined where the beginning does not tell. */
export function dimensionsOf(bytes: Uint8Array, type: MediaType): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (type) {
      case 'image/png':
        return { width: view.getUint32(16), height: view.getUint32(20) };
      case 'image/gif':
        return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
      case 'image/webp':
        return webp(view);
      case 'image/jpeg':
        return jpeg(view);
      case 'image/avif':
        return avif(bytes, view);
      default:
        return undefined;
    }
  } catch {
    // Cut short: whatever decodes it will say so.
    return undefined;
  }
}

function webp(view: DataView): { width: number; height: number } | undefined {
  const kind = view.getUint32(12);
  const [VP8, VP8L, VP8X] = [0x56503820, 0x5650384c, 0x56503858];
  if (kind === VP8) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind === VP8L) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  const three = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
  return kind === VP8X ? { width: three(24), height: three(27) } : undefined;
}

function jpeg(view: DataView): { width: number; height: number } | undefined {
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** The largest picture of the file, by its `ispe` boxes. */
function avif(bytes: Uint8Array, view: DataView): { width: number; height: number } | undefined {
  let largest: { width: number; height: number } | undefined;
  const end = Math.min(bytes.length - 16, 64 * 1024);
  for (let at = bytes.indexOf(0x69); at >= 0 && at < end; at = bytes.indexOf(0x69, at + 1)) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (!largest || width * height > largest.width * largest.height) largest = { width, height };
  }
  return largest;
}
