// The distance functions of single shapes, kept free of allocation because a picture asks them tens of millions of times.
import { lathes } from './lathe.ts';

export const BALL = 0;
export const OVAL = 1;
export const BOX = 2;
export const TUBE = 3;
export const LIMB = 4;
export const RING = 5;
export const CONE = 6;
export const LATHE = 7;
export const WEDGE = 8;
export const ARCH = 9;

/** Where a shape's numbers lie in its record: centre, turn (3×3, world to shape), measures, softness of the joint, bound. */
export const RECORD = 23;
export const TURN = 3;
export const MEASURE = 12;
export const JOINT = 20;
/** Radius of a ball around the centre that holds the shape. */
export const BOUND = 21;

/** Distance from a point to shape `kind`, the point already in the shape's own frame; `m` is the offset of its measures in `r`. */
export function shapeDistance(kind: number, x: number, y: number, z: number, r: Float64Array, m: number): number {
  switch (kind) {
    case BALL:
      return Math.sqrt(x * x + y * y + z * z) - r[m]!;
    case OVAL: {
      const ia = r[m + 3]!;
      const ib = r[m + 4]!;
      const ic = r[m + 5]!;
      const a = x * ia;
      const b = y * ib;
      const c = z * ic;
      const k0 = Math.sqrt(a * a + b * b + c * c);
      if (k0 < 1e-6) return -0.5 / (ia + ib + ic);
      const d = a * ia;
      const e = b * ib;
      const f = c * ic;
      const near = (k0 * (k0 - 1)) / Math.sqrt(d * d + e * e + f * f);
      if (k0 < 2) return near;
      // far off, the quick estimate falls short for flat ovals; their box is a better one
      const u = Math.abs(x) - r[m]!;
      const v = Math.abs(y) - r[m + 1]!;
      const w = Math.abs(z) - r[m + 2]!;
      const box = boxDistance(u, v, w);
      return box > near ? box : near;
    }
    case BOX: {
      const round = r[m + 3]!;
      return boxDistance(Math.abs(x) - r[m]! + round, Math.abs(y) - r[m + 1]! + round, Math.abs(z) - r[m + 2]! + round) - round;
    }
    case TUBE: {
      const round = r[m + 2]!;
      const a = Math.sqrt(x * x + z * z) - r[m]! + round;
      const b = Math.abs(y) - r[m + 1]! + round;
      return cornerDistance(a, b) - round;
    }
    case LIMB: {
      const bx = r[m]!;
      const by = r[m + 1]!;
      const bz = r[m + 2]!;
      let h = (x * bx + y * by + z * bz) * r[m + 5]!;
      h = h < 0 ? 0 : h > 1 ? 1 : h;
      const a = x - bx * h;
      const b = y - by * h;
      const c = z - bz * h;
      return Math.sqrt(a * a + b * b + c * c) - (r[m + 3]! + (r[m + 4]! - r[m + 3]!) * h);
    }
    case RING: {
      const a = Math.sqrt(x * x + z * z) - r[m]!;
      return Math.sqrt(a * a + y * y) - r[m + 1]!;
    }
    case CONE: {
      const half = r[m + 2]!;
      const t = (y + half) / (2 * half);
      const radius = r[m]! + (r[m + 1]! - r[m]!) * (t < 0 ? 0 : t > 1 ? 1 : t);
      return cornerDistance((Math.sqrt(x * x + z * z) - radius) * r[m + 3]!, Math.abs(y) - half);
    }
    case LATHE:
      return lathes.distance(r[m]!, Math.sqrt(x * x + z * z), y);
    case WEDGE: {
      const a = Math.abs(z) - r[m + 2]!;
      const slope = Math.abs(x) * r[m + 3]! + (y - r[m + 1]!) * r[m + 4]!;
      return Math.max(slope, -y, a);
    }
    default: {
      const width = r[m]!;
      const spring = r[m + 1]!;
      const side = Math.abs(x);
      const outline = y > spring ? Math.sqrt(x * x + (y - spring) * (y - spring)) - width : Math.max(side - width, -y);
      return cornerDistance(outline, Math.abs(z) - r[m + 2]!);
    }
  }
}

function boxDistance(a: number, b: number, c: number): number {
  const inside = a > b ? (a > c ? a : c) : b > c ? b : c;
  if (inside <= 0) return inside;
  const u = a > 0 ? a : 0;
  const v = b > 0 ? b : 0;
  const w = c > 0 ? c : 0;
  return Math.sqrt(u * u + v * v + w * w);
}

function cornerDistance(a: number, b: number): number {
  if (a <= 0 && b <= 0) return a > b ? a : b;
  const u = a > 0 ? a : 0;
  const v = b > 0 ? b : 0;
  return Math.sqrt(u * u + v * v);
}
