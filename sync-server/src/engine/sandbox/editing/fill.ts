// Fills holes in a picture from their surroundings: first colours, then pieces of the picture, then their fine detail.
import { clamp, ease } from '../painting/noise.ts';
import { blurred, mixed, piped, resizeMask, toRaster, type Mask, type Raster } from '../drawing/raster.ts';
import { completed, type Completion } from './patches.ts';

/**
 * Replaces what the mask marks; its edge is softened so that no seam shows. The mask has the raster's size. `margin` is
 * how much more than the mask is replaced, as a share of the long side: the edges carry the removed thing's colour.
 */
export async function filled(raster: Raster, mask: Mask, margin = 0.004): Promise<Raster> {
  const { width, height } = raster;
  const grown = await resizeMask(mask, width, height, Math.max(1, Math.max(width, height) * margin));
  for (let i = 0; i < grown.share.length; i++) grown.share[i] = ease(0.02, 0.3, grown.share[i]!);
  const colours = diffused(raster, grown);
  const completion = await completed(raster, colours, grown);
  if (!completion) return mixed(raster, colours, grown);
  return mixed(raster, await detailed(raster, grown, completion), grown);
}

/** Colours from the small completion, and the fine detail of the places that it took its patches from. */
async function detailed(raster: Raster, { share }: Mask, { coarse, offsets }: Completion): Promise<Raster> {
  const { width, height, rgb } = raster;
  const [sx, sy] = [width / coarse.width, height / coarse.height];
  const colours = await toRaster(piped(coarse).resize(width, height, { fit: 'fill', kernel: 'cubic' }));
  const soft = await blurred(raster, Math.max(sx, sy) * 0.8);
  const out = Uint8Array.from(colours.rgb);
  for (let y = 0; y < height; y++) {
    const row = Math.min(coarse.height - 1, Math.floor(y / sy)) * coarse.width;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (share[at]! <= 0.004) continue;
      const small = (row + Math.min(coarse.width - 1, Math.floor(x / sx))) * 2;
      const fx = Math.round(clamp(x + offsets[small]! * sx, 0, width - 1));
      const fy = Math.round(clamp(y + offsets[small + 1]! * sy, 0, height - 1));
      const from = fy * width + fx;
      if (share[from]! > 0.02) continue;
      for (let c = 0; c < 3; c++) out[at * 3 + c] = clamp(out[at * 3 + c]! + rgb[from * 3 + c]! - soft.rgb[from * 3 + c]!, 0, 255);
    }
  }
  return { width, height, rgb: out };
}

interface Level {
  readonly width: number;
  readonly height: number;
  readonly rgb: Float32Array;
  readonly weight: Float32Array;
}

/** Pull-push: averages what is known into ever smaller pictures, then fills the unknown from them on the way back. */
function diffused({ width, height, rgb }: Raster, { share }: Mask): Raster {
  const weight = share.map((hole) => (hole > 0.02 ? 0 : 1));
  const known = new Float32Array(rgb.length);
  for (let i = 0; i < rgb.length; i++) known[i] = rgb[i]! * weight[(i / 3) | 0]!;
  const levels: Level[] = [{ width, height, rgb: known, weight }];
  for (let last = levels[0]!; last.width > 1 || last.height > 1; last = levels.at(-1)!) levels.push(halved(last));
  for (let n = levels.length - 2; n >= 0; n--) push(levels[n + 1]!, levels[n]!);
  const filledLevel = levels[0]!;
  const out = new Uint8Array(rgb.length);
  for (let i = 0; i < out.length; i++) out[i] = clamp(filledLevel.rgb[i]!, 0, 255);
  return { width, height, rgb: out };
}

function halved({ width, height, rgb, weight }: Level): Level {
  const w = Math.ceil(width / 2);
  const h = Math.ceil(height / 2);
  const next: Level = { width: w, height: h, rgb: new Float32Array(w * h * 3), weight: new Float32Array(w * h) };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = y * width + x;
      const share = weight[from]!;
      if (share === 0) continue;
      const to = (y >> 1) * w + (x >> 1);
      next.weight[to]! += share;
      for (let c = 0; c < 3; c++) next.rgb[to * 3 + c]! += rgb[from * 3 + c]!;
    }
  }
  for (let i = 0; i < next.weight.length; i++) {
    const sum = next.weight[i]!;
    if (sum <= 1) continue;
    for (let c = 0; c < 3; c++) next.rgb[i * 3 + c]! /= sum;
    next.weight[i] = 1;
  }
  return next;
}

/** Fills the finer level's unknown share from the coarser one, bilinearly. Colours are premultiplied by weight until then. */
function push(coarse: Level, fine: Level): void {
  for (let y = 0; y < fine.height; y++) {
    const sy = clamp(y / 2 - 0.25, 0, coarse.height - 1);
    const y0 = Math.floor(sy);
    const y1 = Math.min(coarse.height - 1, y0 + 1);
    const fy = sy - y0;
    for (let x = 0; x < fine.width; x++) {
      const to = y * fine.width + x;
      const missing = 1 - fine.weight[to]!;
      if (missing <= 0) continue;
      const sx = clamp(x / 2 - 0.25, 0, coarse.width - 1);
      const x0 = Math.floor(sx);
      const x1 = Math.min(coarse.width - 1, x0 + 1);
      const fx = sx - x0;
      for (let c = 0; c < 3; c++) {
        const top = coarse.rgb[(y0 * coarse.width + x0) * 3 + c]! * (1 - fx) + coarse.rgb[(y0 * coarse.width + x1) * 3 + c]! * fx;
        const bottom = coarse.rgb[(y1 * coarse.width + x0) * 3 + c]! * (1 - fx) + coarse.rgb[(y1 * coarse.width + x1) * 3 + c]! * fx;
        fine.rgb[to * 3 + c]! += (top * (1 - fy) + bottom * fy) * missing;
      }
      fine.weight[to] = 1;
    }
  }
}

/** Thin strokes that differ from what is around them, such as letters and watermarks, as a mask. */
export function strokesOf({ width, height, rgb }: Raster, soft: Raster): Mask {
  const share = new Float32Array(width * height);
  for (let i = 0; i < share.length; i++) {
    const difference =
      Math.abs(rgb[i * 3]! - soft.rgb[i * 3]!) +
      Math.abs(rgb[i * 3 + 1]! - soft.rgb[i * 3 + 1]!) +
      Math.abs(rgb[i * 3 + 2]! - soft.rgb[i * 3 + 2]!);
    share[i] = difference > 110 ? 1 : 0;
  }
  return { width, height, share };
}
