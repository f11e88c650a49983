// How surfaces answer to light: stone, skin, metal, glass and water at one point of a set.
import { blend, clamp, ease } from './noise.ts';
import type { Lamp, Room } from './light.ts';
import { textureAt, type Material } from './material.ts';
import type { Sculptor } from './sculpt.ts';
import { Sheets } from './sheets.ts';
import type { Sky } from './sky.ts';
import { Solids } from './solids.ts';
import { Surroundings, waveHeight } from './surroundings.ts';

/** Shades points; mirrors and glass look on through `radiance`. The answer lies in `r g b`. */
export abstract class Surfaces {
  protected readonly solids: Solids;
  protected readonly sheets: Sheets;
  protected readonly materials: readonly Material[];
  protected readonly room: Room;
  protected readonly lamp: Lamp;
  protected readonly around: Surroundings;
  r = 0;
  g = 0;
  b = 0;

  constructor(sculptor: Sculptor, room: Room, lamp: Lamp, sky: Sky | null) {
    this.solids = new Solids(sculptor.bodies());
    this.sheets = new Sheets(sculptor.sheets);
    this.materials = sculptor.materials;
    this.room = room;
    this.lamp = lamp;
    this.around = new Surroundings(room, lamp, sky);
  }

  /** Light coming back along a ray; `depth` counts mirrors, `skip` leaves a body out. */
  abstract radiance(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, depth: number, skip: number): void;

  protected seen(from: Surroundings): void {
    this.r = from.r;
    this.g = from.g;
    this.b = from.b;
  }

  /** Glass at a point: what lies behind, bent and tinted, under what it mirrors. */
  protected glass(
    m: Material,
    x: number,
    y: number,
    z: number,
    dx: number,
    dy: number,
    dz: number,
    nx: number,
    ny: number,
    nz: number,
    group: number,
    depth: number
  ): void {
    const lamp = this.lamp;
    const facing = clamp(-(dx * nx + dy * ny + dz * nz), 0, 1);
    const edge = 1 - facing;
    // thin walls bend little in the middle and much at the rim
    const bend = -0.32 * edge * edge;
    const vx = dx + nx * bend;
    const vy = dy + ny * bend;
    const vz = dz + nz * bend;
    const n = 1 / Math.sqrt(vx * vx + vy * vy + vz * vz);
    this.radiance(x, y, z, vx * n, vy * n, vz * n, depth + 1, group);
    const body = 0.86 - 0.5 * Math.pow(edge, 2.5);
    let r = this.r * blend(1, m.colour[0], 0.35 + edge * 0.6) * body;
    let g = this.g * blend(1, m.colour[1], 0.35 + edge * 0.6) * body;
    let b = this.b * blend(1, m.colour[2], 0.35 + edge * 0.6) * body;
    const k = 2 * facing;
    this.seen(this.around.reflect(dx + nx * k, dy + ny * k, dz + nz * k));
    const fresnel = 0.05 + 0.75 * Math.pow(edge, 4);
    const hx = lamp.dir[0] - dx;
    const hy = lamp.dir[1] - dy;
    const hz = lamp.dir[2] - dz;
    const spark = Math.pow(clamp((hx * nx + hy * ny + hz * nz) / Math.sqrt(hx * hx + hy * hy + hz * hz), 0, 1), 260) * 3;
    r += this.r * fresnel + lamp.colour[0] * spark;
    g += this.g * fresnel + lamp.colour[1] * spark;
    b += this.b * fresnel + lamp.colour[2] * spark;
    this.r = r;
    this.g = g;
    this.b = b;
  }

