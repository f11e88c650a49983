// Finishing: the small painted picture becomes a file of exactly the size asked for, with grain and an honest label inside.
import sharp from 'sharp';
import { mix } from './random.ts';
import type { Painted } from './paint.ts';

interface FinishOptions {
  /** Exact size of the file, pixels. */
  width: number;
  height: number;
  format: 'jpeg' | 'png' | 'webp';
  /** Seeds the grain, so that bytes repeat. */
  seed: number;
}

const TILE = 256;
const LABEL = { Software: 'Preset sandbox', ImageDescription: 'Drawn by rules, not by AI' };

/** Encodes a painted picture at exactly `width`×`height`. The file says in its metadata that the sandbox drew it. */
export async function finish(painted: Painted, options: FinishOptions): Promise<Buffer> {
  const { width, height, format, seed } = options;
  const channels = 3;
  const small = sharp(Buffer.from(painted.rgb.buffer, painted.rgb.byteOffset, painted.rgb.byteLength), {
    raw: { width: painted.width, height: painted.height, channels }
  });
  const { data } = await small.resize(width, height, { fit: 'fill', kernel: 'lanczos3' }).raw().toBuffer({ resolveWithObject: true });
  // PNG cannot fold grain away, so it gets a calmer one and stays a file people can send
  grain(data, width, height, seed, format === 'png' ? 2 : 4);
  const full = sharp(data, { raw: { width, height, channels } }).withExif({ IFD0: LABEL });
  if (format === 'png') return full.png({ compressionLevel: 2, adaptiveFiltering: false }).toBuffer();
  if (format === 'webp') return full.webp({ quality: 86, effort: 1 }).toBuffer();
  return full.jpeg({ quality: 88, chromaSubsampling: '4:2:0' }).toBuffer();
}

/** Film grain: fine, the same in all channels, strongest in the middle tones. */
function grain(data: Buffer, width: number, height: number, seed: number, strength: number): void {
  const tile = new Int8Array(TILE * TILE);
  let state = mix(seed);
  for (let i = 0; i < tile.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    tile[i] = (((state >>> 24) + ((state >>> 16) & 255) + ((state >>> 8) & 255) - 382) * strength) / 160;
  }
  for (let y = 0; y < height; y++) {
    // each band of rows shifts the tile, so its repeat never shows
    const shift = mix(seed + (y >> 8)) & 255;
    const row = (y & 255) * TILE;
    let at = y * width * 3;
    for (let x = 0; x < width; x++) {
      const g = tile[row + ((x + shift + (x >> 8) * 97) & 255)]!;
      for (let c = 0; c < 3; c++) {
        const v = data[at]! + g;
        data[at++] = v < 0 ? 0 : v > 255 ? 255 : v;
      }
    }
  }
}
