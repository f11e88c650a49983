// Trees as a painter of backdrops cuts them: by height and side in a row, with crowns made of leaves and clusters of leaves.
import { clamp, ease, fbm2, noise2, speck } from '../noise.ts';

export type Tree = 'fir' | 'round' | 'birch' | 'palm';

/** One row of trees across the picture. */
export interface Row {
  /** Height of its ground line, of its trees, and how many stand across. */
  foot: number;
  tall: number;
  pitch: number;
  shift: number;
  fog: number;
}

/** After `stand` found leaves: where in the crown they hang (−1 left to 1 right), and how light this leaf is, about 1. */
export const touched = { side: 0, tone: 1 };

/** 0 outside the trees of a row, 1 in leaves, 2 in a trunk; `lone` keeps a single tree. */
export function stand(tree: Tree, row: Row, u: number, v: number, line: number, index: number, lone: boolean): number {
  if (v > line + row.tall * 1.25 || v < line - row.tall * 0.1) return 0;
  const cell = Math.floor(u * row.pitch + row.shift);
  let found = 0;
  for (let k = -1; k <= 1; k++) {
    const id = cell + k;
    if (lone && id !== Math.floor(row.shift)) continue;
    const chance = speck(id * 3 + 1, index * 7 + 2);
    if (tree === 'round' && chance < 0.25 && !lone) continue;
    const middle = (id + 0.25 + 0.5 * speck(id, index + 31) - row.shift) / row.pitch;
    const tall = row.tall * (0.6 + 0.55 * chance);
    const t = (v - line) / tall;
    const x = (u - middle) / tall;
    if (t < -0.05 || t > 1.12) continue;
    const here =
      tree === 'fir'
        ? fir(x, t, u, v, id, chance)
        : tree === 'round'
          ? round(x, t, id, tall)
          : tree === 'birch'
            ? birch(x, t, id, tall, chance)
            : palm(x, t, id, chance);
    if (here === 1) return 1;
    if (here === 2) found = 2;
  }
  return found;
}

function fir(x: number, t: number, u: number, v: number, id: number, chance: number): number {
  if (t > 1.05) return 0;
  const branch = (1 - t) * 0.24;
  const tier = t * 13 + chance * 5;
  const droop = tier - Math.floor(tier);
  const edge = branch * (0.62 + 0.38 * (1 - droop)) + (noise2(u * 90, v * 120 + id) - 0.5) * (0.008 + branch * 0.14);
  const off = Math.abs(x);
  if (off < edge && t > 0.06) {
    touched.side = (x / (branch + 0.02)) * 1.2;
    touched.tone = 1.12 - droop * 0.3;
    return 1;
  }
  return off < 0.012 && t < 0.12 ? 2 : 0;
}

function round(x: number, t: number, id: number, tall: number): number {
  const y = (t - 0.62) / 0.34;
  const r = (x / 0.33) ** 2 + y * y;
  if (r < 1.9 && r < 0.95 + (puff(x * 9 + id * 5.3, t * 9 + id * 2.1) - 0.35) * 0.75 + (noise2(x * 60 + id, t * 60) - 0.5) * 0.24) {
    touched.side = x / 0.33 + y;
    // leaves are only drawn where they are larger than a pixel
    const fine = tall > 0.3 ? noise2(x * 85 + id, t * 85) * 0.34 + noise2(x * 40, t * 40 + id) * 0.24 : 0.29;
    touched.tone = 0.54 + cluster.light * 0.34 + fine;
    return 1;
  }
  return Math.abs(x) < 0.02 + 0.02 * ease(0.2, 0, t) && t < 0.5 ? 2 : 0;
}

function birch(x: number, t: number, id: number, tall: number, chance: number): number {
  const lean = (chance - 0.5) * 0.08 * t;
  const off = x - lean;
  // a tall airy crown: dense along the stem, single leaves at its edge
  const y = (t - 0.7) / 0.4;
  const width = 0.21 * (1 - 0.35 * y);
  const rim = (off / width) ** 2 + y * y;
  const stem = Math.abs(off) < 0.017 * (1.15 - t * 0.6) && t < 1;
  if (rim < 1.15) {
    const size = tall > 0.45 ? 58 : tall > 0.2 ? 36 : 24;
    const gap = 0.3 + (fbm2(x * 12 + id * 3.7, t * 11 + id, 3) - 0.5) * 0.8 - rim * 0.24;
    // two layers of leaves, turned against each other, so that no grid shows
    const share = clamp(gap * 4, 0, 0.85) * (stem ? 0.5 : 1);
    const p = (off * 0.8 + t * 0.6) * size;
    const q = (t * 0.8 - off * 0.6) * size;
    if (leaf(p, q, id, share) || leaf(off * size * 0.86 + 40, t * size * 0.86 - off * 9, id + 3, share)) {
      touched.side = off / width + y * 0.5;
      return 1;
    }
  }
  if (stem) return 2;
  // thin boughs rise from the stem to both sides
  const bough = t * 7 - Math.abs(off) * 11 + (off > 0 ? 0.5 : 0);
  return t > 0.36 && rim < 0.55 && bough - Math.floor(bough) < 0.07 ? 2 : 0;
}

