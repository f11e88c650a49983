// Rays through the field: what is hit first, how much light gets past, how open a point lies.
import { CLUSTER, clusterSpheres, type Body } from './bodies.ts';
import { AX, AY, AZ, BOX0, COS, Field, GROUP, MOST, SCALE, SIN } from './field.ts';

/** All solids of one picture, with rays, soft shadows and openness over them. */
export class Solids extends Field {
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

  constructor(bodies: readonly Body[]) {
    super(bodies);
    this.#clusters = clusterSpheres(bodies.slice(0, MOST));
  }

  /** Gathers the bodies whose padded boxes a ray meets; returns how many. */
  #gather(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, most: number, pad: number, skip: number): number {
    const g = this.g;
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
      this.local(group, ray[at]! + ray[at + 3]! * t, ray[at + 1]! + ray[at + 4]! * t, ray[at + 2]! + ray[at + 5]! * t) *
      this.g[group * GROUP + SCALE]!
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
  occlusion(
    x: number,
    y: number,
    z: number,
    nx: number,
    ny: number,
    nz: number,
    reach: number,
    floor: boolean,
    wall: number,
    self: number
  ): number {
    const g = this.g;
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
}
