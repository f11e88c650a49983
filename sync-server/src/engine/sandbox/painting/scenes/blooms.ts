// Blooms: how the petals of each kind of flower are arranged, and how to grow one.
import { materialOf } from '../material.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import type { Dice } from '../random.ts';
import type { Sculptor } from '../sculpt.ts';
import type { Vec } from '../vec.ts';

export interface Bloom {
  /** Petals in each ring, from the outside in. */
  rings: readonly number[];
  /** Half width and half length of the outer petals for a bloom of radius 1, and how much each ring shrinks. */
  width: number;
  length: number;
  shrink: number;
  /** Opening in radians above the horizontal, outer and inner ring. */
  open: number;
  close: number;
  lift: number;
  cup: number;
  /** 1 for pointed petals. */
  point?: number;
  heart: 'dark' | 'yellow' | 'none' | 'disc';
  colour: string;
}

export const BLOOMS: Readonly<Record<string, Bloom>> = {
  flower: {
    rings: [9, 7, 5],
    width: 0.36,
    length: 0.5,
    shrink: 0.8,
    open: 0.12,
    close: 0.85,
    lift: 0.14,
    cup: 0.5,
    heart: 'yellow',
    colour: '#d98a94'
  },
  lotus: {
    rings: [9, 8, 6],
    width: 0.26,
    length: 0.5,
    shrink: 0.84,
    open: 0.3,
    close: 1.15,
    lift: 0.12,
    cup: 0.9,
    point: 0.8,
    heart: 'yellow',
    colour: '#e6a5b4'
  },
  rose: {
    rings: [7, 6, 5, 4, 3],
    width: 0.46,
    length: 0.4,
    shrink: 0.78,
    open: 0.35,
    close: 1.35,
    lift: 0.1,
    cup: 0.9,
    heart: 'none',
    colour: '#b3202f'
  },
  peony: {
    rings: [8, 7, 6, 5, 3],
    width: 0.42,
    length: 0.44,
    shrink: 0.82,
    open: 0.15,
    close: 1.25,
    lift: 0.16,
    cup: 0.7,
    heart: 'none',
    colour: '#e3a0a8'
  },
  dahlia: {
    rings: [16, 14, 12, 9, 6],
    width: 0.15,
    length: 0.48,
    shrink: 0.84,
    open: 0.05,
    close: 1.2,
    lift: 0.1,
    cup: 1.5,
    point: 0.8,
    heart: 'none',
    colour: '#c4472e'
  },
  daisy: {
    rings: [18],
    width: 0.11,
    length: 0.5,
    shrink: 1,
    open: 0.08,
    close: 0.08,
    lift: 0.02,
    cup: 0.4,
    heart: 'disc',
    colour: '#f2efe6'
  },
  sunflower: {
    rings: [20, 18],
    width: 0.12,
    length: 0.5,
    shrink: 0.9,
    open: 0.05,
    close: 0.2,
    lift: 0.04,
    cup: 0.4,
    point: 0.8,
    heart: 'dark',
    colour: '#eab022'
  },
  poppy: {
    rings: [4, 3],
    width: 0.6,
    length: 0.46,
    shrink: 0.86,
    open: 0.35,
    close: 0.6,
    lift: 0.2,
    cup: 0.5,
    heart: 'dark',
    colour: '#d43a20'
  },
  tulip: {
    rings: [3, 3],
    width: 0.42,
    length: 0.56,
    shrink: 0.94,
    open: 1.25,
    close: 1.38,
    lift: -0.12,
    cup: 1.2,
    heart: 'none',
    colour: '#d8492f'
  },
  lily: {
    rings: [3, 3],
    width: 0.22,
    length: 0.6,
    shrink: 0.96,
    open: 0.3,
    close: 0.4,
    lift: -0.16,
    cup: 0.6,
    point: 0.8,
    heart: 'yellow',
    colour: '#efe3dc'
  },
  blossom: {
    rings: [5],
    width: 0.34,
    length: 0.44,
    shrink: 1,
    open: 0.25,
    close: 0.25,
    lift: 0.06,
    cup: 0.6,
    heart: 'yellow',
    colour: '#eebcc6'
  }
};

/** One bloom facing up, tipped `tilt` towards the viewer and `turn` sideways. */
export function plantBloom(
  sculptor: Sculptor,
  at: Vec,
  size: number,
  bloom: Bloom,
  colour: Rgb,
  turn: number,
  tilt: number,
  dice: Dice,
  most: number
): void {
  const rings = bloom.rings.slice(0, most);
  const inner = mixRgb(scaleRgb(colour, 0.62), [0.4, 0.02, 0.05], 0.12);
  const sin = Math.sin(tilt);
  const cos = Math.cos(tilt);
  rings.forEach((count, ring) => {
    const t = rings.length > 1 ? ring / (rings.length - 1) : 0;
    const petal = sculptor.material(materialOf('petal', mixRgb(colour, inner, t * 0.7), { second: inner, pitch: 7, strength: 0.35 }));
    const raise = bloom.open + (bloom.close - bloom.open) * t;
    const length = size * bloom.length * bloom.shrink ** ring;
    const width = size * bloom.width * bloom.shrink ** (ring * 0.8);
    for (let i = 0; i < count; i++) {
      const a = ((i + (ring % 2) * 0.5) / count) * Math.PI * 2 + dice.between(-0.06, 0.06);
      const up = raise + dice.between(-0.06, 0.06);
      // steep petals wrap around the axis instead of crossing it
      const rise = ring * size * 0.025;
      const out = width * 0.62 * Math.sin(up) * Math.sin(up);
      const px = Math.sin(a) * out;
      const pz = Math.cos(a) * out;
      const forward = rise * sin + pz * cos;
      const foot: Vec = [
        at[0] + Math.cos(turn) * px + Math.sin(turn) * forward,
        at[1] + rise * cos - pz * sin,
        at[2] + Math.cos(turn) * forward - Math.sin(turn) * px
      ];
      const wrap = Math.max(0, Math.sin(up) - 0.4) * 1.1;
      sculptor.leaf(
        foot,
        [a, up, tilt, turn],
        { width, length, lift: size * bloom.lift, cup: (bloom.cup * 0.5) / size + wrap / width, point: bloom.point ?? 0 },
        petal
      );
    }
  });
  if (bloom.heart !== 'none') {
    const heart = sculptor.material(
      materialOf('fur', bloom.heart === 'dark' ? [0.035, 0.02, 0.015] : [0.62, 0.36, 0.05], { pitch: 40 / size, strength: 0.6 })
    );
    const r = size * (bloom.heart === 'disc' || bloom.heart === 'dark' ? 0.27 : 0.13);
    sculptor
      .body({ at, yaw: turn, relief: [3, r * 0.12, 16 / size] })
      .oval([0, size * 0.05 * cos, size * 0.05 * sin], [r, r * 0.5, r], heart, { turn: [tilt, 0, 0] });
  }
}
