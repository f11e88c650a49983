// The sculptor's tape: solids as flat records of blended shapes, marched by one monomorphic loop whatever the scene.
import { BOUND, JOINT, LIMB, MEASURE, RECORD, TURN, shapeDistance } from './shapes.ts';
import { fbm3, noise3 } from './noise.ts';

export const UNITE = 0;
export const CUT = 1;
export const MEET = 2;

export const SMOOTH = 0;
export const FOLDS = 1;
export const FLUTES = 2;
export const ROUGH = 3;
export const THROWN = 4;
export const FUR = 5;

const GROUP = 20;
const AX = 0;
const AY = 1;
const AZ = 2;
const COS = 3;
const SIN = 4;
const SCALE = 5;
const BOX0 = 6;
const RELIEF = 12;
const HEIGHT = 13;
const PITCH = 14;
const FIRST = 15;
const LAST = 16;
const MOST = 400;
/** Neighbouring bodies are tested together by one sphere around this many of them. */
const CLUSTER = 8;

/** One shape as recorded: see `shapes.ts` for the layout of `record`. */
export interface Shape {
  kind: number;
  joint: number;
  material: number;
  turned: boolean;
  record: Float64Array;
}

/** One movable body made of shapes, all in its own frame (y up, turned about y, scaled). */
export interface Body {
  at: readonly [number, number, number];
  yaw: number;
  scale: number;
  low: readonly [number, number, number];
  high: readonly [number, number, number];
  relief: number;
  height: number;
  pitch: number;
  shapes: readonly Shape[];
}

/** All solids of one picture, with rays, soft shadows, nearness and normals over them. */
export class Solids {
  readonly groups: number;
  readonly #g: Float64Array;
  readonly #kind: Uint8Array;
  readonly #join: Uint8Array;
  readonly #turned: Uint8Array;
  readonly #material: Int16Array;
  readonly #r: Float64Array;
  readonly #clusters: Float64Array;
  readonly #active = new Int16Array(MOST);
  readonly #enter = new Float64Array(MOST);
  readonly #leave = new Float64Array(MOST);
  readonly #ray = new Float64Array(MOST * 6);
  #count = 0;
  #begin = 0;
  #end = 0;

  /** After `trace`: the body that was hit. */
  hit = -1;
  /** After `occlusion`: the closest other body, or -1, and how close it is, 0 to 1. */
  neighbour = -1;
  closeness = 0;
  /** After `normal`: the surface direction. */
  nx = 0;
  ny = 0;
  nz = 0;
  /** After `materialAt`: the point in the body's own frame. */
  lx = 0;
  ly = 0;
  lz = 0;

  constructor(bodies: readonly Body[]) {
    const kept = bodies.slice(0, MOST);
    const total = kept.reduce((sum, body) => sum + body.shapes.length, 0);
    this.groups = kept.length;
    this.#g = new Float64Array(kept.length * GROUP);
    this.#kind = new Uint8Array(total);
    this.#join = new Uint8Array(total);
    this.#turned = new Uint8Array(total);
    this.#material = new Int16Array(total);
    this.#r = new Float64Array(total * RECORD);
    this.#clusters = clusterSpheres(kept);
    let next = 0;
    kept.forEach((body, index) => {
      const at = index * GROUP;
      const numbers = [...body.at, Math.cos(body.yaw), Math.sin(body.yaw), body.scale, ...body.low, ...body.high];
      this.#g.set([...numbers, body.relief, body.height, body.pitch, next, next + body.shapes.length], at);
      for (const shape of body.shapes) {
        this.#kind[next] = shape.kind;
        this.#join[next] = shape.joint;
        this.#turned[next] = shape.turned ? 1 : 0;
        this.#material[next] = shape.material;
        this.#r.set(shape.record, next * RECORD);
        next++;
      }
    });
  }