  /** Any other material at a point, with its own coordinates `lx ly lz` for texture. */
  protected shade(
    m: Material,
    x: number,
    y: number,
    z: number,
    nx: number,
    ny: number,
    nz: number,
    dx: number,
    dy: number,
    dz: number,
    t: number,
    lx: number,
    ly: number,
    lz: number,
    depth: number,
    group: number
  ): void {
    const lamp = this.lamp;
    const room = this.room;
    if (m.texture === 'water') {
      this.#water(m, x, z, dx, dy, dz, t, depth);
      return;
    }
    const second = m.texture === 'plain' ? 0 : clamp(textureAt(m, lx, ly, lz, nx, ny), 0, 1);
    let ar = blend(m.colour[0], m.second[0], second);
    let ag = blend(m.colour[1], m.second[1], second);
    let ab = blend(m.colour[2], m.second[2], second);
    if (m.glow > 0) {
      this.r = ar * m.glow;
      this.g = ag * m.glow;
      this.b = ab * m.glow;
      return;
    }
    const solids = this.solids;
    const wall = room.wall !== null ? room.wallZ : -1e6;
    let open = 1;
    let neighbour = -1;
    if (depth === 0) {
      open = solids.occlusion(x, y, z, nx, ny, nz, room.reach, room.floor !== null && group >= 0, group >= 0 ? wall : -1e6, group);
      neighbour = solids.neighbour;
    }
    const facing = nx * lamp.dir[0] + ny * lamp.dir[1] + nz * lamp.dir[2];
    const wrap = m.soft * 0.6;
    const lambert = clamp((facing + wrap) / (1 + wrap), 0, 1);
    let lit = 0;
    if (lambert > 0) {
      lit = this.around.through(x, y, z);
      if (lit > 0.01 && facing > -0.15) {
        const s =
          solids.shadow(
            x + nx * 0.012,
            y + ny * 0.012,
            z + nz * 0.012,
            lamp.dir[0],
            lamp.dir[1],
            lamp.dir[2],
            lamp.sharpness,
            room.reach * 1.1
          ) *
          (this.sheets.count > 0
            ? this.sheets.shadow(x + nx * 0.012, y + ny * 0.012, z + nz * 0.012, lamp.dir[0], lamp.dir[1], lamp.dir[2], lamp.sharpness)
            : 1);
        lit *= m.soft > 0 ? blend(s, 1, m.soft * 0.25) : s;
      }
    }
    const key = lambert * lit;
    const h = 0.5 + 0.5 * ny;
    const fillFacing = 0.5 + 0.5 * (nx * lamp.fillDir[0] + ny * lamp.fillDir[1] + nz * lamp.fillDir[2]);
    const fill = fillFacing * fillFacing * open;
    let lr = blend(lamp.under[0], lamp.over[0], h) * open + lamp.fill[0] * fill + lamp.colour[0] * key;
    let lg = blend(lamp.under[1], lamp.over[1], h) * open + lamp.fill[1] * fill + lamp.colour[1] * key;
    let lb = blend(lamp.under[2], lamp.over[2], h) * open + lamp.fill[2] * fill + lamp.colour[2] * key;
    if (room.floor !== null && group !== -1) {
      const bounce = ((clamp(0.45 - ny * 0.55, 0, 1) * open * 0.34) / (1 + y * y * 0.5)) * clamp(lamp.dir[1], 0, 1);
      lr += room.floor.colour[0] * lamp.colour[0] * bounce;
      lg += room.floor.colour[1] * lamp.colour[1] * bounce;
      lb += room.floor.colour[2] * lamp.colour[2] * bounce;
    }
    if (neighbour >= 0) {
      const near = this.materials[solids.firstMaterial(neighbour)]!.colour;
      const warm = solids.closeness * solids.closeness * 0.16;
      lr += near[0] * lamp.colour[0] * warm;
      lg += near[1] * lamp.colour[1] * warm;
      lb += near[2] * lamp.colour[2] * warm;
    }
    if (m.soft > 0) {
      // light that wanders through thin or fleshy things comes out redder at the turn to shadow
      const turn = ease(-0.5, 0.1, facing) * ease(0.5, 0.05, facing) * m.soft * (0.3 + 0.7 * lit) * 0.4;
      lr += lamp.colour[0] * turn;
      lg += lamp.colour[1] * turn * 0.55;
      lb += lamp.colour[2] * turn * 0.45;
    }
    const ndv = clamp(-(dx * nx + dy * ny + dz * nz), 0, 1);
    const rimEdge = Math.pow(1 - ndv, 3) * clamp(0.3 + nx * lamp.rimDir[0] + ny * lamp.rimDir[1] + nz * lamp.rimDir[2], 0, 1) * open;
    let r = ar * lr * (m.metal ? 0.25 : 1) + lamp.rim[0] * rimEdge;
    let g = ag * lg * (m.metal ? 0.25 : 1) + lamp.rim[1] * rimEdge;
    let b = ab * lb * (m.metal ? 0.25 : 1) + lamp.rim[2] * rimEdge;
    if (m.gloss > 0.03) {
      if (!m.metal) ar = ag = ab = 1;
      const hx = lamp.dir[0] - dx;
      const hy = lamp.dir[1] - dy;
      const hz = lamp.dir[2] - dz;
      const half = clamp((hx * nx + hy * ny + hz * nz) / Math.sqrt(hx * hx + hy * hy + hz * hz), 0, 1);
      const spark = Math.pow(half, m.sharp) * m.gloss * (0.1 + m.sharp * 0.012) * lit * (facing > 0 ? 1 : 0);
      r += lamp.colour[0] * spark * ar;
      g += lamp.colour[1] * spark * ag;
      b += lamp.colour[2] * spark * ab;
      const fresnel = m.mirror + (m.metal ? 0.1 : 0.35 * m.gloss) * Math.pow(1 - ndv, 5);
      if (fresnel > 0.012) {
        const k = 2 * ndv;
        const rx = dx + nx * k;
        const ry = dy + ny * k;
        const rz = dz + nz * k;
        if (fresnel > 0.2 && m.mirror > 0.15 && depth < 1)
          this.radiance(x + nx * 0.01, y + ny * 0.01, z + nz * 0.01, rx, ry, rz, depth + 1, group);
        else this.seen(this.around.reflect(rx, ry, rz));
        const seen = fresnel * (0.25 + 0.75 * open);
        r += this.r * seen * ar;
        g += this.g * seen * ag;
        b += this.b * seen * ab;
      }
    }
    this.r = r;
    this.g = g;
    this.b = b;
  }

