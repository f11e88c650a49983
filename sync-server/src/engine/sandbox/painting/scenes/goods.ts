// Small goods by name: bottles of scent, books, lamps, instruments, each a few shapes.
import { materialOf, type Material } from '../material.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import type { Dice } from '../random.ts';
import type { Sculptor } from '../sculpt.ts';
import type { Vec } from '../vec.ts';

export interface Order {
  name: string;
  at: Vec;
  scale: number;
  yaw: number;
  /** Left out, the material brings its own. */
  colour?: Rgb;
  /** A material word of the prompt; the thing's own otherwise. */
  material?: string;
}

/** The order's material, in its colour if it has one. */
export function clothe(sculptor: Sculptor, order: Order, own: string, change: Partial<Material> = {}): number {
  return sculptor.material(materialOf(order.material ?? own, order.colour, change));
}

/** Puts a thing of the order's name on the set (a lidded tin if the name is unknown) and returns its height. */
export function makeGood(sculptor: Sculptor, order: Order, dice: Dice): number {
  const body = sculptor.body({ at: order.at, scale: order.scale, yaw: order.yaw });
  const own = order.colour ?? materialOf(order.material ?? 'ceramic').colour;
  const dark = sculptor.material(materialOf('plastic', scaleRgb(own, 0.16)));
  switch (order.name) {
    case 'flacon': {
      const glass = clothe(sculptor, order, dice.chance(0.5) ? 'glass' : 'paint');
      const cap = sculptor.material(materialOf('brass'));
      if (dice.chance(0.5))
        body
          .box([0, 0.34, 0], [0.24, 0.34, 0.13], 0.05, glass)
          .tube([0, 0.72, 0], 0.075, 0.05, 0.01, cap)
          .tube([0, 0.84, 0], 0.11, 0.09, 0.02, cap);
      else body.tube([0, 0.3, 0], 0.26, 0.3, 0.08, glass).tube([0, 0.64, 0], 0.08, 0.05, 0.01, cap).ball([0, 0.8, 0], 0.14, cap);
      return 0.93 * order.scale;
    }
    case 'candle': {
      const wax = clothe(sculptor, order, 'wax');
      const flame = sculptor.material(materialOf('lamp', [1, 0.62, 0.2], { glow: 6 }));
      const tall = dice.between(0.55, 0.95);
      body.tube([0, tall / 2, 0], 0.13, tall / 2, 0.03, wax).tube([0, 0.02, 0], 0.24, 0.025, 0.02, sculptor.material(materialOf('brass')));
      sculptor.body({ at: order.at, scale: order.scale }).limb([0, tall + 0.06, 0], [0, tall + 0.19, 0], 0.04, 0.008, flame);
      return (tall + 0.2) * order.scale;
    }
    case 'lamp': {
      const shade = sculptor.material(materialOf('linen', mixRgb(own, [1, 0.86, 0.6], 0.55), { glow: 1.5 }));
      const stem = clothe(sculptor, { ...order, material: order.material ?? 'ceramic' }, 'ceramic');
      body
        .lathe(
          [0, 0, 0],
          [
            [0.2, 0],
            [0.22, 0.04],
            [0.25, 0.24],
            [0.1, 0.48],
            [0.05, 0.56]
          ],
          0,
          stem
        )
        .limb([0, 0.5, 0], [0, 0.75, 0], 0.025, 0.025, stem);
      sculptor.body({ at: order.at, scale: order.scale }).cone([0, 0.94, 0], 0.38, 0.24, 0.22, shade);
      return 1.18 * order.scale;
    }
    case 'book': {
      const cover = clothe(sculptor, order, 'cloth');
      const paper = sculptor.material(materialOf('paper'));
      body.box([0, 0.06, 0], [0.42, 0.06, 0.3], 0.012, cover).box([0.03, 0.06, 0.02], [0.41, 0.045, 0.3], 0.005, paper);
      return 0.12 * order.scale;
    }
    case 'gem':
    case 'jewellery': {
      const stone = clothe(sculptor, order, 'glass');
      body.cone([0, 0.2, 0], 0.02, 0.4, 0.2, stone).cone([0, 0.48, 0], 0.4, 0.26, 0.08, stone);
      if (order.name === 'jewellery')
        sculptor
          .body({ at: order.at, scale: order.scale, yaw: 0.5 })
          .ring([0.5, 0.3, 0.25], 0.27, 0.035, sculptor.material(materialOf('gold')), { turn: [Math.PI / 2 - 0.15, 0, 0] });
      return 0.56 * order.scale;
    }
    case 'clock':
    case 'watch': {
      const rim = clothe(sculptor, order, 'brass');
      const face = sculptor.material(materialOf('porcelain'));
      body
        .tube([0, 0.5, 0], 0.46, 0.1, 0.04, rim, { turn: [Math.PI / 2, 0, 0] })
        .tube([0, 0.5, 0.06], 0.39, 0.06, 0.01, face, { turn: [Math.PI / 2, 0, 0] });
      body.limb([0, 0.5, 0.13], [0.12, 0.72, 0.13], 0.018, 0.012, dark).limb([0, 0.5, 0.13], [-0.2, 0.58, 0.13], 0.014, 0.01, dark);
      return 0.96 * order.scale;
    }
    case 'camera': {
      const leather = clothe(sculptor, order, 'leather');
      const metal = sculptor.material(materialOf('silver'));
      body
        .box([0, 0.28, 0], [0.48, 0.26, 0.16], 0.06, leather)
        .box([0, 0.54, 0], [0.46, 0.06, 0.15], 0.03, metal)
        .box([0, 0.62, 0], [0.16, 0.07, 0.12], 0.03, metal);
      body
        .tube([0, 0.28, 0.24], 0.21, 0.12, 0.02, dark, { turn: [Math.PI / 2, 0, 0] })
        .ball([0, 0.28, 0.24], 0.16, sculptor.material(materialOf('chrome', [0.12, 0.14, 0.2])));
      return 0.7 * order.scale;
    }
    case 'headphones': {
      const shell = clothe(sculptor, order, 'plastic');
      body
        .ring([0, 0.5, 0], 0.4, 0.04, shell, { turn: [Math.PI / 2, 0, 0] })
        .tube([-0.4, 0.36, 0], 0.2, 0.08, 0.05, shell, { turn: [0, 0, Math.PI / 2] })
        .tube([0.4, 0.36, 0], 0.2, 0.08, 0.05, shell, { turn: [0, 0, Math.PI / 2] });
      body.box([0, 0, 0], [0.7, 0.12, 0.4], 0, shell, { cut: true });
      return 0.94 * order.scale;
    }
    case 'shoe': {
      const upper = clothe(sculptor, order, 'leather');
      const sole = sculptor.material(materialOf('rubber', [0.85, 0.83, 0.78]));
      body
        .oval([0.02, 0.2, 0], [0.52, 0.17, 0.19], upper)
        .oval([-0.28, 0.36, 0], [0.2, 0.24, 0.17], upper, { k: 0.16 })
        .tube([-0.3, 0.62, 0], 0.13, 0.14, 0.02, upper, { cut: true, k: 0.04 });
      body.box([0, 0.06, 0], [0.52, 0.06, 0.2], 0.06, sole);
      return 0.6 * order.scale;
    }
    case 'guitar': {
      const wood = clothe(sculptor, order, 'wood');
      const neck = sculptor.material(materialOf('wood', scaleRgb(own, 0.4)));
      body
        .tube([0, 0.34, 0], 0.34, 0.08, 0.03, wood, { turn: [Math.PI / 2, 0, 0] })
        .tube([0, 0.8, 0], 0.25, 0.08, 0.03, wood, { turn: [Math.PI / 2, 0, 0], k: 0.16 });
      body
        .box([0, 1.35, 0.05], [0.045, 0.55, 0.04], 0.01, neck)
        .box([0, 1.95, 0.03], [0.07, 0.12, 0.03], 0.01, neck)
        .tube([0, 0.66, 0.1], 0.11, 0.08, 0.01, dark, { turn: [Math.PI / 2, 0, 0] });
      return 2 * order.scale;
    }
    case 'robot': {
      const shell = clothe(sculptor, order, 'paint');
      const eye = sculptor.material(materialOf('lamp', [0.4, 0.9, 1], { glow: 3 }));
      body
        .box([0, 0.5, 0], [0.3, 0.3, 0.22], 0.09, shell)
        .box([0, 1.02, 0], [0.26, 0.19, 0.2], 0.08, shell)
        .tube([0, 0.82, 0], 0.1, 0.06, 0.02, dark);
      body
        .limb([-0.38, 0.66, 0], [-0.46, 0.3, 0.1], 0.08, 0.07, shell)
        .limb([0.38, 0.66, 0], [0.46, 0.3, 0.1], 0.08, 0.07, shell)
        .limb([-0.14, 0.2, 0], [-0.14, 0.06, 0.03], 0.1, 0.1, dark)
        .limb([0.14, 0.2, 0], [0.14, 0.06, 0.03], 0.1, 0.1, dark);
      body
        .ball([-0.1, 1.05, 0.18], 0.055, eye)
        .ball([0.1, 1.05, 0.18], 0.055, eye)
        .limb([0, 1.2, 0], [0, 1.36, 0], 0.018, 0.018, dark)
        .ball([0, 1.38, 0], 0.045, eye);
      return 1.42 * order.scale;
    }
    case 'typewriter': {
      const shell = clothe(sculptor, order, 'paint');
      body
        .box([0, 0.14, 0.1], [0.52, 0.14, 0.42], 0.08, shell)
        .box([0, 0.34, -0.14], [0.46, 0.16, 0.18], 0.08, shell, { k: 0.08 })
        .tube([0, 0.5, -0.16], 0.09, 0.58, 0.02, dark, { turn: [0, 0, Math.PI / 2] });
      body.box([0, 0.78, -0.2], [0.34, 0.26, 0.008], 0, sculptor.material(materialOf('paper')));
      for (let row = 0; row < 3; row++)
        for (let key = 0; key < 8; key++) body.ball([-0.36 + key * 0.1 + row * 0.02, 0.27 - row * 0.02, 0.2 + row * 0.12], 0.036, dark);
      return 1.04 * order.scale;
    }
    default: {
      const shell = clothe(sculptor, order, 'ceramic');
      body.tube([0, 0.2, 0], 0.3, 0.2, 0.06, shell).tube([0, 0.44, 0], 0.31, 0.05, 0.03, sculptor.material(materialOf('brass')));
      return 0.5 * order.scale;
    }
  }
}
