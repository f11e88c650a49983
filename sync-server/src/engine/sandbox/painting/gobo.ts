// Shadows that tell of a place outside the picture: window bars, blinds, leaves, drawn once as a soft sheet of light.
import { blend, clamp, ease, noise2 } from './noise.ts';
import { Dice } from './random.ts';

const SIDE = 192;

export type GoboKind = 'none' | 'window' | 'arched' | 'blinds' | 'leaves' | 'dapple' | 'slit';

/** A sheet that lets light through by place; beyond its edges it goes on mirrored. */
export class Gobo {
  readonly #cells: Float32Array;

  constructor(kind: GoboKind, dice: Dice) {
    const sharp = new Float32Array(SIDE * SIDE);
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) sharp[y * SIDE + x] = open(kind, (x + 0.5) / SIDE - 0.5, (y + 0.5) / SIDE - 0.5);
    }
    if (kind === 'leaves' || kind === 'dapple') scatterLeaves(sharp, dice, kind === 'leaves' ? 34 : 190);
    const blur = kind === 'dapple' ? 3 : kind === 'leaves' ? 2 : 1;
    this.#cells = soften(soften(sharp, blur), blur);
  }

  /** Light through the sheet at a point, the sheet reaching from −0.5 to 0.5 each way. */
  at(u: number, v: number): number {
    const x = folded(u + 0.5) * (SIDE - 1.001);
    const y = folded(v + 0.5) * (SIDE - 1.001);
    const i = x | 0;
    const j = y | 0;
    const fx = x - i;
    const fy = y - j;
    const at = j * SIDE + i;
    const c = this.#cells;
    const top = c[at]! + (c[at + 1]! - c[at]!) * fx;
    const low = c[at + SIDE]! + (c[at + SIDE + 1]! - c[at + SIDE]!) * fx;
    return top + (low - top) * fy;
  }
}

function open(kind: GoboKind, u: number, v: number): number {
  switch (kind) {
    case 'window': {
      const across = ease(0.03, 0.036, Math.abs(repeat(u, 0.31)));
      const up = ease(0.026, 0.032, Math.abs(repeat(v, 0.24)));
      return blend(0.05, 1, across * up);
    }
    case 'arched': {
      const side = Math.abs(repeat(u - 0.05, 0.44)) / 0.175;
      const head = v > 0.1 ? Math.hypot(side, (v - 0.1) / 0.175) : side;
      const bars = ease(0.07, 0.1, side) * ease(0.014, 0.02, Math.abs(repeat(v - 0.09, 0.2)));
      return blend(0.05, 1, ease(1, 0.95, head) * bars);
    }
    case 'blinds': {
      const wave = ((v + 0.5) * 15) % 1;
      return blend(0.05, 1, ease(0.3, 0.38, wave) * ease(0.95, 0.88, wave));
    }
    case 'slit':
      return blend(0.04, 1, ease(0.17, 0.13, Math.abs(u + v * 0.2)));
    case 'dapple':
      return clamp(0.35 + noise2(u * 14, v * 14) * 0.9, 0, 1);
    default:
      return 1;
  }
}

/** Folds any number into 0 to 1, back and forth. */
function folded(x: number): number {
  const t = Math.abs(x) % 2;
  return t > 1 ? 2 - t : t;
}

/** Distance to the nearest multiple of `step`, signed. */
function repeat(x: number, step: number): number {
  return x - Math.round(x / step) * step;
}

function scatterLeaves(cells: Float32Array, dice: Dice, count: number): void {
  let x = dice.between(-0.5, 0);
  let y = dice.between(-0.5, 0.5);
  let heading = dice.between(-0.7, 0.7);
  for (let leaf = 0; leaf < count; leaf++) {
    if (leaf % 9 === 0) {
      x = dice.between(-0.5, 0.3);
      y = dice.between(-0.5, 0.5);
      heading = dice.between(-1.2, 1.2);
    }
    x += Math.cos(heading) * 0.045;
    y += Math.sin(heading) * 0.045;
    heading += dice.between(-0.2, 0.2);
    const side = leaf % 2 === 0 ? 1 : -1;
    const angle = heading + side * dice.between(0.6, 1.1);
    const length = dice.between(0.035, 0.06);
    stampLeaf(cells, x + Math.cos(angle) * length, y + Math.sin(angle) * length, angle, length, length * dice.between(0.28, 0.42));
  }
}

function stampLeaf(cells: Float32Array, cx: number, cy: number, angle: number, length: number, width: number): void {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const reach = Math.ceil(length * SIDE) + 1;
  const px = Math.round((cx + 0.5) * SIDE);
  const py = Math.round((cy + 0.5) * SIDE);
  for (let y = Math.max(0, py - reach); y < Math.min(SIDE, py + reach); y++) {
    for (let x = Math.max(0, px - reach); x < Math.min(SIDE, px + reach); x++) {
      const dx = (x - px) / SIDE;
      const dy = (y - py) / SIDE;
      const along = (dx * c + dy * s) / length;
      const across = (dy * c - dx * s) / (width * (1 - along * along * 0.7));
      const inside = ease(1.1, 0.9, Math.hypot(along, across));
      const at = y * SIDE + x;
      cells[at] = Math.min(cells[at]!, 1 - inside * 0.88);
    }
  }
}

function soften(source: Float32Array, radius: number): Float32Array {
  const across = new Float32Array(source.length);
  const down = new Float32Array(source.length);
  const width = 2 * radius + 1;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      let sum = 0;
      for (let k = -radius; k <= radius; k++) sum += source[y * SIDE + clamp(x + k, 0, SIDE - 1)]!;
      across[y * SIDE + x] = sum / width;
    }
  }
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      let sum = 0;
      for (let k = -radius; k <= radius; k++) sum += across[clamp(y + k, 0, SIDE - 1) * SIDE + x]!;
      down[y * SIDE + x] = sum / width;
    }
  }
  return down;
}
