// Light indoors: the window, the lamp, the softbox, and what they make of a wall.
import { mixRgb, scaleRgb, type Rgb } from './colour.ts';
import { PLAIN_PRINT, type Print } from './develop.ts';
import { Gobo, type GoboKind } from './gobo.ts';
import { unit } from './camera.ts';
import type { Dice } from './random.ts';
import type { Lamp } from './light.ts';
import type { LightKind, SceneSpec } from './words.ts';
import type { Vec } from './vec.ts';

export interface Studio {
  lamp: Lamp;
  print: Print;
}

interface Row {
  key: Rgb;
  over: Rgb;
  under: Rgb;
  fill: Rgb;
  rim: Rgb;
  sharpness: number;
  elevation: number;
  /** How far the key stands to the side: 0 beside the camera, 1 across, above 1 from behind. */
  side: number;
  gobos: readonly GoboKind[];
  bloom: number;
}

const ROWS: Readonly<Record<LightKind, Row>> = {
  window: {
    key: [1.5, 1.24, 0.93],
    over: [0.34, 0.33, 0.335],
    under: [0.2, 0.17, 0.14],
    fill: [0.1, 0.11, 0.13],
    rim: [0.1, 0.09, 0.08],
    sharpness: 16,
    elevation: 0.5,
    side: 0.85,
    gobos: ['window', 'window', 'arched', 'leaves'],
    bloom: 0.1
  },
  sun: {
    key: [1.6, 1.4, 1.12],
    over: [0.33, 0.34, 0.37],
    under: [0.19, 0.17, 0.15],
    fill: [0.07, 0.08, 0.1],
    rim: [0.08, 0.08, 0.08],
    sharpness: 30,
    elevation: 0.72,
    side: 0.9,
    gobos: ['none', 'slit', 'none'],
    bloom: 0.1
  },
  soft: {
    key: [0.72, 0.69, 0.65],
    over: [0.4, 0.4, 0.41],
    under: [0.25, 0.24, 0.23],
    fill: [0.2, 0.2, 0.21],
    rim: [0.1, 0.1, 0.1],
    sharpness: 3.2,
    elevation: 0.8,
    side: 0.7,
    gobos: ['none'],
    bloom: 0.08
  },
  neon: {
    key: [1.35, 0.18, 0.85],
    over: [0.035, 0.04, 0.09],
    under: [0.05, 0.015, 0.06],
    fill: [0.03, 0.32, 0.5],
    rim: [0.1, 1.1, 1.5],
    sharpness: 5,
    elevation: 0.35,
    side: 0.95,
    gobos: ['none', 'blinds'],
    bloom: 0.3
  },
  candle: {
    key: [1.5, 0.72, 0.26],
    over: [0.035, 0.03, 0.04],
    under: [0.05, 0.03, 0.02],
    fill: [0.03, 0.03, 0.045],
    rim: [0.25, 0.12, 0.05],
    sharpness: 4,
    elevation: 0.32,
    side: 0.9,
    gobos: ['none'],
    bloom: 0.25
  },
  studio: {
    key: [1.02, 1, 0.97],
    over: [0.36, 0.36, 0.37],
    under: [0.24, 0.23, 0.23],
    fill: [0.26, 0.26, 0.28],
    rim: [0.35, 0.35, 0.36],
    sharpness: 4.5,
    elevation: 0.75,
    side: 0.6,
    gobos: ['none'],
    bloom: 0.08
  },
  rim: {
    key: [0.5, 0.48, 0.46],
    over: [0.05, 0.05, 0.06],
    under: [0.04, 0.04, 0.04],
    fill: [0.03, 0.03, 0.035],
    rim: [1.5, 1.35, 1.15],
    sharpness: 5,
    elevation: 0.5,
    side: 1.15,
    gobos: ['none'],
    bloom: 0.2
  },
  back: {
    key: [1.5, 1.15, 0.8],
    over: [0.16, 0.15, 0.16],
    under: [0.12, 0.1, 0.09],
    fill: [0.09, 0.09, 0.1],
    rim: [1.2, 0.95, 0.65],
    sharpness: 9,
    elevation: 0.42,
    side: 1.6,
    gobos: ['none', 'window'],
    bloom: 0.25
  },
  blinds: {
    key: [1.4, 1.05, 0.68],
    over: [0.13, 0.135, 0.16],
    under: [0.09, 0.08, 0.08],
    fill: [0.05, 0.06, 0.08],
    rim: [0.12, 0.1, 0.08],
    sharpness: 24,
    elevation: 0.42,
    side: 0.8,
    gobos: ['blinds'],
    bloom: 0.14
  },
  dapple: {
    key: [1.3, 1.1, 0.82],
    over: [0.27, 0.28, 0.27],
    under: [0.18, 0.17, 0.13],
    fill: [0.09, 0.1, 0.1],
    rim: [0.1, 0.1, 0.08],
    sharpness: 14,
    elevation: 0.6,
    side: 0.85,
    gobos: ['leaves', 'dapple'],
    bloom: 0.12
  },
  'low-key': {
    key: [1.22, 0.94, 0.68],
    over: [0.05, 0.06, 0.075],
    under: [0.035, 0.035, 0.04],
    fill: [0.02, 0.03, 0.04],
    rim: [0.22, 0.22, 0.26],
    sharpness: 8,
    elevation: 0.5,
    side: 0.95,
    gobos: ['none', 'blinds', 'slit'],
    bloom: 0.15
  }
};

