// A field of distances: how far a point is from each body, and what is there, without a single allocation.
import { CUT, MEET, UNITE, type Body } from './bodies.ts';
import { relief } from './relief.ts';
import { BOUND, JOINT, LIMB, MEASURE, RECORD, TURN, shapeDistance } from './shapes.ts';

/** Where a body's numbers lie in its record. */
export const GROUP = 20;
export const AX = 0;
export const AY = 1;
export const AZ = 2;
export const COS = 3;
export const SIN = 4;
export const SCALE = 5;
export const BOX0 = 6;
const RELIEF = 12;
const HEIGHT = 13;
const PITCH = 14;
const FIRST = 15;
const LAST = 16;
export const MOST = 400;
/** Room kept above relief, in units: several times what a ray may stop short of a surface. */
const RELIEF_ROOM = 0.012;

/** All solids of one picture as a field of distances. */
export class Field {
  readonly groups: number;
  protected readonly g: Float64Array;
  readonly #kind: Uint8Array;
  readonly #join: Uint8Array;
  readonly #turned: Uint8Array;
  readonly #material: Int16Array;
  readonly #r: Float64Array;

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
    this.g = new Float64Array(kept.length * GROUP);
    this.#kind = new Uint8Array(total);
    this.#join = new Uint8Array(total);
    this.#turned = new Uint8Array(total);
    this.#material = new Int16Array(total);
    this.#r = new Float64Array(total * RECORD);
    let next = 0;
    kept.forEach((body, index) => {
      const at = index * GROUP;
      const numbers = [...body.at, Math.cos(body.yaw), Math.sin(body.yaw), body.scale, ...body.low, ...body.high];
      this.g.set([...numbers, body.relief, body.height, body.pitch, next, next + body.shapes.length], at);
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
  protected local(group: number, x: number, y: number, z: number): number {
    const g = this.g;
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
    if (height > 0) {
      // relief is only worked out where it can matter; farther off its full height is kept in hand. The bounds lie far
      // enough apart that no ray stops, and no surface direction is felt for, where the one takes over from the other.
      if (d < height * 2 + RELIEF_ROOM) d = (d + relief(g[base + RELIEF]!, g[base + PITCH]!, height, x, y, z)) * 0.8;
      else d -= height * 1.1;
    }
    return d;
  }

  /** Distance from a point of the world to one body. */
  distanceTo(group: number, x: number, y: number, z: number): number {
    this.#enterFrame(group, x, y, z);
    return this.local(group, this.lx, this.ly, this.lz) * this.g[group * GROUP + SCALE]!;
  }

  #enterFrame(group: number, x: number, y: number, z: number): void {
    const g = this.g;
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
    const g = this.g;
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
    const material = this.#material[this.g[group * GROUP + FIRST]!]!;
    return material < 0 ? 0 : material;
  }
}
