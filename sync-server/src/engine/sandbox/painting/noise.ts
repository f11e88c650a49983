// Smooth repeatable noise: the grain of stone, the shape of hills, the drift of clouds.
import { Dice } from './random.ts';

const SIZE = 256;
const MASK = SIZE - 1;
const LATTICE = new Float32Array(SIZE * SIZE);
const SHUFFLE = new Uint8Array(SIZE);

const dice = new Dice(0x5eed);
for (let i = 0; i < LATTICE.length; i++) LATTICE[i] = dice.next();
for (let i = 0; i < SIZE; i++) SHUFFLE[i] = dice.whole(0, MASK);

/** A lattice value, 0 to 1, for two integers: uncorrelated between neighbours. */
export function speck(x: number, y: number): number {
  return LATTICE[(x & MASK) | ((y & MASK) << 8)]!;
}

/** Value noise in the plane, 0 to 1, one feature per unit. */
export function noise2(x: number, y: number): number {
  const floorX = Math.floor(x);
  const floorY = Math.floor(y);
  const fx = x - floorX;
  const fy = y - floorY;
  const u = fx * fx * (3 - 2 * fx);
  const v = fy * fy * (3 - 2 * fy);
  const x0 = floorX & MASK;
  const x1 = (floorX + 1) & MASK;
  const y0 = (floorY & MASK) << 8;
  const y1 = ((floorY + 1) & MASK) << 8;
  const a = LATTICE[x0 | y0]!;
  const b = LATTICE[x1 | y0]!;
  const c = LATTICE[x0 | y1]!;
  const d = LATTICE[x1 | y1]!;
  return a + (b - a) * u + (c - a + (a - b - c + d) * u) * v;
}

/** Value noise in space, 0 to 1, one feature per unit. */
export function noise3(x: number, y: number, z: number): number {
  const floorZ = Math.floor(z);
  const fz = z - floorZ;
  const w = fz * fz * (3 - 2 * fz);
  const low = SHUFFLE[floorZ & MASK]!;
  const high = SHUFFLE[(floorZ + 1) & MASK]!;
  const a = noise2(x + low, y + low * 1.7);
  return a + (noise2(x + high, y + high * 1.7) - a) * w;
}

/** Layered noise in the plane, about 0 to 1; each layer turns and doubles. */
export function fbm2(x: number, y: number, layers: number): number {
  let sum = 0;
  let weight = 0.5;
  let px = x;
  let py = y;
  for (let i = 0; i < layers; i++) {
    sum += weight * noise2(px, py);
    const turned = 1.616 * px - 1.212 * py + 17.3;
    py = 1.212 * px + 1.616 * py + 5.1;
    px = turned;
    weight *= 0.5;
  }
  return sum + weight;
}

/** Layered noise in space, about 0 to 1. */
export function fbm3(x: number, y: number, z: number, layers: number): number {
  let sum = 0;
  let weight = 0.5;
  let scale = 1;
  for (let i = 0; i < layers; i++) {
    sum += weight * noise3(x * scale + i * 7.3, y * scale, z * scale);
    scale *= 2.03;
    weight *= 0.5;
  }
  return sum + weight;
}

/** Layered noise folded into sharp crests, 0 to 1: ridges, waves, veins. */
export function ridges2(x: number, y: number, layers: number): number {
  let sum = 0;
  let weight = 0.5;
  let carry = 1;
  let px = x;
  let py = y;
  for (let i = 0; i < layers; i++) {
    let crest = 1 - Math.abs(2 * noise2(px, py) - 1);
    crest *= crest * carry;
    sum += crest * weight;
    carry = crest * 1.6 > 1 ? 1 : crest * 1.6;
    const turned = 1.616 * px - 1.212 * py + 3.7;
    py = 1.212 * px + 1.616 * py + 11.9;
    px = turned;
    weight *= 0.5;
  }
  return sum;
}

/** 0 below `low`, 1 above `high`, a soft S between; `high` may be the smaller one. */
export function ease(low: number, high: number, x: number): number {
  const t = (x - low) / (high - low);
  if (t <= 0) return 0;
  if (t >= 1) return 1;
  return t * t * (3 - 2 * t);
}

export function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}

export function blend(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}
