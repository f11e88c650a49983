// A lit set: solids in a room or under a sky, and how much light each point of it sends to the camera.
import { blend, clamp, ease } from './noise.ts';
import type { Material } from './material.ts';
import type { Lamp, Room } from './light.ts';
import type { Camera } from './camera.ts';
import type { Probe } from './canvas.ts';
import type { Sculptor } from './sculpt.ts';
import type { Sky } from './sky.ts';
import { Surfaces } from './surfaces.ts';

const FLOOR = 1;
const WALL = 2;
const SIDE = 3;

/** Answers what a ray sees; the answer lies in `r g b thing`. */
export class Stage extends Surfaces {
  readonly #sky: Sky | null;
  readonly #camera: Camera;
  thing = 0;

  constructor(sculptor: Sculptor, room: Room, lamp: Lamp, sky: Sky | null, camera: Camera) {
    super(sculptor, room, lamp, sky);
    this.#sky = sky;
    this.#camera = camera;
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
  override radiance(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, depth: number, skip: number): void {
    const room = this.room;
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
    const leaf = this.sheets.count > 0 ? this.sheets.trace(ox, oy, oz, dx, dy, dz, t >= 0 ? t : far) : -1;
    if (leaf >= 0) {
      t = leaf;
      this.#sheet(ox, oy, oz, dx, dy, dz, t, depth);
    } else if (t >= 0) this.#solid(ox, oy, oz, dx, dy, dz, t, this.solids.hit, depth);
    else if (plane === 0) {
      this.seen(this.around.background(dx, dy, dz, depth === 0));
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

  #plane(plane: number, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, t: number, depth: number): void {
    const room = this.room;
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
    this.shade(material, x, y, z, nx * n, ny * n, nz * n, dx, dy, dz, t, x, y, z, depth, -1);
    this.thing = plane;
  }

  #solid(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, t: number, group: number, depth: number): void {
    const x = ox + dx * t;
    const y = oy + dy * t;
    const z = oz + dz * t;
    const solids = this.solids;
    const index = solids.materialAt(group, x, y, z);
    const material = this.materials[index < 0 ? 0 : index]!;
    const lx = solids.lx;
    const ly = solids.ly;
    const lz = solids.lz;
    solids.normal(group, x, y, z, 0.0012 + t * 0.0004);
    if (material.glass && depth < 2) this.glass(material, x, y, z, dx, dy, dz, solids.nx, solids.ny, solids.nz, group, depth);
    else this.shade(material, x, y, z, solids.nx, solids.ny, solids.nz, dx, dy, dz, t, lx, ly, lz, depth, group);
    this.thing = 16 + group * 16 + (index & 15);
  }

  #sheet(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, t: number, depth: number): void {
    const sheets = this.sheets;
    const hit = sheets.hit;
    const material = this.materials[sheets.material(hit)]!;
    // near its foot a petal sits deep among the others
    const crease = 0.45 + 0.55 * ease(0, 0.55, sheets.grown);
    this.shade(
      material,
      ox + dx * t,
      oy + dy * t,
      oz + dz * t,
      sheets.nx,
      sheets.ny,
      sheets.nz,
      dx,
      dy,
      dz,
      t,
      sheets.lx,
      0,
      sheets.lz,
      depth,
      -2
    );
    this.r *= crease;
    this.g *= crease;
    this.b *= crease;
    this.thing = 8000 + hit;
  }
}
