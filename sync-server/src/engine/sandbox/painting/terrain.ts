// Wide country: a height for every place, walked column by column from near to far, which costs far less than rays.
import { clamp } from './noise.ts';
import type { Canvas } from './canvas.ts';
import type { Sky } from './sky.ts';
import type { Vec } from './vec.ts';

/** A country seen from `eye` towards −z. */
export interface Country {
  eye: Vec;
  tanX: number;
  tanY: number;
  /** Height of the horizon in the picture: 0 in the middle, 1 at the top edge. */
  horizon: number;
  /** Radians by which the view is turned. */
  yaw: number;
  near: number;
  far: number;
  /** Relative stride; smaller is finer and slower. */
  stride: number;
  /** Height of the ground; `distance` says how much detail is worth having. */
  height(x: number, z: number, distance: number): number;
  /** Light from a point of the ground. The direction of view comes with it; the answer goes to `out`. */
  shade(
    x: number,
    y: number,
    z: number,
    distance: number,
    nx: number,
    ny: number,
    nz: number,
    dx: number,
    dy: number,
    dz: number,
    out: Float64Array
  ): void;
}

/** Paints sky and country onto the canvas. */
export function drawCountry(canvas: Canvas, country: Country, sky: Sky): void {
  const { width, height, light } = canvas;
  const { eye, tanX, tanY, near, far } = country;
  const [ex, ey, ez] = eye;
  const c = Math.cos(country.yaw);
  const s = Math.sin(country.yaw);
  const depth = new Float32Array(width * height);
  const cover = new Float32Array(width * height).fill(1);
  const middle = (height / 2) * (1 - country.horizon);
  const rows = height / 2 / tanY;
  for (let px = 0; px < width; px++) {
    const u = ((2 * (px + 0.5)) / width - 1) * tanX;
    const vx = u * c + s;
    const vz = u * s - c;
    let top = height;
    let lastRow = height + 4;
    let lastD = near;
    let olderRow = lastRow;
    let olderD = near;
    for (let d = near; d < far && top >= 0; d *= 1 + country.stride) {
      const row = middle - ((country.height(ex + vx * d, ez + vz * d, d) - ey) / d) * rows;
      if (lastRow < olderRow && lastRow < row && lastRow < top + 6) {
        // a crest passed between two strides: look closely, or it would come out toothed
        const span = d - olderD;
        for (let k = 1; k < 8; k++) {
          const q = olderD + (span * k) / 8;
          const crest = middle - ((country.height(ex + vx * q, ez + vz * q, q) - ey) / q) * rows;
          // the near flank's depth: beyond the crest the light would be the far flank's
          if (crest < top) top = fill(depth, cover, px, width, height, crest, olderD, top, top, olderD);
        }
      }
      if (row < top) top = fill(depth, cover, px, width, height, row, d, top, lastRow, lastD);
      olderRow = lastRow;
      olderD = lastD;
      lastRow = row;
      lastD = d;
    }
  }
  const out = new Float64Array(3);
  for (let py = height - 1; py >= 0; py--) {
    const v = (middle - (py + 0.5)) / rows;
    for (let px = 0; px < width; px++) {
      const at = py * width + px;
      const u = ((2 * (px + 0.5)) / width - 1) * tanX;
      const vx = u * c + s;
      const vz = u * s - c;
      const n = 1 / Math.sqrt(vx * vx + vz * vz + v * v);
      const d = depth[at]!;
      if (d > 0) {
        const x = ex + vx * d;
        const z = ez + vz * d;
        const e = 0.004 + d * 0.0022;
        const h = country.height(x, z, d);
        const nx = h - country.height(x + e, z, d);
        const nz = h - country.height(x, z + e, d);
        const m = 1 / Math.sqrt(nx * nx + e * e + nz * nz);
        country.shade(x, h, z, d, nx * m, e * m, nz * m, vx * n, v * n, vz * n, out);
        light[at * 3] = out[0]!;
        light[at * 3 + 1] = out[1]!;
        light[at * 3 + 2] = out[2]!;
      } else {
        sky.look(vx * n, v * n, vz * n, true);
        light[at * 3] = sky.r;
        light[at * 3 + 1] = sky.g;
        light[at * 3 + 2] = sky.b;
      }
    }
  }
  smoothRidges(canvas, depth, cover);
}

/** Fills a column's pixels from `top` up to `row`, their depths running from `lastD` to `d`; returns the new top. */
function fill(
  depth: Float32Array,
  cover: Float32Array,
  px: number,
  width: number,
  height: number,
  row: number,
  d: number,
  top: number,
  lastRow: number,
  lastD: number
): number {
  const first = Math.max(0, Math.ceil(row - 0.5));
  const last = Math.min(height - 1, Math.ceil(top - 0.5) - 1);
  for (let py = last; py >= first; py--) {
    const t = clamp((lastRow - (py + 0.5)) / (lastRow - row + 1e-6), 0, 1);
    depth[py * width + px] = lastD + (d - lastD) * t;
  }
  if (first > 0) cover[(first - 1) * width + px] = clamp(first - row, 0, 1);
  return row;
}

/** Where a near ridge stands before a far one, lets each pixel row take its share of both. */
function smoothRidges(canvas: Canvas, depth: Float32Array, cover: Float32Array): void {
  const { width, height, light } = canvas;
  for (let py = 0; py < height - 1; py++) {
    for (let px = 0; px < width; px++) {
      const at = py * width + px;
      const below = at + width;
      const d = depth[at]!;
      if (cover[at] === 1 || (d > 0 && d < depth[below]! * 1.25)) continue;
      const part = cover[at]!;
      for (let channel = 0; channel < 3; channel++) {
        const i = at * 3 + channel;
        light[i] = light[i]! * (1 - part) + light[below * 3 + channel]! * part;
      }
    }
  }
}

/** How much sun reaches a point of a height field, 0 to 1: a coarse walk towards the sun. */
export function sunlit(
  height: (x: number, z: number, distance: number) => number,
  x: number,
  y: number,
  z: number,
  sun: Vec,
  reach: number,
  distance: number
): number {
  let light = 1;
  let t = reach * 0.012;
  for (let step = 0; step < 14; step++) {
    const gap = y + sun[1] * t - height(x + sun[0] * t, z + sun[2] * t, distance * 3 + t * 4);
    const open = (gap / t) * 9 + 0.35;
    if (open < light) light = open;
    if (light <= 0) return 0;
    t *= 1.42;
    if (t > reach) break;
  }
  return light;
}
