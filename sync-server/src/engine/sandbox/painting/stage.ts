// A lit set: solids in a room or under a sky, and how much light each point of it sends to the camera.
import { blend, clamp, ease, fbm2, noise2 } from './noise.ts';
import { textureAt, type Material } from './material.ts';
import type { Camera } from './camera.ts';
import type { Gobo } from './gobo.ts';
import type { Probe } from './canvas.ts';
import type { Rgb } from './colour.ts';
import type { Sculptor, Vec } from './sculpt.ts';
import { Sky } from './sky.ts';
import { Sheets } from './sheets.ts';
import { Solids } from './solids.ts';

export interface Lamp {
  /** Towards the light, length 1. */
  dir: Vec;
  colour: Rgb;
  /** 1 over its angular size: 4 is a large window, 40 the bare sun. */
  sharpness: number;
  gobo: Gobo | null;
  /** World width of the gobo and where its middle falls. */
  goboWidth: number;
  goboAt: Vec;
  goboTurn: number;
  /** Light from above and from below. */
  over: Rgb;
  under: Rgb;
  /** A broad light without shadows. */
  fillDir: Vec;
  fill: Rgb;
  rimDir: Vec;
  rim: Rgb;
}

export interface Room {
  floor: Material | null;
  /** A wall at this depth (negative z), or none. */
  wall: Material | null;
  wallZ: number;
  /** Side walls at x = ±side, or none. */
  side: number;
  sideMaterial: Material | null;
  /** Radius of the sweep between floor and wall. */
  cove: number;
  haze: Rgb;
  hazeDensity: number;
  /** How far neighbours darken each other, in units. */
  reach: number;
  /** Movement of water, 0 to 1. */
  time: number;
  waves: number;
}

const FLOOR = 1;
const WALL = 2;
const SIDE = 3;

/** Answers what a ray sees; the answer lies in `r g b thing`. */
export class Stage {
  readonly solids: Solids;
  readonly #sheets: Sheets;
  readonly #materials: readonly Material[];
  readonly #room: Room;
  readonly #lamp: Lamp;
  readonly #sky: Sky | null;
  readonly #camera: Camera;
  readonly #goboU: Vec;
  readonly #goboV: Vec;
  r = 0;
  g = 0;
  b = 0;
  thing = 0;

  constructor(sculptor: Sculptor, room: Room, lamp: Lamp, sky: Sky | null, camera: Camera) {
    this.solids = new Solids(sculptor.bodies());
    this.#sheets = new Sheets(sculptor.sheets);
    this.#materials = sculptor.materials;
    this.#room = room;
    this.#lamp = lamp;
    this.#sky = sky;
    this.#camera = camera;
    const [x, y, z] = lamp.dir;
    const flat = Math.hypot(x, z) || 1;
    const across: Vec = [z / flat, 0, -x / flat];
    const over: Vec = [y * across[2], z * across[0] - x * across[2], -y * across[0]];
    const c = Math.cos(lamp.goboTurn) / lamp.goboWidth;
    const s = Math.sin(lamp.goboTurn) / lamp.goboWidth;
    this.#goboU = [across[0] * c + over[0] * s, across[1] * c + over[1] * s, across[2] * c + over[2] * s];
    this.#goboV = [over[0] * c - across[0] * s, over[1] * c - across[1] * s, over[2] * c - across[2] * s];
  }

  /** A look for `Canvas`, for a picture of this many pixels. */
  look(width: number, height: number): (x: number, y: number, probe: Probe) => void {
    const { eye, right, up, forward, tanX, tanY, shift } = this.#camera;
    return (px, py, probe) => {
      const x = ((2 * px) / width - 1) * tanX;
      const y = (1 - (2 * py) / height) * tanY + shift;
      const dx = forward[0] + right[0] * x + up[0] * y;
      const dy = forward[1] + right[1] * x + up[1] * y;
      const dz = forward[2] + right[2] * x + up[2] * y;
      const n = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
      this.radiance(eye[0], eye[1], eye[2], dx * n, dy * n, dz * n, 0, -1);
      probe.r = this.r;
      probe.g = this.g;
      probe.b = this.b;
      probe.thing = this.thing;
    };
  }

