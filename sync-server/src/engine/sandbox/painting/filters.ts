// Pixel treatments shared by the styles: smoothing that keeps edges, outlines, local contrast, texture of the support.
import { clamp, noise2 } from './noise.ts';

/** Three bytes a pixel. */
export interface Pixels {
  rgb: Uint8Array;
  width: number;
  height: number;
}

/** Brightness of every pixel, 0 to 255. */
export function greys({ rgb, width, height }: Pixels): Float32Array {
  const out = new Float32Array(width * height);
  for (let i = 0, p = 0; i < out.length; i++, p += 3) out[i] = rgb[p]! * 0.299 + rgb[p + 1]! * 0.587 + rgb[p + 2]! * 0.114;
  return out;
}

/** A box blur run twice; cost does not depend on the radius. */
export function blurred(source: Float32Array, width: number, height: number, radius: number): Float32Array {
  let from = source;
  for (let pass = 0; pass < 2; pass++) {
    const across = new Float32Array(from.length);
    for (let y = 0; y < height; y++) {
      let sum = 0;
      const row = y * width;
      for (let k = -radius; k <= radius; k++) sum += from[row + clamp(k, 0, width - 1)]!;
      for (let x = 0; x < width; x++) {
        across[row + x] = sum / (2 * radius + 1);
        sum += from[row + Math.min(width - 1, x + radius + 1)]! - from[row + Math.max(0, x - radius)]!;
      }
    }
    const down = new Float32Array(from.length);
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = -radius; k <= radius; k++) sum += across[clamp(k, 0, height - 1) * width + x]!;
      for (let y = 0; y < height; y++) {
        down[y * width + x] = sum / (2 * radius + 1);
        sum += across[Math.min(height - 1, y + radius + 1) * width + x]! - across[Math.max(0, y - radius) * width + x]!;
      }
    }
    from = down;
  }
  return from;
}

/** Takes each pixel's colour from the calmest of four neighbouring squares: flat strokes with sharp borders (Kuwahara's filter). */
export function strokes(picture: Pixels, radius: number): Uint8Array {
  const { rgb, width, height } = picture;
  const w = width + 1;
  const sums = [0, 1, 2].map(() => new Float64Array(w * (height + 1)));
  const grey = new Float64Array(w * (height + 1));
  const square = new Float64Array(w * (height + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = (y * width + x) * 3;
      const at = (y + 1) * w + x + 1;
      for (let c = 0; c < 3; c++) sums[c]![at] = rgb[p + c]! + sums[c]![at - 1]! + sums[c]![at - w]! - sums[c]![at - w - 1]!;
      const g = rgb[p]! * 0.299 + rgb[p + 1]! * 0.587 + rgb[p + 2]! * 0.114;
      grey[at] = g + grey[at - 1]! + grey[at - w]! - grey[at - w - 1]!;
      square[at] = g * g + square[at - 1]! + square[at - w]! - square[at - w - 1]!;
    }
  }
  const out = new Uint8Array(rgb.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let best = Infinity;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let area = 1;
      for (let k = 0; k < 4; k++) {
        const x0 = Math.max(0, k & 1 ? x : x - radius);
        const x1 = Math.min(width, (k & 1 ? x + radius : x) + 1);
        const y0 = Math.max(0, k & 2 ? y : y - radius);
        const y1 = Math.min(height, (k & 2 ? y + radius : y) + 1);
        const n = (x1 - x0) * (y1 - y0);
        const p = y1 * w + x1;
        const q = y1 * w + x0;
        const r = y0 * w + x1;
        const s = y0 * w + x0;
        const mean = (grey[p]! - grey[q]! - grey[r]! + grey[s]!) / n;
        const spread = (square[p]! - square[q]! - square[r]! + square[s]!) / n - mean * mean;
        if (spread < best) {
          best = spread;
          a = p;
          b = q;
          c = r;
          d = s;
          area = n;
        }
      }
      const p = (y * width + x) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const sum = sums[channel]!;
        out[p + channel] = (sum[a]! - sum[b]! - sum[c]! + sum[d]!) / area;
      }
    }
  }
  return out;
}

/** How strong an edge passes through each pixel, about 0 to 1 (Sobel). */
export function edges(picture: Pixels): Float32Array {
  const { width, height } = picture;
  const g = blurred(greys(picture), width, height, 1);
  const out = new Float32Array(g.length);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const gx = g[i - width + 1]! + 2 * g[i + 1]! + g[i + width + 1]! - g[i - width - 1]! - 2 * g[i - 1]! - g[i + width - 1]!;
      const gy = g[i + width - 1]! + 2 * g[i + width]! + g[i + width + 1]! - g[i - width - 1]! - 2 * g[i - width]! - g[i - width + 1]!;
      out[i] = Math.sqrt(gx * gx + gy * gy) / 255;
    }
  }
  return out;
}

/** Lifts or calms detail against its surroundings; `amount` 0.5 is strong. */
export function localContrast(picture: Pixels, radius: number, amount: number): Uint8Array {
  const { rgb, width, height } = picture;
  const grey = greys(picture);
  const broad = blurred(grey, width, height, radius);
  const out = new Uint8Array(rgb.length);
  for (let i = 0, p = 0; i < grey.length; i++, p += 3) {
    const lift = (grey[i]! - broad[i]!) * amount;
    const flat = (128 - broad[i]!) * amount * 0.3;
    for (let c = 0; c < 3; c++) out[p + c] = clamp(rgb[p + c]! + lift + flat, 0, 255);
  }
  return out;
}

/** Runs a function over all pixels; it gets display values 0 to 1 and answers in `ink`. */
export function eachPixel(
  picture: Pixels,
  ink: { r: number; g: number; b: number },
  change: (r: number, g: number, b: number, x: number, y: number, index: number) => void
): Uint8Array {
  const { rgb, width, height } = picture;
  const out = new Uint8Array(rgb.length);
  let p = 0;
  let index = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      change(rgb[p]! / 255, rgb[p + 1]! / 255, rgb[p + 2]! / 255, x, y, index++);
      out[p++] = clamp(ink.r * 255 + 0.5, 0, 255);
      out[p++] = clamp(ink.g * 255 + 0.5, 0, 255);
      out[p++] = clamp(ink.b * 255 + 0.5, 0, 255);
    }
  }
  return out;
}

/** Tooth of paper or canvas around 1; `scale` is pixels per fibre. */
export function tooth(x: number, y: number, scale: number): number {
  return 0.94 + 0.08 * noise2(x / scale, y / scale) + 0.05 * noise2(x / scale / 3.7, y / scale / 0.8);
}
