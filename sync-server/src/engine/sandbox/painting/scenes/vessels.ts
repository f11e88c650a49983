// The potter's shelf: vessels and small goods by name, each about as tall as it is in life next to the others.
import { clothe, makeGood, type Order } from './goods.ts';
import type { Dice } from '../random.ts';
import type { Outline } from '../lathe.ts';
import type { Sculptor } from '../sculpt.ts';
import { FLUTES, SMOOTH, THROWN } from '../bodies.ts';

interface Turned {
  outlines: readonly Outline[];
  wall: number;
  material: string;
}

const TURNED: Readonly<Record<string, Turned>> = {
  vase: {
    outlines: [
      [
        [0.2, 0],
        [0.27, 0.06],
        [0.33, 0.3],
        [0.27, 0.55],
        [0.19, 0.8],
        [0.17, 0.98],
        [0.18, 1.12],
        [0.19, 1.14]
      ],
      [
        [0.16, 0],
        [0.3, 0.2],
        [0.39, 0.45],
        [0.36, 0.68],
        [0.2, 0.86],
        [0.13, 0.95],
        [0.14, 1.04],
        [0.17, 1.08]
      ],
      [
        [0.2, 0],
        [0.24, 0.1],
        [0.32, 0.5],
        [0.36, 0.75],
        [0.28, 0.92],
        [0.19, 0.98],
        [0.2, 1.05],
        [0.22, 1.07]
      ],
      [
        [0.24, 0],
        [0.25, 0.05],
        [0.2, 0.35],
        [0.18, 0.6],
        [0.24, 0.9],
        [0.31, 1.12],
        [0.32, 1.14]
      ]
    ],
    wall: 0.035,
    material: 'terracotta'
  },
  carafe: {
    outlines: [
      [
        [0.22, 0],
        [0.3, 0.06],
        [0.34, 0.28],
        [0.27, 0.52],
        [0.15, 0.72],
        [0.13, 0.98],
        [0.17, 1.14],
        [0.18, 1.17]
      ],
      [
        [0.26, 0],
        [0.3, 0.05],
        [0.3, 0.4],
        [0.27, 0.52],
        [0.14, 0.66],
        [0.12, 0.95],
        [0.15, 1.06],
        [0.15, 1.08]
      ]
    ],
    wall: 0.03,
    material: 'terracotta'
  },
  bottle: {
    outlines: [
      [
        [0.2, 0],
        [0.22, 0.03],
        [0.22, 0.5],
        [0.19, 0.62],
        [0.09, 0.76],
        [0.075, 1.05],
        [0.095, 1.08],
        [0.095, 1.14]
      ],
      [
        [0.25, 0],
        [0.28, 0.06],
        [0.28, 0.3],
        [0.2, 0.46],
        [0.09, 0.56],
        [0.08, 0.86],
        [0.11, 0.9],
        [0.11, 0.94]
      ]
    ],
    wall: 0.02,
    material: 'terracotta'
  },
  urn: {
    outlines: [
      [
        [0.17, 0],
        [0.19, 0.04],
        [0.13, 0.14],
        [0.27, 0.36],
        [0.4, 0.66],
        [0.36, 0.88],
        [0.21, 0.99],
        [0.2, 1.1],
        [0.29, 1.18]
      ]
    ],
    wall: 0.035,
    material: 'clay'
  },
  pot: {
    outlines: [
      [
        [0.22, 0],
        [0.24, 0.03],
        [0.31, 0.5],
        [0.36, 0.52],
        [0.36, 0.6]
      ],
      [
        [0.2, 0],
        [0.34, 0.18],
        [0.36, 0.36],
        [0.28, 0.5],
        [0.27, 0.54]
      ]
    ],
    wall: 0.035,
    material: 'terracotta'
  },
  jar: {
    outlines: [
      [
        [0.22, 0],
        [0.28, 0.05],
        [0.3, 0.42],
        [0.22, 0.56],
        [0.22, 0.64]
      ]
    ],
    wall: 0.03,
    material: 'ceramic'
  },
  bowl: {
    outlines: [
      [
        [0.17, 0],
        [0.18, 0.05],
        [0.32, 0.14],
        [0.46, 0.31],
        [0.51, 0.42]
      ],
      [
        [0.2, 0],
        [0.22, 0.03],
        [0.42, 0.12],
        [0.5, 0.28],
        [0.52, 0.36]
      ]
    ],
    wall: 0.03,
    material: 'ceramic'
  },
  mug: {
    outlines: [
      [
        [0.19, 0],
        [0.22, 0.03],
        [0.23, 0.38],
        [0.235, 0.42]
      ]
    ],
    wall: 0.025,
    material: 'ceramic'
  },
  tumbler: {
    outlines: [
      [
        [0.15, 0],
        [0.17, 0.03],
        [0.2, 0.46],
        [0.205, 0.5]
      ]
    ],
    wall: 0.02,
    material: 'glass'
  },
  goblet: {
    outlines: [
      [
        [0.17, 0],
        [0.16, 0.02],
        [0.03, 0.06],
        [0.025, 0.36],
        [0.06, 0.44],
        [0.19, 0.6],
        [0.2, 0.76],
        [0.17, 0.9]
      ]
    ],
    wall: 0.015,
    material: 'glass'
  },
  teapot: {
    outlines: [
      [
        [0.2, 0],
        [0.3, 0.08],
        [0.35, 0.24],
        [0.28, 0.42],
        [0.17, 0.47],
        [0.16, 0.5],
        [0.04, 0.53],
        [0.06, 0.58],
        [0, 0.62]
      ]
    ],
    wall: 0,
    material: 'ceramic'
  },
  hourglass: {
    outlines: [
      [
        [0.25, 0],
        [0.26, 0.06],
        [0.2, 0.08],
        [0.2, 0.26],
        [0.03, 0.5],
        [0.2, 0.74],
        [0.2, 0.92],
        [0.26, 0.94],
        [0.25, 1]
      ]
    ],
    wall: 0,
    material: 'glass'
  }
};