/** The light for an indoor set; `size` is the height of what stands there, `turn` moves the key within a series. */
export function studioFor(spec: SceneSpec, dice: Dice, size: number, turn: number, side?: number): Studio {
  const row = ROWS[spec.light];
  const left = side ?? (dice.chance(0.66) ? -1 : 1);
  const swing = ((row.side * Math.PI) / 2) * dice.between(0.72, 0.92) + turn;
  const lift = row.elevation * dice.between(0.8, 1.1);
  const dir: Vec = unit([left * Math.sin(swing) * Math.cos(lift), Math.sin(lift), Math.cos(swing) * Math.cos(lift)]);
  const kind = dice.pick(row.gobos);
  const [tint, dim] = hourTint(spec);
  const lamp: Lamp = {
    dir,
    colour: scaleRgb(tinted(row.key, tint), dim),
    sharpness: row.sharpness,
    gobo: kind === 'none' ? null : new Gobo(kind, dice.fork('gobo')),
    goboWidth: size * (kind === 'blinds' || kind === 'slit' ? 3.4 : kind === 'window' ? dice.between(2.6, 3.1) : dice.between(2.7, 3.4)),
    goboAt: [dice.between(-0.12, 0.12) * size, size * dice.between(0.5, 0.75), -size * 0.2],
    goboTurn: kind === 'blinds' ? dice.between(-0.06, 0.06) : dice.between(-0.3, 0.3),
    over: scaleRgb(tinted(row.over, tint), dim),
    under: scaleRgb(tinted(row.under, tint), dim),
    fillDir: unit([-left * 0.8, 0.25, 0.8]),
    fill: scaleRgb(row.fill, dim),
    rimDir: unit([-left * 0.9, 0.35, -0.7]),
    rim: scaleRgb(row.rim, dim)
  };
  return {
    lamp,
    print: {
      ...PLAIN_PRINT,
      exposure: 1.06,
      bloom: row.bloom,
      contrast: 1.06,
      vignette: 0.3,
      shadows: [0.98, 0.99, 1.03],
      lights: [1.02, 1, 0.97]
    }
  };
}

function hourTint(spec: SceneSpec): [Rgb, number] {
  if (!spec.hourGiven) return [[1, 1, 1], 1];
  switch (spec.hour) {
    case 'dawn':
      return [[1.02, 0.95, 0.98], 0.92];
    case 'golden':
      return [[1.14, 0.96, 0.72], 1];
    case 'dusk':
      return [[1.1, 0.76, 0.66], 0.72];
    case 'blue':
      return [[0.55, 0.75, 1.15], 0.5];
    case 'night':
      return [[0.5, 0.68, 1.1], 0.26];
    default:
      return [[1, 1, 1], 1.04];
  }
}

function tinted(colour: Rgb, tint: Rgb): Rgb {
  return mixRgb(colour, [colour[0] * tint[0], colour[1] * tint[1], colour[2] * tint[2]], 1);
}
