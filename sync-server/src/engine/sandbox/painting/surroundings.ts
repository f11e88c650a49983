// What surrounds a set: the sky or the studio in its mirrors, and the pattern the lamp's light comes through.
import { blend, ease, fbm2, noise2 } from './noise.ts';
import type { Lamp, Room } from './light.ts';
import type { Vec } from './vec.ts';
import type { Sky } from './sky.ts';

/** Answers what lies in a direction; the answer is in `r g b`. */
export class Surroundings {
  readonly #room: Room;
  readonly #lamp: Lamp;
  readonly #sky: Sky | null;
  readonly #goboU: Vec;
  readonly #goboV: Vec;
  r = 0;
  g = 0;
  b = 0;

  constructor(room: Room, lamp: Lamp, sky: Sky | null) {
    this.#room = room;
    this.#lamp = lamp;
    this.#sky = sky;
    const [x, y, z] = lamp.dir;
    const flat = Math.hypot(x, z) || 1;
    const across: Vec = [z / flat, 0, -x / flat];
    const over: Vec = [y * across[2], z * across[0] - x * across[2], -y * across[0]];
    const c = Math.cos(lamp.goboTurn) / lamp.goboWidth;
    const s = Math.sin(lamp.goboTurn) / lamp.goboWidth;
    this.#goboU = [across[0] * c + over[0] * s, across[1] * c + over[1] * s, across[2] * c + over[2] * s];
    this.#goboV = [over[0] * c - across[0] * s, over[1] * c - across[1] * s, over[2] * c - across[2] * s];
  }

  /** What a ray that leaves the set sees; `detail` as in `Sky`. */
  background(dx: number, dy: number, dz: number, detail: boolean): this {
    const sky = this.#sky;
    if (sky === null) {
      this.reflect(dx, dy, dz);
      return this;
    }
    sky.look(dx, dy, dz, detail);
    this.r = sky.r;
    this.g = sky.g;
    this.b = sky.b;
    return this;
  }

  /** What a shiny thing mirrors: the sky outdoors, a studio with a large window indoors. */
  reflect(dx: number, dy: number, dz: number): this {
    const lamp = this.#lamp;
    if (this.#sky !== null) {
      if (dy < 0) {
        const floor = this.#room.floor;
        this.r = lamp.under[0] + (floor ? floor.colour[0] * 0.25 * lamp.colour[0] : 0);
        this.g = lamp.under[1] + (floor ? floor.colour[1] * 0.25 * lamp.colour[1] : 0);
        this.b = lamp.under[2] + (floor ? floor.colour[2] * 0.25 * lamp.colour[2] : 0);
        return this;
      }
      this.background(dx, dy, dz, false);
      return this;
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
    return this;
  }

  /** The lamp's light through its gobo at a point, 0 to 1. */
  through(x: number, y: number, z: number): number {
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
}

/** Height of ripples on water at a place, about 0 to 1; `drift` moves them on. */
export function waveHeight(x: number, z: number, drift: number): number {
  return fbm2(x * 0.55 + drift * 0.2, z * 1.1 + drift * 0.35, 3) * 0.55 + noise2(x * 2.2 - drift * 0.5, z * 4.2 + drift) * 0.16;
}