  /** Light coming back along a ray; `depth` counts mirrors, `skip` leaves a body out. */
  radiance(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, depth: number, skip: number): void {
    const room = this.#room;
    let far = 400;
    let plane = 0;
    if (room.floor !== null && dy < -1e-5 && oy > 0) {
      far = -oy / dy;
      plane = FLOOR;
      if (far > 400) {
        far = 400;
        plane = 0;
      }
    }
    if (room.wall !== null && dz < -1e-5) {
      const t = (room.wallZ - oz) / dz;
      if (t > 0 && t < far) {
        far = t;
        plane = WALL;
      }
    }
    if (room.sideMaterial !== null && Math.abs(dx) > 1e-5) {
      const t = ((dx > 0 ? room.side : -room.side) - ox) / dx;
      if (t > 0 && t < far) {
        far = t;
        plane = SIDE;
      }
    }
    let t = this.solids.trace(ox, oy, oz, dx, dy, dz, far, skip);
    const leaf = this.#sheets.count > 0 ? this.#sheets.trace(ox, oy, oz, dx, dy, dz, t >= 0 ? t : far, -1) : -1;
    if (leaf >= 0) {
      t = leaf;
      this.#sheet(ox, oy, oz, dx, dy, dz, t, depth);
    } else if (t >= 0) this.#solid(ox, oy, oz, dx, dy, dz, t, this.solids.hit, depth);
    else if (plane === 0) {
      this.#background(dx, dy, dz, depth === 0);
      this.thing = 0;
    } else this.#plane(plane, ox, oy, oz, dx, dy, dz, far, depth);
    if (room.hazeDensity > 0 && (t >= 0 || plane !== 0)) {
      const fade = 1 - Math.exp(-(t >= 0 ? t : far) * room.hazeDensity);
      const sky = this.#sky;
      let hr = room.haze[0];
      let hg = room.haze[1];
      let hb = room.haze[2];
      if (sky !== null && plane === FLOOR && t < 0) {
        const toSun = clamp(dx * sky.plan.sun[0] + dz * sky.plan.sun[2], 0, 1);
        const glow = Math.pow(toSun, 8) * 0.2 * sky.plan.glow;
        hr += sky.plan.sunColour[0] * glow;
        hg += sky.plan.sunColour[1] * glow;
        hb += sky.plan.sunColour[2] * glow;
      }
      this.r = blend(this.r, hr, fade);
      this.g = blend(this.g, hg, fade);
      this.b = blend(this.b, hb, fade);
    }
  }