  /** Distance to one body at a point in that body's own frame and scale. */
  #local(group: number, x: number, y: number, z: number): number {
    const g = this.#g;
    const r = this.#r;
    const kinds = this.#kind;
    const joins = this.#join;
    const turned = this.#turned;
    const base = group * GROUP;
    const last = g[base + LAST]!;
    let d = 1e9;
    for (let i = g[base + FIRST]!; i < last; i++) {
      const p = i * RECORD;
      let ax = x - r[p]!;
      let ay = y - r[p + 1]!;
      let az = z - r[p + 2]!;
      const k = r[p + JOINT]!;
      const join = joins[i]!;
      // a shape too far off to change the result is left out; meeting shapes always count
      if (join === UNITE) {
        const reach = d + k + r[p + BOUND]!;
        if (d < 1e8 && reach > 0 && ax * ax + ay * ay + az * az > reach * reach) continue;
      } else if (join === CUT) {
        const reach = r[p + BOUND]! - d + k;
        if (reach < 0 || ax * ax + ay * ay + az * az > reach * reach) continue;
      }
      if (turned[i] === 1) {
        const tx = r[p + TURN]! * ax + r[p + TURN + 1]! * ay + r[p + TURN + 2]! * az;
        const ty = r[p + TURN + 3]! * ax + r[p + TURN + 4]! * ay + r[p + TURN + 5]! * az;
        az = r[p + TURN + 6]! * ax + r[p + TURN + 7]! * ay + r[p + TURN + 8]! * az;
        ax = tx;
        ay = ty;
      }
      const e = shapeDistance(kinds[i]!, ax, ay, az, r, p + MEASURE);
      if (join === UNITE) {
        if (k > 0) {
          const h = k - Math.abs(d - e);
          const least = e < d ? e : d;
          d = h > 0 ? least - (h * h * 0.25) / k : least;
        } else if (e < d) d = e;
      } else {
        const o = join === CUT ? -e : e;
        if (k > 0) {
          const h = k - Math.abs(d - o);
          const most = o > d ? o : d;
          d = h > 0 ? most + (h * h * 0.25) / k : most;
        } else if (o > d) d = o;
      }
    }
    const height = g[base + HEIGHT]!;
    if (height > 0 && d < height * 3) d = (d + this.#relief(base, x, y, z, height)) * 0.8;
    return d;
  }

