// Vehicles as simple models: clean volumes, real wheels, glass and lamps.
import { materialOf } from '../material.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { car, cycle, train, van, type Machine, type Shop } from './wheels.ts';
import type { Dice } from '../random.ts';
import type { Sculptor } from '../sculpt.ts';

/** Builds the vehicle of that name, nose towards +x. */
export function makeMachine(
  sculptor: Sculptor,
  name: string,
  colour: Rgb,
  accent: Rgb,
  material: string | undefined,
  night: boolean,
  yaw: number,
  dice: Dice
): Machine {
  const shop: Shop = {
    sculptor,
    yaw,
    paint: sculptor.material(materialOf(material ?? 'paint', colour)),
    second: sculptor.material(materialOf('paint', accent, { mirror: 0.04 })),
    glass: sculptor.material(materialOf('paint', [0.02, 0.027, 0.034], { mirror: 0.14 })),
    tyre: sculptor.material(materialOf('rubber')),
    chrome: sculptor.material(materialOf('silver')),
    lamp: sculptor.material(materialOf(night ? 'lamp' : 'porcelain', [1, 0.9, 0.7], night ? { glow: 4 } : {})),
    tail: sculptor.material(materialOf(night ? 'lamp' : 'plastic', [0.75, 0.03, 0.02], night ? { glow: 2.4 } : {}))
  };
  switch (name) {
    case 'sports-car':
      return car(shop, 0.3, 0.78, 0.42);
    case 'truck':
    case 'van':
    case 'bus':
    case 'camper':
      return van(shop, name);
    case 'boat':
      return boat(shop, false, dice);
    case 'sailboat':
      return boat(shop, true, dice);
    case 'ship':
      return ship(shop);
    case 'plane':
      return plane(shop);
    case 'train':
      return train(shop);
    case 'bicycle':
    case 'motorcycle':
      return cycle(shop, name === 'motorcycle');
    case 'rocket':
      return rocket(shop);
    case 'balloon':
      return balloon(shop, colour, accent);
    case 'submarine':
      return submarine(shop);
    case 'ufo':
      return saucer(shop);
    default:
      return car(shop, 0.38, 0.62, 0.56);
  }
}

function boat(s: Shop, sails: boolean, dice: Dice): Machine {
  const hull = s.sculptor.body({ yaw: s.yaw });
  const wood = s.sculptor.material(materialOf('wood'));
  hull
    .oval([0, 0.3, 0], [1.3, 0.5, 0.46], s.paint)
    .box([0, 0.86, 0], [2, 0.5, 1], 0, s.paint, { cut: true })
    .oval([-0.05, 0.46, 0], [1.08, 0.4, 0.36], wood, { cut: true, k: 0.02 });
  s.sculptor.body({ yaw: s.yaw }).box([-0.35, 0.26, 0], [0.1, 0.02, 0.38], 0.01, wood).box([0.35, 0.26, 0], [0.1, 0.02, 0.34], 0.01, wood);
  if (!sails) {
    s.sculptor
      .body({ yaw: s.yaw })
      .limb([0.1, 0.36, 0.3], [-0.7, 0.12, 1.15], 0.025, 0.025, wood)
      .limb([0.1, 0.36, -0.3], [-0.7, 0.12, -1.15], 0.025, 0.025, wood);
    return { height: 0.95, length: 2.9, floats: 'water' };
  }
  const cloth = s.sculptor.material(materialOf('paper', [0.86, 0.83, 0.76], { soft: 0.4 }));
  const c = Math.cos(s.yaw);
  const n = Math.sin(s.yaw);
  const place = (x: number, y: number, z: number) => [c * x + n * z, y, c * z - n * x] as const;
  s.sculptor
    .body({ yaw: s.yaw })
    .limb([0.1, 0.2, 0], [0.1, 2.7, 0], 0.035, 0.02, wood)
    .limb([0.1, 0.6, 0], [-1, 0.64, 0.08], 0.022, 0.018, wood);
  const belly = dice.between(0.1, 0.2);
  // sails as thin gables bent by their own thickness: simple, and right from afar
  s.sculptor
    .body({ at: place(0.06, 0.66, 0), yaw: s.yaw + 0.08 })
    .wedge([-0.02, 0, 0], [1, 1.98, 0.012], cloth)
    .box([1, 1, 0], [1, 2, 1], 0, cloth, { cut: true })
    .ball([-0.4, 0.5, 3.1 + belly], 3.1, cloth, { cut: true, k: 0.02 });
  s.sculptor
    .body({ at: place(0.16, 0.5, 0), yaw: s.yaw - 0.1 })
    .wedge([0, 0, 0], [0.95, 1.75, 0.012], s.second)
    .box([-1, 1, 0], [1, 2, 1], 0, s.second, { cut: true });
  return { height: 2.8, length: 2.9, floats: 'water' };
}

