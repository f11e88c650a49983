// Box blurs, and the guided filter that is made of them: masks take over the edges of the picture they belong to.
import { clamp } from '../painting/noise.ts';
import type { Raster } from '../drawing/raster.ts';

/** A box blur, once along rows and once along columns. */
export function smoothed(values: Float32Array, width: number, height: number, radius: number): Float32Array {
  const rows = new Float32Array(values.length);
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++) boxRun(values, rows, y * width, 1, width, radius);
  for (let x = 0; x < width; x++) boxRun(rows, out, x, width, height, radius);
  return out;
}

function boxRun(from: Float32Array, to: Float32Array, start: number, step: number, length: number, radius: number): void {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < Math.min(radius, length); i++, count++) sum += from[start + i * step]!;
  for (let i = 0; i < length; i++) {
    if (i + radius < length) {
      sum += from[start + (i + radius) * step]!;
      count++;
    }
    if (i - radius - 1 >= 0) {
      sum -= from[start + (i - radius - 1) * step]!;
      count--;
    }
    to[start + i * step] = sum / count;
  }
}

/** Guided filter on brightness: the mask takes over the picture's edges (He, Sun and Tang, 2010). */
export function guide({ width, height, rgb }: Raster, share: Float32Array, radius: number, epsilon: number): Float32Array {
  const light = new Float32Array(share.length);
  for (let i = 0; i < light.length; i++) light[i] = rgb[i * 3]! * 0.299 + rgb[i * 3 + 1]! * 0.587 + rgb[i * 3 + 2]! * 0.114;
  const mean = (values: Float32Array) => smoothed(values, width, height, radius);
  const meanLight = mean(light);
  const meanShare = mean(share);
  const meanBoth = mean(light.map((value, i) => value * share[i]!));
  const meanSquare = mean(light.map((value) => value * value));
  const a = new Float32Array(share.length);
  const b = new Float32Array(share.length);
  for (let i = 0; i < share.length; i++) {
    const variance = meanSquare[i]! - meanLight[i]! ** 2;
    a[i] = (meanBoth[i]! - meanLight[i]! * meanShare[i]!) / (variance + epsilon);
    b[i] = meanShare[i]! - a[i]! * meanLight[i]!;
  }
  const meanA = mean(a);
  const meanB = mean(b);
  return light.map((value, i) => clamp(meanA[i]! * value + meanB[i]!, 0, 1));
}