  #relief(base: number, x: number, y: number, z: number, height: number): number {
    const pitch = this.#g[base + PITCH]!;
    switch (this.#g[base + RELIEF]!) {
      case FOLDS: {
        const sway = noise3(x * pitch * 0.5 + 3, y * pitch * 0.35, z * pitch * 0.5) * 9;
        return height * (Math.sin(y * pitch * 1.3 + sway + x * pitch * 0.8) * 0.6 + noise3(x * pitch, y * pitch, z * pitch) - 0.5);
      }
      case FLUTES:
        return height * (0.5 - 0.5 * Math.cos(Math.atan2(z, x) * pitch));
      case ROUGH:
        return height * (fbm3(x * pitch, y * pitch, z * pitch, 3) - 0.5) * 2;
      case THROWN:
        return height * Math.sin(y * pitch + 0.4 * Math.sin(x * 5));
      default:
        return height * (noise3(x * pitch, y * pitch * 0.4, z * pitch) - 0.5);
    }
  }

  /** Gathers the bodies whose padded boxes a ray meets; returns how many. */
  #gather(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, most: number, pad: number, skip: number): number {
    const g = this.#g;
    let count = 0;
    let begin = most;
    let end = 0;
    const clusters = this.#clusters;
    for (let group = 0; group < this.groups; group++) {
      if (group % CLUSTER === 0) {
        const at = (group / CLUSTER) * 4;
        const px = clusters[at]! - ox;
        const py = clusters[at + 1]! - oy;
        const pz = clusters[at + 2]! - oz;
        const radius = clusters[at + 3]! + pad;
        const along = px * dx + py * dy + pz * dz;
        const off = px * px + py * py + pz * pz - along * along;
        if (off > radius * radius || along < -radius || along - radius > most) {
          group += CLUSTER - 1;
          continue;
        }
      }
      if (group === skip) continue;
      const base = group * GROUP;
      const inverse = 1 / g[base + SCALE]!;
      const c = g[base + COS]! * inverse;
      const s = g[base + SIN]! * inverse;
      const px = ox - g[base + AX]!;
      const pz = oz - g[base + AZ]!;
      const lx = c * px - s * pz;
      const lz = s * px + c * pz;
      const ly = (oy - g[base + AY]!) * inverse;
      const vx = c * dx - s * dz;
      const vz = s * dx + c * dz;
      const vy = dy * inverse;
      const margin = pad * inverse;
      const b = base + BOX0;
      const ix = 1 / vx;
      const iy = 1 / vy;
      const iz = 1 / vz;
      let a0 = (g[b]! - margin - lx) * ix;
      let a1 = (g[b + 3]! + margin - lx) * ix;
      let near = a0 < a1 ? a0 : a1;
      let far = a0 < a1 ? a1 : a0;
      a0 = (g[b + 1]! - margin - ly) * iy;
      a1 = (g[b + 4]! + margin - ly) * iy;
      if (a0 > a1) {
        const swap = a0;
        a0 = a1;
        a1 = swap;
      }
      if (a0 > near) near = a0;
      if (a1 < far) far = a1;
      a0 = (g[b + 2]! - margin - lz) * iz;
      a1 = (g[b + 5]! + margin - lz) * iz;
      if (a0 > a1) {
        const swap = a0;
        a0 = a1;
        a1 = swap;
      }
      if (a0 > near) near = a0;
      if (a1 < far) far = a1;
      if (near < 0) near = 0;
      if (near > far || near >= most) continue;
      this.#active[count] = group;
      this.#enter[count] = near;
      this.#leave[count] = far;
      const ray = this.#ray;
      const at = count * 6;
      ray[at] = lx;
      ray[at + 1] = ly;
      ray[at + 2] = lz;
      ray[at + 3] = vx;
      ray[at + 4] = vy;
      ray[at + 5] = vz;
      if (near < begin) begin = near;
      if (far > end) end = far;
      count++;
    }
    this.#count = count;
    this.#begin = begin;
    this.#end = end < most ? end : most;
    return count;
  }

  /** Distance along the ray to the first solid before `most`, or -1; `skip` leaves one body out (-1: none). */
  trace(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, most: number, skip: number): number {
    if (this.#gather(ox, oy, oz, dx, dy, dz, most, 0, skip) === 0) return -1;
    let t = this.#begin;
    for (let step = 0; step < 110; step++) {
      let d = 1e9;
      let nearest = -1;
      for (let i = 0; i < this.#count; i++) {
        if (this.#leave[i]! < t) continue;
        const wait = this.#enter[i]! - t;
        if (wait > 0) {
          if (wait + 1e-4 < d) {
            d = wait + 1e-4;
            nearest = -1;
          }
          continue;
        }
        const group = this.#active[i]!;
        const e = this.#along(i, group, t);
        if (e < d) {
          d = e;
          nearest = group;
        }
      }
      if (d < 0.0004 * (1 + t)) {
        if (nearest >= 0) {
          this.hit = nearest;
          return t;
        }
      }
      t += d > 0.0004 ? d : 0.0004;
      if (t > this.#end) return -1;
    }
    return -1;
  }

  #along(i: number, group: number, t: number): number {
    const ray = this.#ray;
    const at = i * 6;
    return (
      this.#local(group, ray[at]! + ray[at + 3]! * t, ray[at + 1]! + ray[at + 4]! * t, ray[at + 2]! + ray[at + 5]! * t) *
      this.#g[group * GROUP + SCALE]!
    );
  }

  /** How much of a light of angular size 1/`sharpness` reaches a point, 0 to 1; shadows grow no softer than `softest`, in units. */
  shadow(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, sharpness: number, softest: number): number {
    // beyond this distance the half-shadow stops widening, so a padded box always holds all of it
    const pad = Math.min(softest, (softest * 5) / sharpness);
    const widest = pad * sharpness;
    const most = 80;
    if (this.#gather(ox, oy, oz, dx, dy, dz, most, pad, -1) === 0) return 1;
    let t = Math.max(0.004, this.#begin);
    let light = 1;
    for (let step = 0; step < 44; step++) {
      let d = 1e9;
      let surface = 1e9;
      for (let i = 0; i < this.#count; i++) {
        if (this.#leave[i]! < t) continue;
        const wait = this.#enter[i]! - t;
        if (wait > 0) {
          if (wait + 0.002 < d) d = wait + 0.002;
          continue;
        }
        const e = this.#along(i, this.#active[i]!, t);
        if (e < surface) surface = e;
      }
      const open = (sharpness * surface) / (t < widest ? t : widest);
      if (open < light) light = open;
      if (light < -0.9) break;
      const stride = surface > 0.013 ? surface * 0.9 : 0.012;
      t += stride < d ? stride : d;
      if (t > this.#end) break;
    }
    if (light <= -0.9) return 0;
    const s = 0.5 + 0.5 * light;
    return s * s * (3 - 2 * s);
  }

  /** Openness to the surroundings, 0 (buried) to 1; counts a floor at height 0 and, if finite, a wall at z = `wall`. */
  occlusion(x: number, y: number, z: number, nx: number, ny: number, nz: number, reach: number, floor: boolean, wall: number, self: number): number {
    const g = this.#g;
    let count = 0;
    const clusters = this.#clusters;
    // every tap's ball lies inside the last one
    const bx = x + nx * reach;
    const by = y + ny * reach;
    const bz = z + nz * reach;
    for (let group = 0; group < this.groups; group++) {
      if (group % CLUSTER === 0) {
        const at = (group / CLUSTER) * 4;
        const cx = clusters[at]! - bx;
        const cy = clusters[at + 1]! - by;
        const cz = clusters[at + 2]! - bz;
        const radius = clusters[at + 3]! + reach;
        if (cx * cx + cy * cy + cz * cz > radius * radius) {
          group += CLUSTER - 1;
          continue;
        }
      }
      const base = group * GROUP;
      const inverse = 1 / g[base + SCALE]!;
      const px = (bx - g[base + AX]!) * inverse;
      const pz = (bz - g[base + AZ]!) * inverse;
      const lx = g[base + COS]! * px - g[base + SIN]! * pz;
      const lz = g[base + SIN]! * px + g[base + COS]! * pz;
      const ly = (by - g[base + AY]!) * inverse;
      const far = reach * inverse;
      const b = base + BOX0;
      if (lx < g[b]! - far || lx > g[b + 3]! + far || ly < g[b + 1]! - far || ly > g[b + 4]! + far) continue;
      if (lz < g[b + 2]! - far || lz > g[b + 5]! + far) continue;
      this.#active[count++] = group;
    }
    let shade = 0;
    let weight = 1;
    let closest = reach * 0.56;
    this.neighbour = -1;
    this.closeness = 0;
    for (let tap = 1; tap <= 4; tap++) {
      const h = (reach * tap * tap) / 16 + 0.01;
      const px = x + nx * h;
      const py = y + ny * h;
      const pz = z + nz * h;
      let d = floor ? py : 1e9;
      if (pz - wall < d) d = pz - wall;
      for (let i = 0; i < count; i++) {
        const e = this.distanceTo(this.#active[i]!, px, py, pz);
        if (e < d) d = e;
        if (tap === 3 && e < closest && this.#active[i] !== self) {
          closest = e;
          this.neighbour = this.#active[i]!;
          this.closeness = 1 - e / (reach * 0.56);
        }
      }
      if (d < h) shade += ((h - d) / h) * weight;
      weight *= 0.72;
    }
    const open = 1 - shade * 0.42;
    return open < 0.06 ? 0.06 : open;
  }

  /** Distance from a point of the world to one body. */
  distanceTo(group: number, x: number, y: number, z: number): number {
    this.#enterFrame(group, x, y, z);
    return this.#local(group, this.lx, this.ly, this.lz) * this.#g[group * GROUP + SCALE]!;
  }

  #enterFrame(group: number, x: number, y: number, z: number): void {
    const g = this.#g;
    const base = group * GROUP;
    const inverse = 1 / g[base + SCALE]!;
    const px = (x - g[base + AX]!) * inverse;
    const pz = (z - g[base + AZ]!) * inverse;
    this.lx = g[base + COS]! * px - g[base + SIN]! * pz;
    this.lz = g[base + SIN]! * px + g[base + COS]! * pz;
    this.ly = (y - g[base + AY]!) * inverse;
  }

  /** Sets `nx ny nz` to the surface direction of a body at a point. */
  normal(group: number, x: number, y: number, z: number, step: number): void {
    const a = this.distanceTo(group, x + step, y - step, z - step);
    const b = this.distanceTo(group, x - step, y - step, z + step);
    const c = this.distanceTo(group, x - step, y + step, z - step);
    const d = this.distanceTo(group, x + step, y + step, z + step);
    const nx = a - b - c + d;
    const ny = -a - b + c + d;
    const nz = -a + b - c + d;
    const length = 1 / (Math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-12);
    this.nx = nx * length;
    this.ny = ny * length;
    this.nz = nz * length;
  }

  /** The material of the shape that is nearest to a point of a body; sets `lx ly lz`. */
  materialAt(group: number, x: number, y: number, z: number): number {
    this.#enterFrame(group, x, y, z);
    const g = this.#g;
    const r = this.#r;
    const last = g[group * GROUP + LAST]!;
    let best = 1e9;
    let material = 0;
    for (let i = g[group * GROUP + FIRST]!; i < last; i++) {
      if (this.#join[i] === MEET) continue;
      const p = i * RECORD;
      let ax = this.lx - r[p]!;
      let ay = this.ly - r[p + 1]!;
      let az = this.lz - r[p + 2]!;
      if (this.#turned[i] === 1) {
        const tx = r[p + TURN]! * ax + r[p + TURN + 1]! * ay + r[p + TURN + 2]! * az;
        const ty = r[p + TURN + 3]! * ax + r[p + TURN + 4]! * ay + r[p + TURN + 5]! * az;
        az = r[p + TURN + 6]! * ax + r[p + TURN + 7]! * ay + r[p + TURN + 8]! * az;
        ax = tx;
        ay = ty;
      }
      const e = shapeDistance(this.#kind[i]!, ax, ay, az, r, p + MEASURE);
      // a cut shows its own material on its walls; a hair's preference goes to the later, more particular shape
      const d = this.#join[i] === CUT ? Math.abs(e) + (this.#material[i]! < 0 ? 1e6 : 0) : e - (this.#kind[i] === LIMB ? 0.001 : 0);
      if (d <= best) {
        best = d;
        material = this.#material[i]!;
      }
    }
    return material;
  }

  /** The material a body begins with: its main one. */
  firstMaterial(group: number): number {
    const material = this.#material[this.#g[group * GROUP + FIRST]!]!;
    return material < 0 ? 0 : material;
  }
}

/** Centre and radius of a sphere around each run of bodies. */
function clusterSpheres(bodies: readonly Body[]): Float64Array {
  const out = new Float64Array(Math.ceil(bodies.length / CLUSTER) * 4);
  for (let first = 0; first < bodies.length; first += CLUSTER) {
    const run = bodies.slice(first, first + CLUSTER).map((body) => {
      const mx = ((body.low[0] + body.high[0]) / 2) * body.scale;
      const my = ((body.low[1] + body.high[1]) / 2) * body.scale;
      const mz = ((body.low[2] + body.high[2]) / 2) * body.scale;
      const c = Math.cos(body.yaw);
      const s = Math.sin(body.yaw);
      const radius = (Math.hypot(body.high[0] - body.low[0], body.high[1] - body.low[1], body.high[2] - body.low[2]) / 2) * body.scale;
      return { x: body.at[0] + c * mx + s * mz, y: body.at[1] + my, z: body.at[2] - s * mx + c * mz, radius };
    });
    const x = run.reduce((sum, b) => sum + b.x, 0) / run.length;
    const y = run.reduce((sum, b) => sum + b.y, 0) / run.length;
    const z = run.reduce((sum, b) => sum + b.z, 0) / run.length;
    const radius = Math.max(...run.map((b) => Math.hypot(b.x - x, b.y - y, b.z - z) + b.radius));
    out.set([x, y, z, radius], (first / CLUSTER) * 4);
  }
  return out;
}
