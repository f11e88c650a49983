// Fog, rain and snow laid over a picture, each with the light that belongs to it.
import { clamp, ease, fbm2, noise2 } from '../painting/noise.ts';
import { Dice } from '../painting/random.ts';
import { blurred, luma, type Raster } from '../drawing/raster.ts';
import { graded } from './grade.ts';
import type { Weather } from './instruction.ts';

/** The picture in that weather; the seed moves drops, flakes and banks. */
export async function weathered(raster: Raster, weather: Weather, seed: number): Promise<Raster> {
  switch (weather) {
    case 'fog':
      return fog(raster, seed);
    case 'rain':
      return rain(raster, seed);
    case 'snow':
      return snow(raster, seed);
  }
}

async function fog(raster: Raster, seed: number): Promise<Raster> {
  const { width, height } = raster;
  const soft = await blurred(graded(raster, { contrast: -0.25, saturation: -0.35, exposure: 0.1 }), width / 260);
  const rgb = new Uint8Array(raster.rgb.length);
  const shift = (seed % 97) * 3.7;
  // Noise is smooth: reading it at every fourth pixel and once a row is enough.
  for (let y = 0; y < height; y++) {
    const depth = 0.34 + 0.5 * ease(1, 0.25, y / height);
    let bank = 0;
    for (let x = 0; x < width; x++) {
      if ((x & 3) === 0) bank = fbm2((x / width) * 3.2 + shift, (y / width) * 8 + shift, 4);
      const share = clamp(depth * (0.35 + 0.95 * bank), 0, 0.94);
      const i = (y * width + x) * 3;
      rgb[i] = soft.rgb[i]! + (222 - soft.rgb[i]!) * share;
      rgb[i + 1] = soft.rgb[i + 1]! + (226 - soft.rgb[i + 1]!) * share;
      rgb[i + 2] = soft.rgb[i + 2]! + (230 - soft.rgb[i + 2]!) * share;
    }
  }
  return { width, height, rgb };
}

async function rain(raster: Raster, seed: number): Promise<Raster> {
  const { width, height } = raster;
  const wet = graded(raster, { exposure: -0.55, saturation: -0.25, contrast: 0.15, warmth: -0.35, shadows: [0, 3, 8] });
  const unit = Math.max(width, height) / 1_000;
  const near = new Float32Array(width * height);
  const dice = new Dice(seed ^ 0x7a17);
  const drops = 900;
  for (let drop = 0; drop < drops; drop++) {
    const close = dice.next() ** 2;
    const length = (18 + 80 * close) * unit;
    const thickness = (0.5 + 1.3 * close) * unit;
    streak(near, width, height, dice.between(-0.1, 1.1) * width, dice.between(-0.1, 1) * height, length, thickness, 0.1 + 0.24 * close);
  }
  const rgb = new Uint8Array(wet.rgb.length);
  for (let y = 0, p = 0; y < height; y++) {
    const haze = 0.2 * ease(1, 0, y / height);
    for (let x = 0; x < width; x++, p++) {
      const i = p * 3;
      const share = Math.min(0.75, near[p]!);
      for (let c = 0; c < 3; c++) {
        const misty = wet.rgb[i + c]! + (150 + c * 5 - wet.rgb[i + c]!) * haze;
        rgb[i + c] = misty + (225 + c * 6 - misty) * share;
      }
    }
  }
  return { width, height, rgb };
}

/** Adds a slanted line that fades in and out along its length. */
function streak(
  into: Float32Array,
  width: number,
  height: number,
  x0: number,
  y0: number,
  length: number,
  thickness: number,
  strength: number
): void {
  const slant = 0.16;
  const reach = Math.ceil(thickness);
  for (let step = 0; step < length; step++) {
    const y = Math.round(y0 + step);
    if (y < 0 || y >= height) continue;
    const centre = x0 - step * slant;
    const along = Math.sin((Math.PI * step) / length) * strength;
    for (let x = Math.floor(centre) - reach; x <= Math.ceil(centre) + reach; x++) {
      if (x < 0 || x >= width) continue;
      const share = along * Math.max(0, 1 - Math.abs(x - centre) / (thickness + 0.5));
      into[y * width + x] = into[y * width + x]! + share;
    }
  }
}

async function snow(raster: Raster, seed: number): Promise<Raster> {
  const { width, height } = raster;
  const cold = graded(raster, { exposure: 0.15, saturation: -0.4, warmth: -0.4, contrast: -0.1, shadows: [4, 8, 16] });
  const settled = settle(cold, seed);
  const unit = Math.max(width, height) / 1_000;
  const flakes = new Float32Array(width * height);
  const dice = new Dice(seed ^ 0x5107);
  for (let flake = 0; flake < 1_100; flake++) {
    const close = dice.next() ** 3;
    disc(flakes, width, height, dice.next() * width, dice.next() * height, (1.1 + 10 * close) * unit, 0.85 - 0.5 * close);
  }
  const rgb = new Uint8Array(settled.rgb.length);
  for (let p = 0; p < flakes.length; p++) {
    const share = Math.min(0.92, flakes[p]!);
    for (let c = 0; c < 3; c++) rgb[p * 3 + c] = settled.rgb[p * 3 + c]! + (250 - settled.rgb[p * 3 + c]!) * share;
  }
  return { width, height, rgb };
}

/** Whitens what faces up: places that are brighter than what lies below them, in patches. */
function settle(raster: Raster, seed: number): Raster {
  const { width, height } = raster;
  const below = Math.max(2, Math.round(height / 60));
  const rgb = Uint8Array.from(raster.rgb);
  for (let y = 0; y < height; y++) {
    const ground = 0.55 * ease(0.55, 1, y / height);
    const lower = Math.min(height - 1, y + below);
    let patch = 0;
    for (let x = 0; x < width; x++) {
      if ((x & 3) === 0) patch = noise2((x / width) * 14 + seed, (y / width) * 14);
      const i = (y * width + x) * 3;
      const edge = ease(6, 60, luma(raster.rgb, i) - luma(raster.rgb, (lower * width + x) * 3));
      const share = clamp(edge * 0.8 + ground * (0.35 + patch), 0, 0.9);
      const shade = 0.72 + 0.28 * (luma(raster.rgb, i) / 255);
      rgb[i] = rgb[i]! + (238 * shade - rgb[i]!) * share;
      rgb[i + 1] = rgb[i + 1]! + (244 * shade - rgb[i + 1]!) * share;
      rgb[i + 2] = rgb[i + 2]! + (252 * shade - rgb[i + 2]!) * share;
    }
  }
  return { width, height, rgb };
}

function disc(into: Float32Array, width: number, height: number, cx: number, cy: number, radius: number, strength: number): void {
  const reach = Math.ceil(radius);
  for (let y = Math.max(0, Math.floor(cy) - reach); y <= Math.min(height - 1, Math.ceil(cy) + reach); y++) {
    for (let x = Math.max(0, Math.floor(cx) - reach); x <= Math.min(width - 1, Math.ceil(cx) + reach); x++) {
      const share = ease(radius, radius * 0.4, Math.hypot(x - cx, y - cy));
      into[y * width + x] = into[y * width + x]! + share * strength;
    }
  }
}