function palm(x: number, t: number, id: number, chance: number): number {
  const bend = (chance - 0.5) * 0.3 * t * t;
  const dx = x - bend;
  if (fan(dx, t - 0.78, 11, 0.34, id, -2)) return 1;
  // ferns grow between the stems
  const side = speck(id, 77) > 0.5 ? 0.2 : -0.2;
  if (t < 0.42 && fan(x - side, t - 0.03, 9, 0.36 + chance * 0.1, id + 40, 0)) return 1;
  if (t < 0.3 && fan(x + side * 1.3, t + 0.01, 9, 0.3, id + 80, 0)) return 1;
  if (Math.abs(dx) < 0.014 + 0.006 * (1 - t) && t < 0.78) return 2;
  const bush = 0.05 + fbm2(x * 5 + id * 3, id, 2) * 0.14;
  if (t > bush) return 0;
  touched.side = 0;
  touched.tone = 0.55 + ease(0, bush, t) * 0.35;
  return 1;
}

/** Arching feathered fronds from one point: whether a place lies on one; none hang lower than `lowest` at the foot. */
function fan(x: number, y: number, count: number, reach: number, id: number, lowest: number): boolean {
  const far = x * x + y * y;
  if (far > reach * reach * 1.3) return false;
  // gravity: what is far out hangs lower, so a straight frond is looked for higher up
  const up = y + far * 1.9;
  const r = Math.hypot(x, up);
  const a = Math.atan2(up, x);
  const turn = (a / (2 * Math.PI)) * count;
  for (let i = 0; i < 2; i++) {
    const n = Math.floor(turn) + i;
    const which = ((n % count) + count) % count;
    const angle = ((n + (speck(id, which + 9) - 0.5) * 0.6) / count) * 2 * Math.PI;
    if (Math.sin(angle) < lowest) continue;
    const length = reach * (0.78 + 0.4 * speck(which, id));
    const along = (r * Math.cos(a - angle)) / length;
    if (along <= 0.02 || along >= 1) continue;
    const across = Math.abs(r * Math.sin(a - angle));
    const width = reach * 0.16 * Math.sqrt(along) * (1 - along ** 3);
    // leaflets sweep outwards, with air between their tips
    const comb = along * 15 - (across / reach) * 26;
    const tooth = comb - Math.floor(comb);
    if (across > width * (0.5 + 0.5 * tooth)) continue;
    touched.side = clamp(x / reach, -1, 1);
    touched.tone = (across < reach * 0.012 ? 1.3 : 0.72 + tooth * 0.4) * (0.82 + 0.36 * speck(which + 5, id));
    return true;
  }
  return false;
}

/** One small round leaf in each cell of a grid: whether a place lies on it; `share` of the cells have one. */
function leaf(x: number, y: number, id: number, share: number): boolean {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const which = speck(i + id * 13, j + id * 7);
  if (which > share) return false;
  const px = x - i - 0.4 - 0.2 * speck(j, i + id);
  const py = y - j - 0.4 - 0.2 * speck(i + 3, j);
  const across = px + py * (speck(i + 11, j + 3) - 0.5) * 1.6;
  if (across * across * 1.4 + py * py > 0.2) return false;
  touched.tone = 0.62 + speck(j + 5, i + 9) * 0.75;
  return true;
}

/** How much light the cluster last found by `puff` gets: 0 underneath, 1 on top. */
const cluster = { light: 0 };

/** Rounded clusters, one in each cell: 1 in the middle of one, 0 between them. */
function puff(x: number, y: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  let best = 9;
  let above = 0;
  for (let n = -1; n <= 1; n++) {
    for (let m = -1; m <= 1; m++) {
      const px = x - i - m - 0.15 - 0.7 * speck(i + m, j + n);
      const py = y - j - n - 0.15 - 0.7 * speck(j + n + 7, i + m);
      const d = px * px + py * py;
      if (d < best) {
        best = d;
        above = py;
      }
    }
  }
  cluster.light = ease(-0.6, 0.6, above);
  return clamp(1 - Math.sqrt(best), 0, 1);
}
