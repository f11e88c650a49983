// A picture as the encoder's planes of brightness and colour, and the camera's view of it.
import { ease } from '../painting/noise.ts';
import { resizeMask, type Mask, type Raster } from '../drawing/raster.ts';
import type { Pose } from './camera.ts';

/** Brightness at full size, colour at half size: video range BT.601. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

/** Width and height must be even. */
export function planesOf({ width, height, rgb }: Raster): Planes {
  const y = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < y.length; i++, p += 3) y[i] = 16.5 + rgb[p]! * 0.257 + rgb[p + 1]! * 0.504 + rgb[p + 2]! * 0.098;
  const half = width >> 1;
  const u = new Uint8Array(half * (height >> 1));
  const v = new Uint8Array(u.length);
  for (let row = 0, i = 0; row < height >> 1; row++) {
    for (let column = 0; column < half; column++, i++) {
      const p = (row * 2 * width + column * 2) * 3;
      const q = p + width * 3;
      const r = (rgb[p]! + rgb[p + 3]! + rgb[q]! + rgb[q + 3]!) / 4;
      const g = (rgb[p + 1]! + rgb[p + 4]! + rgb[q + 1]! + rgb[q + 4]!) / 4;
      const b = (rgb[p + 2]! + rgb[p + 5]! + rgb[q + 2]! + rgb[q + 5]!) / 4;
      u[i] = 128.5 - r * 0.148 - g * 0.291 + b * 0.439;
      v[i] = 128.5 + r * 0.439 - g * 0.368 - b * 0.071;
    }
  }
  return { width, height, y, u, v };
}

/** Nearness of each pixel of a view, -0.5 far to 0.5 near: the subject before its background, the ground before the sky. */
export async function nearness(matte: Mask, width: number, height: number): Promise<Float32Array> {
  const soft = await resizeMask(matte, width, height, width / 11);
  const near = soft.share;
  for (let row = 0, i = 0; row < height; row++) {
    const ground = 0.4 * ease(0.45, 1, row / height);
    for (let column = 0; column < width; column++, i++) near[i] = near[i]! * 0.6 + ground - 0.5;
  }
  return near;
}

/**
 * Writes the view of a pose into a frame in the encoder's layout (brightness, then the two colours at half size).
 * `near` has the frame's size. With `share` below 1 the view is mixed over what the frame holds already.
 */
export function view(
  source: Planes,
  near: Float32Array,
  pose: Pose,
  width: number,
  height: number,
  frame: Uint8Array,
  share: number
): void {
  const size = width * height;
  const quarter = size >> 2;
  sample(source.y, source.width, source.height, near, 1, pose, width, height, frame.subarray(0, size), share);
  sample(
    source.u,
    source.width >> 1,
    source.height >> 1,
    near,
    2,
    pose,
    width >> 1,
    height >> 1,
    frame.subarray(size, size + quarter),
    share
  );
  sample(source.v, source.width >> 1, source.height >> 1, near, 2, pose, width >> 1, height >> 1, frame.subarray(size + quarter), share);
}

/** One plane, bilinearly; `step` is how many pixels of `near` one pixel of the plane stands for. */
function sample(
  from: Uint8Array,
  fromWidth: number,
  fromHeight: number,
  near: Float32Array,
  step: number,
  { zoom, x, y, roll, shift, growth }: Pose,
  width: number,
  height: number,
  to: Uint8Array,
  share: number
): void {
  const scale = fromWidth / width / zoom;
  const a = Math.cos(roll) * scale;
  const b = Math.sin(roll) * scale;
  const centreU = fromWidth * (0.5 + x);
  const centreV = fromHeight * (0.5 + y);
  const slide = -shift * fromWidth;
  const maxU = fromWidth - 1.001;
  const maxV = fromHeight - 1.001;
  for (let row = 0, i = 0; row < height; row++) {
    const dy = row - height / 2 + 0.5;
    const nearRow = row * step * width * step;
    for (let column = 0; column < width; column++, i++) {
      const dx = column - width / 2 + 0.5;
      const depth = near[nearRow + column * step]!;
      const spread = 1 - growth * depth;
      let u = centreU + (a * dx - b * dy) * spread + slide * depth - 0.5;
      let v = centreV + (b * dx + a * dy) * spread - 0.5;
      u = u < 0 ? 0 : u > maxU ? maxU : u;
      v = v < 0 ? 0 : v > maxV ? maxV : v;
      const u0 = u | 0;
      const v0 = v | 0;
      const fu = u - u0;
      const at = v0 * fromWidth + u0;
      const top = from[at]! + (from[at + 1]! - from[at]!) * fu;
      const below = at + fromWidth;
      const bottom = from[below]! + (from[below + 1]! - from[below]!) * fu;
      const value = top + (bottom - top) * (v - v0) + 0.5;
      to[i] = share === 1 ? value : to[i]! + (value - to[i]!) * share;
    }
  }
}