function ship(s: Shop): Machine {
  const hull = s.sculptor.body({ yaw: s.yaw });
  hull.oval([0, 0.4, 0], [2, 0.75, 0.5], s.paint).box([0, 1.2, 0], [3, 0.66, 1], 0, s.paint, { cut: true });
  s.sculptor
    .body({ yaw: s.yaw })
    .box([-0.2, 0.7, 0], [1.1, 0.17, 0.34], 0.03, s.second)
    .box([-0.25, 1, 0], [0.8, 0.14, 0.28], 0.03, s.second)
    .box([0.2, 1.25, 0], [0.22, 0.12, 0.26], 0.03, s.second);
  const rows = s.sculptor.body({ yaw: s.yaw });
  for (let i = -4; i <= 4; i++) rows.box([i * 0.22 - 0.2, 0.72, 0], [0.06, 0.05, 0.345], 0.01, s.glass);
  for (const x of [-0.7, -0.3])
    s.sculptor
      .body({ yaw: s.yaw })
      .tube([x, 1.34, 0], 0.13, 0.28, 0.01, s.paint, { turn: [0, 0, 0.12] })
      .tube([x - 0.03, 1.58, 0], 0.134, 0.05, 0.01, s.tyre, { turn: [0, 0, 0.12] });
  return { height: 1.9, length: 4.2, floats: 'water' };
}

function plane(s: Shop): Machine {
  const y = 1.2;
  const body = s.sculptor.body({ yaw: s.yaw });
  body.oval([0, y, 0], [1.5, 0.24, 0.24], s.second).limb([-0.9, y + 0.04, 0], [-1.5, y + 0.14, 0], 0.16, 0.06, s.second, { k: 0.1 });
  body
    .oval([0.1, y - 0.05, 0], [0.3, 0.035, 1.5], s.paint, { k: 0.06 })
    .oval([-1.34, y + 0.12, 0], [0.17, 0.025, 0.5], s.paint, { k: 0.03 })
    .oval([-1.36, y + 0.36, 0], [0.19, 0.3, 0.03], s.paint, { k: 0.04, turn: [0, 0, 0.3] });
  const more = s.sculptor.body({ yaw: s.yaw });
  for (const side of [-1, 1]) more.limb([0.32, y - 0.19, side * 0.55], [-0.06, y - 0.19, side * 0.55], 0.095, 0.085, s.chrome);
  more.oval([1.12, y + 0.1, 0], [0.2, 0.09, 0.17], s.glass);
  for (let i = 0; i < 8; i++) more.box([0.75 - i * 0.2, y + 0.06, 0], [0.035, 0.04, 0.245], 0.02, s.glass);
  return { height: 1.75, length: 3.3, floats: 'air' };
}