  #background(dx: number, dy: number, dz: number, detail: boolean): void {
    const sky = this.#sky;
    if (sky === null) {
      this.#surroundings(dx, dy, dz);
      return;
    }
    sky.look(dx, dy, dz, detail);
    this.r = sky.r;
    this.g = sky.g;
    this.b = sky.b;
  }

  /** What a shiny thing mirrors: the sky outdoors, a studio with a large window indoors. */
  #surroundings(dx: number, dy: number, dz: number): void {
    const lamp = this.#lamp;
    if (this.#sky !== null) {
      if (dy < 0) {
        const floor = this.#room.floor;
        this.r = lamp.under[0] + (floor ? floor.colour[0] * 0.25 * lamp.colour[0] : 0);
        this.g = lamp.under[1] + (floor ? floor.colour[1] * 0.25 * lamp.colour[1] : 0);
        this.b = lamp.under[2] + (floor ? floor.colour[2] * 0.25 * lamp.colour[2] : 0);
        return;
      }
      this.#background(dx, dy, dz, false);
      return;
    }
    const h = 0.5 + 0.5 * dy;
    let r = blend(lamp.under[0], lamp.over[0], h) * 0.8;
    let g = blend(lamp.under[1], lamp.over[1], h) * 0.8;
    let b = blend(lamp.under[2], lamp.over[2], h) * 0.8;
    const facing = dx * lamp.dir[0] + dy * lamp.dir[1] + dz * lamp.dir[2];
    if (facing > 0.2) {
      const u = (dx * this.#goboU[0] + dy * this.#goboU[1] + dz * this.#goboU[2]) * lamp.goboWidth;
      const v = (dx * this.#goboV[0] + dy * this.#goboV[1] + dz * this.#goboV[2]) * lamp.goboWidth;
      const su = Math.abs(u / facing);
      const sv = Math.abs(v / facing);
      const pane = ease(0.42, 0.38, su) * ease(0.55, 0.5, sv) * ease(0.015, 0.03, su) * ease(0.015, 0.03, Math.abs(sv - 0.12));
      r += lamp.colour[0] * pane * 0.75;
      g += lamp.colour[1] * pane * 0.75;
      b += lamp.colour[2] * pane * 0.75;
    }
    const strip = ease(0.86, 0.92, dx * lamp.rimDir[0] + dy * lamp.rimDir[1] + dz * lamp.rimDir[2]) * 1.4;
    this.r = r + lamp.rim[0] * strip;
    this.g = g + lamp.rim[1] * strip;
    this.b = b + lamp.rim[2] * strip;
  }

  #plane(plane: number, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, t: number, depth: number): void {
    const room = this.#room;
    const x = ox + dx * t;
    const y = oy + dy * t;
    const z = oz + dz * t;
    let nx = 0;
    let ny = 0;
    let nz = 0;
    let material: Material;
    if (plane === FLOOR) {
      material = room.floor!;
      ny = 1;
      if (room.wall !== null && room.cove > 0 && z < room.wallZ + room.cove) {
        const bend = 1 - (z - room.wallZ) / room.cove;
        nz = bend;
        ny = 1.02 - bend * 0.5;
      }
    } else if (plane === WALL) {
      material = room.wall!;
      nz = 1;
      if (room.floor !== null && room.cove > 0 && y < room.cove) ny = (1 - y / room.cove) * 0.9;
    } else {
      material = room.sideMaterial!;
      nx = dx > 0 ? -1 : 1;
    }
    const n = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
    this.#shade(material, x, y, z, nx * n, ny * n, nz * n, dx, dy, dz, t, x, y, z, depth, -1);
    this.thing = plane;
  }

  #solid(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, t: number, group: number, depth: number): void {
    const x = ox + dx * t;
    const y = oy + dy * t;
    const z = oz + dz * t;
    const solids = this.solids;
    const index = solids.materialAt(group, x, y, z);
    const material = this.#materials[index < 0 ? 0 : index]!;
    const lx = solids.lx;
    const ly = solids.ly;
    const lz = solids.lz;
    solids.normal(group, x, y, z, 0.0012 + t * 0.0004);
    if (material.glass && depth < 2) this.#glass(material, x, y, z, dx, dy, dz, solids.nx, solids.ny, solids.nz, group, depth);
    else this.#shade(material, x, y, z, solids.nx, solids.ny, solids.nz, dx, dy, dz, t, lx, ly, lz, depth, group);
    this.thing = 16 + group * 16 + (index & 15);
  }

  #sheet(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, t: number, depth: number): void {
    const sheets = this.#sheets;
    const hit = sheets.hit;
    const material = this.#materials[sheets.material(hit)]!;
    // near its foot a petal sits deep among the others
    const crease = 0.45 + 0.55 * ease(0, 0.55, sheets.grown);
    this.#shade(material, ox + dx * t, oy + dy * t, oz + dz * t, sheets.nx, sheets.ny, sheets.nz, dx, dy, dz, t, sheets.lx, 0, sheets.lz, depth, -2);
    this.r *= crease;
    this.g *= crease;
    this.b *= crease;
    this.thing = 8000 + hit;
  }

  #glass(m: Material, x: number, y: number, z: number, dx: number, dy: number, dz: number, nx: number, ny: number, nz: number, group: number, depth: number): void {
    const lamp = this.#lamp;
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
    this.#surroundings(dx + nx * k, dy + ny * k, dz + nz * k);
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

  /** The lamp's light through its gobo at a point, 0 to 1. */
  #through(x: number, y: number, z: number): number {
    const lamp = this.#lamp;
    if (lamp.gobo === null) return 1;
    const px = x - lamp.goboAt[0];
    const py = y - lamp.goboAt[1];
    const pz = z - lamp.goboAt[2];
    return lamp.gobo.at(
      px * this.#goboU[0] + py * this.#goboU[1] + pz * this.#goboU[2],
      px * this.#goboV[0] + py * this.#goboV[1] + pz * this.#goboV[2]
    );
  }

  #shade(m: Material, x: number, y: number, z: number, nx: number, ny: number, nz: number, dx: number, dy: number, dz: number, t: number, lx: number, ly: number, lz: number, depth: number, group: number): void {
    const lamp = this.#lamp;
    const room = this.#room;
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
      lit = this.#through(x, y, z);
      if (lit > 0.01 && facing > -0.15) {
        const s = solids.shadow(x + nx * 0.012, y + ny * 0.012, z + nz * 0.012, lamp.dir[0], lamp.dir[1], lamp.dir[2], lamp.sharpness, room.reach * 1.1) * (this.#sheets.count > 0 ? this.#sheets.shadow(x + nx * 0.012, y + ny * 0.012, z + nz * 0.012, lamp.dir[0], lamp.dir[1], lamp.dir[2], lamp.sharpness) : 1);
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
      const bounce = clamp(0.45 - ny * 0.55, 0, 1) * open * 0.34 / (1 + y * y * 0.5) * clamp(lamp.dir[1], 0, 1);
      lr += room.floor.colour[0] * lamp.colour[0] * bounce;
      lg += room.floor.colour[1] * lamp.colour[1] * bounce;
      lb += room.floor.colour[2] * lamp.colour[2] * bounce;
    }
    if (neighbour >= 0) {
      const near = this.#materials[solids.firstMaterial(neighbour)]!.colour;
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
        if (fresnel > 0.2 && m.mirror > 0.15 && depth < 1) this.radiance(x + nx * 0.01, y + ny * 0.01, z + nz * 0.01, rx, ry, rz, depth + 1, group);
        else this.#surroundings(rx, ry, rz);
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
    const room = this.#room;
    const calm = room.waves / (1 + t * 0.03);
    const drift = room.time * 6;
    const e = 0.05 + t * 0.004;
    const here = waveHeight(x, z, drift);
    let nx = (here - waveHeight(x + e, z, drift)) / e * calm;
    let nz = (here - waveHeight(x, z + e, drift)) / e * calm;
    const n = 1 / Math.sqrt(nx * nx + 1 + nz * nz);
    nx *= n;
    nz *= n;
    const facing = clamp(-(dx * nx + dy * n + dz * nz), 0.02, 1);
    const rx = dx + nx * 2 * facing;
    const ry = Math.abs(dy + n * 2 * facing) + 0.01;
    const rz = dz + nz * 2 * facing;
    const length = 1 / Math.sqrt(rx * rx + ry * ry + rz * rz);
    if (depth < 1) this.radiance(x, 0.01, z, rx * length, ry * length, rz * length, depth + 1, -1);
    else this.#background(rx * length, ry * length, rz * length, false);
    const fresnel = 0.03 + 0.85 * Math.pow(1 - facing, 4);
    const lamp = this.#lamp;
    const toSun = clamp((rx * lamp.dir[0] + ry * lamp.dir[1] + rz * lamp.dir[2]) * length, 0, 1);
    const glint = Math.pow(toSun, 220) * 2.2 + Math.pow(toSun, 30) * 0.12;
    const depthLight = 0.5 + 0.5 * here;
    this.r = blend(m.colour[0] * (lamp.over[0] + lamp.colour[0] * 0.3) * depthLight, this.r, fresnel) + lamp.colour[0] * glint;
    this.g = blend(m.colour[1] * (lamp.over[1] + lamp.colour[1] * 0.3) * depthLight, this.g, fresnel) + lamp.colour[1] * glint;
    this.b = blend(m.colour[2] * (lamp.over[2] + lamp.colour[2] * 0.3) * depthLight, this.b, fresnel) + lamp.colour[2] * glint;
  }
}

function waveHeight(x: number, z: number, drift: number): number {
  return fbm2(x * 0.55 + drift * 0.2, z * 1.1 + drift * 0.35, 3) * 0.55 + noise2(x * 2.2 - drift * 0.5, z * 4.2 + drift) * 0.16;
}
