// Petals and leaves: thin curved sheets that a ray meets by solving one quadratic, far faster than marching to them.
import { ease } from './noise.ts';
import type { Vec } from './vec.ts';

/** A sheet growing from its foot; in its own frame z runs along it, y is its upper side. */
export interface Sheet {
  foot: Vec;
  along: Vec;
  over: Vec;
  /** Half width, half length, rise of the tip, rise of the edges per width squared. */
  width: number;
  length: number;
  lift: number;
  cup: number;
  /** 0 for a round end, 1 for a pointed one. */
  point: number;
  material: number;
}

const RECORD = 23;
const FRAME = 3;
const BEND = 12;
const CUP = 13;
const WIDTH = 14;
const LENGTH = 15;
const POINT = 16;
const MATERIAL = 17;
const CENTRE = 18;
const RADIUS = 21;
/** Neighbouring sheets are passed by together if a ray misses the ball around this many. */
const BUNCH = 6;

/** All sheets of one picture. */
export class Sheets {
  readonly count: number;
  readonly #r: Float64Array;
  readonly #bunches: Float64Array;
  /** After `trace`: the sheet that was hit, where on it, its direction, its own coordinates. */
  hit = -1;
  nx = 0;
  ny = 0;
  nz = 0;
  lx = 0;
  lz = 0;
  /** 0 at the foot, 1 at the tip. */
  grown = 0;
  #x = 0;
  #z = 0;
  #margin = 0;

  constructor(sheets: readonly Sheet[]) {
    this.count = sheets.length;
    this.#r = new Float64Array(sheets.length * RECORD);
    sheets.forEach((s, index) => {
      const across: Vec = [
        s.over[1] * s.along[2] - s.over[2] * s.along[1],
        s.over[2] * s.along[0] - s.over[0] * s.along[2],
        s.over[0] * s.along[1] - s.over[1] * s.along[0]
      ];
      const middle = s.length;
      const centre = [0, 1, 2].map((i) => s.foot[i]! + s.along[i]! * middle + s.over[i]! * s.lift * 0.4);
      const radius = Math.hypot(s.length, Math.max(s.width, Math.abs(s.lift) * 0.7)) + Math.abs(s.cup) * s.width * s.width;
      const bend = s.lift / (4 * s.length * s.length);
      this.#r.set(
        [...s.foot, ...across, ...s.over, ...s.along, bend, s.cup, s.width, s.length, s.point, s.material, ...centre, radius * radius],
        index * RECORD
      );
    });
    this.#bunches = new Float64Array(Math.ceil(sheets.length / BUNCH) * 4);
    for (let first = 0; first < sheets.length; first += BUNCH) {
      const members = Array.from({ length: Math.min(BUNCH, sheets.length - first) }, (_, i) => (first + i) * RECORD);
      const [x = 0, y = 0, z = 0] = [0, 1, 2].map(
        (axis) => members.reduce((sum, p) => sum + this.#r[p + CENTRE + axis]!, 0) / members.length
      );
      const reach = members.map(
        (p) =>
          Math.hypot(this.#r[p + CENTRE]! - x, this.#r[p + CENTRE + 1]! - y, this.#r[p + CENTRE + 2]! - z) + Math.sqrt(this.#r[p + RADIUS]!)
      );
      this.#bunches.set([x, y, z, Math.max(...reach) ** 2], (first / BUNCH) * 4);
    }
  }

  /** The first sheet after the bunch of `i` if a ray misses it, else `i` itself. */
  #pass(i: number, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): number {
    const b = this.#bunches;
    const at = (i / BUNCH) * 4;
    const x = b[at]! - ox;
    const y = b[at + 1]! - oy;
    const z = b[at + 2]! - oz;
    const along = x * dx + y * dy + z * dz;
    return x * x + y * y + z * z - along * along > b[at + 3]! ? i + BUNCH : i;
  }

  /** Distance along a ray to the first sheet before `most`, or -1. */
  trace(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, most: number): number {
    let best = most;
    this.hit = -1;
    for (let i = 0; i < this.count; i++) {
      if (i % BUNCH === 0) {
        const next = this.#pass(i, ox, oy, oz, dx, dy, dz);
        if (next !== i) {
          i = next - 1;
          continue;
        }
      }
      const t = this.#meet(i, ox, oy, oz, dx, dy, dz, best);
      if (t < 0) continue;
      best = t;
      this.hit = i;
      this.lx = this.#x;
      this.lz = this.#z;
    }
    if (this.hit < 0) return -1;
    const r = this.#r;
    const p = this.hit * RECORD;
    this.grown = this.lz / (2 * r[p + LENGTH]!);
    const sx = -2 * r[p + CUP]! * this.lx;
    const sz = -2 * r[p + BEND]! * this.lz;
    const n = 1 / Math.sqrt(sx * sx + 1 + sz * sz);
    const f = p + FRAME;
    this.nx = (r[f]! * sx + r[f + 3]! + r[f + 6]! * sz) * n;
    this.ny = (r[f + 1]! * sx + r[f + 4]! + r[f + 7]! * sz) * n;
    this.nz = (r[f + 2]! * sx + r[f + 5]! + r[f + 8]! * sz) * n;
    if (this.nx * dx + this.ny * dy + this.nz * dz > 0) {
      this.nx = -this.nx;
      this.ny = -this.ny;
      this.nz = -this.nz;
    }
    return best;
  }