/** All things this shelf can make. */
export const VESSEL_NAMES: readonly string[] = [
  ...Object.keys(TURNED),
  'pitcher',
  'flacon',
  'candle',
  'tin',
  'lamp',
  'book',
  'clock',
  'gem',
  'camera',
  'headphones',
  'shoe',
  'guitar',
  'robot',
  'typewriter',
  'jewellery',
  'watch',
  'soap'
];

/** Puts a vessel on the set and returns its height. */
export function makeVessel(sculptor: Sculptor, order: Order, dice: Dice): number {
  const turned = TURNED[order.name === 'pitcher' ? 'carafe' : order.name];
  if (!turned) return makeGood(sculptor, order, dice);
  const material = clothe(sculptor, order, turned.material);
  const outline = dice.pick(turned.outlines);
  const stretch = dice.between(0.92, 1.12);
  const shaped = outline.map(([r, y]) => [r * dice.between(0.985, 1.015), y * stretch] as const);
  const hand = dice.next();
  const solid = order.material === 'glass';
  const relief =
    solid || order.name === 'bowl'
      ? ([SMOOTH, 0, 1] as const)
      : hand < 0.22
        ? ([THROWN, 0.0038, 74] as const)
        : hand < 0.36 && turned.wall >= 0.03
          ? ([FLUTES, 0.014, dice.whole(14, 26)] as const)
          : ([SMOOTH, 0, 1] as const);
  const body = sculptor.body({ at: order.at, scale: order.scale, yaw: order.yaw, relief });
  // relief eats into a wall from both sides, and on a slope a wall is thinner than it is wide
  body.lathe([0, 0, 0], shaped, turned.wall > 0 ? turned.wall + relief[1] * 3 : 0, material);
  const tall = outline[outline.length - 1]![1] * stretch;
  if (order.name === 'pitcher' || order.name === 'mug' || (order.name === 'urn' && dice.chance(0.7))) {
    const r = order.name === 'mug' ? 0.12 : 0.2;
    const x = order.name === 'mug' ? 0.24 : 0.24;
    body.ring([x, tall * 0.58, 0], r, 0.032, material, { turn: [Math.PI / 2, 0, 0], k: 0.04 });
    if (order.name === 'urn') body.ring([-x, tall * 0.58, 0], r, 0.032, material, { turn: [Math.PI / 2, 0, 0], k: 0.04 });
  }
  if (order.name === 'teapot') {
    body.limb([0.3, 0.16, 0], [0.54, 0.42, 0], 0.07, 0.035, material, { k: 0.06 });
    body.ring([-0.36, 0.26, 0], 0.15, 0.03, material, { turn: [Math.PI / 2, 0, 0], k: 0.04 });
  }
  return tall * order.scale;
}