  #water(m: Material, x: number, z: number, dx: number, dy: number, dz: number, t: number, depth: number): void {
    const room = this.room;
    const calm = room.waves / (1 + t * 0.03);
    const drift = room.time * 6;
    const e = 0.05 + t * 0.004;
    const here = waveHeight(x, z, drift);
    let nx = ((here - waveHeight(x + e, z, drift)) / e) * calm;
    let nz = ((here - waveHeight(x, z + e, drift)) / e) * calm;
    const n = 1 / Math.sqrt(nx * nx + 1 + nz * nz);
    nx *= n;
    nz *= n;
    const facing = clamp(-(dx * nx + dy * n + dz * nz), 0.02, 1);
    const rx = dx + nx * 2 * facing;
    const ry = Math.abs(dy + n * 2 * facing) + 0.01;
    const rz = dz + nz * 2 * facing;
    const length = 1 / Math.sqrt(rx * rx + ry * ry + rz * rz);
    if (depth < 1) this.radiance(x, 0.01, z, rx * length, ry * length, rz * length, depth + 1, -1);
    else this.seen(this.around.background(rx * length, ry * length, rz * length, false));
    const fresnel = 0.03 + 0.85 * Math.pow(1 - facing, 4);
    const lamp = this.lamp;
    const toSun = clamp((rx * lamp.dir[0] + ry * lamp.dir[1] + rz * lamp.dir[2]) * length, 0, 1);
    const glint = Math.pow(toSun, 220) * 2.2 + Math.pow(toSun, 30) * 0.12;
    const depthLight = 0.5 + 0.5 * here;
    this.r = blend(m.colour[0] * (lamp.over[0] + lamp.colour[0] * 0.3) * depthLight, this.r, fresnel) + lamp.colour[0] * glint;
    this.g = blend(m.colour[1] * (lamp.over[1] + lamp.colour[1] * 0.3) * depthLight, this.g, fresnel) + lamp.colour[1] * glint;
    this.b = blend(m.colour[2] * (lamp.over[2] + lamp.colour[2] * 0.3) * depthLight, this.b, fresnel) + lamp.colour[2] * glint;
  }
}
