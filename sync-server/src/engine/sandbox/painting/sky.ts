// The sky and what stands far off beneath it: air, sun or moon, clouds, stars, ridges, a skyline.
import { blend, clamp, ease, fbm2, speck } from './noise.ts';
import type { Rgb } from './colour.ts';
import type { Vec } from './vec.ts';

export type Far = 'none' | 'hills' | 'mountains' | 'forest' | 'skyline' | 'dunes' | 'sea';

export interface SkyPlan {
  zenith: Rgb;
  horizon: Rgb;
  /** Towards the sun or moon. */
  sun: Vec;
  sunColour: Rgb;
  /** Angular size of the disc, as a cosine gap; 0 hides it. */
  disc: number;
  /** Brightness of the disc: 3 burns out, below 1 it is seen through mist. */
  discLight: number;
  /** Brightness of the glow around it. */
  glow: number;
  clouds: number;
  cloudColour: Rgb;
  cloudShade: Rgb;
  stars: number;
  far: Far;
  farColour: Rgb;
  /** Where the picture's own clouds and ridges begin. */
  offset: number;
  /** Movement, 0 to 1. */
  time: number;
}

/** Answers what the sky looks like in a direction; the answer lies in `r g b`. */
export class Sky {
  readonly plan: SkyPlan;
  r = 0;
  g = 0;
  b = 0;

  constructor(plan: SkyPlan) {
    this.plan = plan;
  }

  /** Looks along a direction of length 1; `detail` false leaves out disc, stars and fine clouds (for reflections). */
  look(dx: number, dy: number, dz: number, detail: boolean): void {
    const p = this.plan;
    const up = dy > 0 ? dy : 0;
    const t = 1 - Math.pow(1 - up, 3.2);
    let r = blend(p.horizon[0], p.zenith[0], t);
    let g = blend(p.horizon[1], p.zenith[1], t);
    let b = blend(p.horizon[2], p.zenith[2], t);
    const toSun = clamp(dx * p.sun[0] + dy * p.sun[1] + dz * p.sun[2], 0, 1);
    const near = Math.pow(toSun, 6) * 0.16 + Math.pow(toSun, 40) * 0.3 + Math.pow(toSun, 300) * 0.9;
    const low = 1 - up * 0.6;
    r += p.sunColour[0] * near * p.glow * low;
    g += p.sunColour[1] * near * p.glow * low;
    b += p.sunColour[2] * near * p.glow * low;
    if (detail && p.stars > 0) {
      const star = this.#star(dx, dy, dz) * p.stars * ease(0, 0.25, dy);
      r += star;
      g += star;
      b += star * 1.15;
    }
    if (detail && p.disc > 0) {
      const disc = ease(1 - p.disc, 1 - p.disc * (p.discLight < 2.5 ? 0.55 : 0.8), toSun);
      r = blend(r, p.sunColour[0] * p.discLight, disc);
      g = blend(g, p.sunColour[1] * p.discLight, disc);
      b = blend(b, p.sunColour[2] * p.discLight, disc);
    }
    if (p.clouds > 0 && dy > 0.005) {
      const k = 1.1 / (dy + 0.12);
      const x = dx * k + p.offset + p.time * 0.12;
      const y = dz * k + p.offset * 0.37;
      const body = fbm2(x, y * 1.5, detail ? 6 : 3);
      const cover = ease(1.02 - p.clouds * 0.62, 1.32 - p.clouds * 0.62, body + 0.22) * ease(0, 0.16, dy) * 0.92;
      if (cover > 0.002) {
        const lit = clamp(0.55 + (body - fbm2(x + p.sun[0] * 0.25, y * 1.5 + p.sun[2] * 0.25, 3)) * 2.6, 0, 1);
        const warm = 1 + near * p.glow * 1.4;
        r = blend(r, blend(p.cloudShade[0], p.cloudColour[0] * warm, lit), cover);
        g = blend(g, blend(p.cloudShade[1], p.cloudColour[1] * warm, lit), cover);
        b = blend(b, blend(p.cloudShade[2], p.cloudColour[2] * warm, lit), cover);
      }
    }
    this.r = r;
    this.g = g;
    this.b = b;
    if (p.far !== 'none') this.#far(dx, dy, dz);
  }

  #star(dx: number, dy: number, dz: number): number {
    const u = Math.atan2(dx, -dz) * 70;
    const v = dy * 78;
    const i = Math.floor(u);
    const j = Math.floor(v);
    const bright = speck(i * 7 + 3, j * 13 + 5);
    if (bright < 0.82) return 0;
    const x = u - i - 0.2 - speck(i, j) * 0.6;
    const y = v - j - 0.2 - speck(j, i) * 0.6;
    return ease(0.13, 0.02, Math.sqrt(x * x + y * y)) * (bright - 0.8) * 7;
  }

  #far(dx: number, dy: number, dz: number): void {
    const p = this.plan;
    const azimuth = Math.atan2(dx, -dz);
    for (let layer = 0; layer < 3; layer++) {
      const near = (layer + 1) / 3;
      const height = this.#ridge(azimuth + p.offset + layer * 3.1, layer);
      if (dy > height) continue;
      // low down, more air lies between
      const haze = clamp(0.72 - near * 0.5 - clamp(dy, 0, 1) * 1.2 + Math.exp(-Math.max(dy, 0) * 22) * 0.36, 0.05, 0.97);
      const shade = p.far === 'skyline' ? this.#windows(azimuth, dy, layer) : 0.72 + 0.55 * fbm2(azimuth * 24, dy * 30, 4);
      const lamp = shade > 5 ? 1 : 0;
      this.r = blend(lamp * 0.95 + (1 - lamp) * p.farColour[0] * shade, p.horizon[0], haze);
      this.g = blend(lamp * 0.62 + (1 - lamp) * p.farColour[1] * shade, p.horizon[1], haze);
      this.b = blend(lamp * 0.3 + (1 - lamp) * p.farColour[2] * shade, p.horizon[2], haze);
    }
  }

  #ridge(a: number, layer: number): number {
    const low = 1 - layer * 0.3;
    switch (this.plan.far) {
      case 'mountains':
        return 0.05 + (fbm2(a * (4 + layer * 2), layer * 7.1, 6) - 0.28) * 0.5 * low;
      case 'hills':
        return 0.02 + (fbm2(a * (2.4 + layer), layer * 7.1, 4) - 0.3) * 0.2 * low;
      case 'dunes':
        return 0.01 + Math.abs(fbm2(a * 1.7, layer * 3.3, 2) - 0.5) * 0.2 * low;
      case 'forest': {
        const tip = a * (34 + layer * 6);
        const saw = Math.abs(tip - Math.round(tip)) * 2;
        return 0.05 + fbm2(a * 4, layer * 5.5, 3) * 0.1 * low + (1 - saw) * 0.05 * (0.4 + speck(Math.round(tip), layer)) * low;
      }
      case 'skyline': {
        const block = Math.floor(a * (15 + layer * 5));
        return 0.03 + speck(block, layer * 3 + 1) * speck(block + 9, layer) * 0.32 * low;
      }
      case 'sea':
        return layer === 0 ? 0.0 : -1;
      default:
        return -1;
    }
  }

  #windows(a: number, dy: number, layer: number): number {
    const u = a * 150;
    const v = dy * 170;
    const lit = speck(Math.floor(u), Math.floor(v) + layer * 50) > 0.84 && u - Math.floor(u) > 0.35 && v - Math.floor(v) > 0.4;
    return lit && this.plan.stars > 0 ? 9 : 0.8;
  }
}