  /** How much light comes through the sheets towards a light of angular size 1/`sharpness`, 0 to 1. */
  shadow(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, sharpness: number): number {
    let light = 1;
    for (let i = 0; i < this.count && light > 0.05; i++) {
      if (i % BUNCH === 0) {
        const next = this.#pass(i, ox, oy, oz, dx, dy, dz);
        if (next !== i) {
          i = next - 1;
          continue;
        }
      }
      const t = this.#meet(i, ox, oy, oz, dx, dy, dz, 40);
      if (t > 0.01) light *= 1 - 0.78 * ease(0, 0.02 + (t * 0.35) / sharpness, this.#margin);
    }
    return light;
  }

  /** The material of a sheet. */
  material(index: number): number {
    return this.#r[index * RECORD + MATERIAL]!;
  }

  #meet(i: number, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, most: number): number {
    const r = this.#r;
    const p = i * RECORD;
    const cx = r[p + CENTRE]! - ox;
    const cy = r[p + CENTRE + 1]! - oy;
    const cz = r[p + CENTRE + 2]! - oz;
    const near = cx * dx + cy * dy + cz * dz;
    if (cx * cx + cy * cy + cz * cz - near * near > r[p + RADIUS]!) return -1;
    const px = ox - r[p]!;
    const py = oy - r[p + 1]!;
    const pz = oz - r[p + 2]!;
    const f = p + FRAME;
    const x = r[f]! * px + r[f + 1]! * py + r[f + 2]! * pz;
    const y = r[f + 3]! * px + r[f + 4]! * py + r[f + 5]! * pz;
    const z = r[f + 6]! * px + r[f + 7]! * py + r[f + 8]! * pz;
    const u = r[f]! * dx + r[f + 1]! * dy + r[f + 2]! * dz;
    const v = r[f + 3]! * dx + r[f + 4]! * dy + r[f + 5]! * dz;
    const w = r[f + 6]! * dx + r[f + 7]! * dy + r[f + 8]! * dz;
    const bend = r[p + BEND]!;
    const cup = r[p + CUP]!;
    const a = -bend * w * w - cup * u * u;
    const b = v - 2 * (bend * z * w + cup * x * u);
    const c = y - bend * z * z - cup * x * x;
    if (Math.abs(a) < 1e-7) {
      const t = -c / b;
      return t > 0.004 && t < most && this.#inside(p, x + u * t, z + w * t) ? t : -1;
    }
    const root = b * b - 4 * a * c;
    if (root < 0) return -1;
    const q = Math.sqrt(root);
    const t0 = (-b - q) / (2 * a);
    const t1 = (-b + q) / (2 * a);
    const first = t0 < t1 ? t0 : t1;
    const second = t0 < t1 ? t1 : t0;
    if (first > 0.004 && first < most && this.#inside(p, x + u * first, z + w * first)) return first;
    if (second > 0.004 && second < most && this.#inside(p, x + u * second, z + w * second)) return second;
    return -1;
  }

  #inside(p: number, x: number, z: number): boolean {
    const r = this.#r;
    const length = r[p + LENGTH]!;
    const t = z / (2 * length);
    if (t <= 0 || t >= 1) return false;
    const point = r[p + POINT]!;
    const round = Math.sqrt(t * (1 - t)) * 2 * (0.45 + 0.55 * t * (2 - t));
    const sharp = 4 * t * (1 - t) * (1.15 - 0.3 * t);
    // a slight waviness keeps edges from looking cut by a machine
    const wave = 1 + 0.035 * Math.sin(t * 19 + p) + 0.02 * Math.sin(t * 43 + p * 2);
    const half = r[p + WIDTH]! * (round + (sharp - round) * point) * wave;
    const margin = half - Math.abs(x);
    if (margin <= 0) return false;
    this.#margin = margin;
    this.#x = x;
    this.#z = z;
    return true;
  }
}
