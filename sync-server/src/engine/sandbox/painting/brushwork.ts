// Hand-made styles: strokes, washes, pencil.
import { blurred, eachPixel, edges, greys, strokes, tooth, type Pixels } from './filters.ts';
import { graded, type Grade } from './grade.ts';
import { clamp, ease, fbm2, noise2 } from './noise.ts';
import { Dice } from './random.ts';

/** Pixels per 1/512 of the long side: keeps strokes and dots the same size in the picture at any resolution. */
export function unit(picture: Pixels): number {
  return Math.max(1, Math.max(picture.width, picture.height) / 512);
}

/** Colours gathered into strokes; `radius` is for a picture of 512 pixels. */
export function brushed(picture: Pixels, radius: number): Pixels {
  return { ...picture, rgb: strokes(picture, Math.max(1, Math.round(radius * unit(picture)))) };
}

/** The same picture with other pixels. */
export function again(picture: Pixels, rgb: Uint8Array): Pixels {
  return { ...picture, rgb };
}

/** Washes on rough paper with a bare edge. */
export function watercolor(picture: Pixels, seed: number): Uint8Array {
  const flat = brushed(brushed(picture, 5), 3);
  const line = edges(flat);
  const u = unit(picture);
  const ink = { r: 0, g: 0, b: 0 };
  const { width, height } = picture;
  return eachPixel(flat, ink, (r, g, b, x, y, i) => {
    const pool = fbm2(x / (38 * u) + (seed % 97), y / (38 * u), 4) - 0.5;
    const paper = tooth(x, y, 2.2 * u);
    const rim = ease(0.06, 0.3, line[i]!) * 0.2;
    const wash = 0.78 + pool * 0.5 - rim;
    const side = Math.min(x, y, width - 1 - x, height - 1 - y) / u + pool * 26;
    const bare = ease(14, 4, side);
    const lay = (value: number): number => {
      const pale = 1 - (1 - Math.pow(value, 0.82)) * wash * 1.06;
      return clamp((pale + (0.985 - pale) * bare) * paper * 1.02, 0, 1);
    };
    ink.r = lay(r);
    ink.g = lay(g) * 0.998;
    ink.b = lay(b) * 0.985;
  });
}

/** Pencil lines and hatching. */
export function sketch(picture: Pixels): Uint8Array {
  const { width, height } = picture;
  const grey = greys(picture);
  const u = unit(picture);
  const soft = blurred(grey, width, height, Math.max(1, Math.round(3 * u)));
  const ink = { r: 0, g: 0, b: 0 };
  return eachPixel(picture, ink, (_r, _g, _b, x, y, i) => {
    const dodge = clamp(grey[i]! / (soft[i]! + 1), 0, 1);
    const line = ease(0.55, 0.98, dodge);
    const dark = 1 - soft[i]! / 255;
    const first = Math.sin(((x + y) / u) * 0.9 + noise2(x / 9 / u, y / 9 / u) * 3);
    const second = Math.sin(((x - y) / u) * 1.1 + noise2(x / 7 / u, y / 7 / u) * 3);
    const hatch = ease(0.35, 0.8, dark) * ease(-0.2, 0.8, first) * 0.5 + ease(0.62, 0.92, dark) * ease(0, 0.9, second) * 0.45;
    const tone = clamp((0.2 + 0.8 * line) * (1 - hatch) * (1 - dark * 0.22), 0.06, 1) * tooth(x, y, 1.6 * u);
    ink.r = tone * 0.975 + 0.012;
    ink.g = tone * 0.965 + 0.012;
    ink.b = tone * 0.935 + 0.018;
  });
}

/** Thick paint with bristle marks, then graded. */
export function oil(picture: Pixels, radius: number, grade: Grade): Uint8Array {
  const flat = brushed(brushed(picture, radius), radius * 0.6);
  const { width } = picture;
  const grey = greys(flat);
  const u = unit(picture);
  const ink = { r: 0, g: 0, b: 0 };
  const shaped = eachPixel(flat, ink, (r, g, b, x, y, i) => {
    // bristles follow the tone, and catch light from the upper left
    const slant = grey[i]! * 0.05;
    const bristle = noise2((x * Math.cos(slant) + y * Math.sin(slant)) / (7 * u), (y * Math.cos(slant) - x * Math.sin(slant)) / (1.3 * u));
    const ahead = grey[Math.min(grey.length - 1, i + width + 1)]!;
    const relief = clamp((grey[i]! - ahead) / 255, -0.2, 0.2) * 0.9 + (bristle - 0.5) * 0.085;
    ink.r = r + relief;
    ink.g = g + relief;
    ink.b = b + relief * 0.95;
  });
  return graded(again(picture, shaped), grade);
}

/** Short separate strokes that follow the forms. */
export function impressionist(picture: Pixels, seed: number): Uint8Array {
  const { width, height, rgb } = picture;
  const u = unit(picture);
  const soft = brushed(picture, 4);
  const out = graded(soft, { saturation: 1.2, brightness: 0.03 });
  const dice = new Dice(seed ^ 0x1badb002);
  const grey = blurred(greys(picture), width, height, Math.round(3 * u));
  const count = Math.round((width * height) / (u * u) / 9);
  for (let n = 0; n < count; n++) {
    const cx = Math.floor(dice.next() * width);
    const cy = Math.floor(dice.next() * height);
    const at = cy * width + cx;
    const gx = grey[cy * width + Math.min(width - 1, cx + 2)]! - grey[cy * width + Math.max(0, cx - 2)]!;
    const gy = grey[Math.min(height - 1, cy + 2) * width + cx]! - grey[Math.max(0, cy - 2) * width + cx]!;
    const angle = Math.atan2(gy, gx) + Math.PI / 2 + dice.between(-0.4, 0.4);
    const long = dice.between(3, 6.5) * u;
    const wide = dice.between(0.9, 1.7) * u;
    const light = dice.between(0.9, 1.13);
    const warm = dice.between(-12, 12);
    const colour = [rgb[at * 3]! * light + warm, rgb[at * 3 + 1]! * light, rgb[at * 3 + 2]! * light - warm];
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    for (let k = -long; k <= long; k += 0.8) {
      for (let j = -wide; j <= wide; j += 0.8) {
        const x = Math.round(cx + c * k - s * j);
        const y = Math.round(cy + s * k + c * j);
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        const p = (y * width + x) * 3;
        const edge = 0.8 - 0.25 * Math.abs(j / wide);
        for (let q = 0; q < 3; q++) out[p + q] = clamp(out[p + q]! + (colour[q]! - out[p + q]!) * edge, 0, 255);
      }
    }
  }
  return out;
}