function rocket(s: Shop): Machine {
  const body = s.sculptor.body({ yaw: s.yaw });
  body.lathe(
    [0, 0.35, 0],
    [
      [0.2, 0],
      [0.32, 0.25],
      [0.4, 0.8],
      [0.36, 1.4],
      [0.2, 1.9],
      [0.03, 2.25]
    ],
    0,
    s.second
  );
  body.lathe(
    [0, 2.02, 0],
    [
      [0.27, 0],
      [0.17, 0.3],
      [0.03, 0.62]
    ],
    0,
    s.paint
  );
  for (let i = 0; i < 3; i++) {
    const a = (i * Math.PI * 2) / 3 + 0.5;
    body.oval([Math.cos(a) * 0.44, 0.5, Math.sin(a) * 0.44], [0.3, 0.46, 0.045], s.paint, { turn: [0, -a, 0], k: 0.05 });
  }
  s.sculptor
    .body({ yaw: s.yaw })
    .tube([0, 1.55, 0.35], 0.13, 0.05, 0.02, s.chrome, { turn: [Math.PI / 2, 0, 0] })
    .ball([0, 1.55, 0.36], 0.095, s.glass)
    .cone([0, 0.26, 0], 0.24, 0.16, 0.12, s.tyre);
  const flame = s.sculptor.material(materialOf('lamp', [1, 0.5, 0.12], { glow: 4 }));
  s.sculptor.body().cone([0, 0.02, 0], 0.02, 0.16, 0.14, flame);
  return { height: 2.7, length: 1.7, floats: 'air' };
}

function balloon(s: Shop, colour: Rgb, accent: Rgb): Machine {
  const y = 1.9;
  // gores in two colours
  const silk = s.sculptor.material(materialOf('silk', colour, { texture: 'gores', second: accent, pitch: 8, strength: 1, gloss: 0.2 }));
  s.sculptor.body({ relief: [2, 0.035, 16] }).lathe(
    [0, y - 1.1, 0],
    [
      [0.2, 0],
      [0.55, 0.5],
      [0.98, 1.2],
      [0.96, 1.75],
      [0.55, 2.2],
      [0.05, 2.32]
    ],
    0,
    silk
  );
  const basket = s.sculptor.material(materialOf('straw', scaleRgb([0.6, 0.4, 0.2], 0.8)));
  s.sculptor.body().box([0, 0.2, 0], [0.2, 0.16, 0.2], 0.04, basket);
  for (const x of [-0.17, 0.17])
    for (const z of [-0.17, 0.17]) s.sculptor.body().limb([x, 0.34, z], [x * 1.1, 0.85, z * 1.1], 0.01, 0.01, s.tyre);
  return { height: 3.2, length: 2.4, floats: 'air' };
}

function submarine(s: Shop): Machine {
  s.sculptor
    .body({ at: [0, 0.35, 0], yaw: s.yaw })
    .oval([0, 0, 0], [1.35, 0.46, 0.46], s.paint)
    .tube([0.1, 0.5, 0], 0.26, 0.24, 0.08, s.paint, { k: 0.08 })
    .limb([0.1, 0.7, 0], [0.1, 1.05, 0], 0.04, 0.04, s.chrome)
    .limb([0.1, 1.05, 0], [0.3, 1.05, 0], 0.04, 0.05, s.chrome, { k: 0.03 });
  for (let i = 0; i < 3; i++)
    s.sculptor
      .body({ at: [0, 0.35, 0], yaw: s.yaw })
      .tube([0.6 - i * 0.42, 0.1, 0.43], 0.12, 0.05, 0.02, s.chrome, { turn: [Math.PI / 2, 0, 0] })
      .ball([0.6 - i * 0.42, 0.1, 0.44], 0.085, s.glass);
  return { height: 1.5, length: 2.9, floats: 'water' };
}

function saucer(s: Shop): Machine {
  s.sculptor
    .body({ at: [0, 1.5, 0] })
    .oval([0, 0, 0], [1.3, 0.2, 1.3], s.chrome)
    .oval([0, 0.16, 0], [0.5, 0.4, 0.5], s.glass);
  for (let i = 0; i < 10; i++)
    s.sculptor
      .body({ at: [0, 1.5, 0] })
      .ball(
        [Math.cos(i * 0.628) * 1.05, -0.08, Math.sin(i * 0.628) * 1.05],
        0.06,
        s.sculptor.material(materialOf('lamp', mixRgb([0.4, 1, 0.8], [1, 0.8, 0.4], (i % 2) * 0.8), { glow: 3 }))
      );
  return { height: 2.2, length: 3, floats: 'air' };
}
