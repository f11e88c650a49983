// The builder's yard: walls, arches, stairs, roofs and towers, put together into buildings by name.
import { materialOf } from '../material.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import type { Dice } from '../random.ts';
import type { Sculptor } from '../sculpt.ts';
import type { Vec } from '../vec.ts';

/** The paints of a building. */
interface Yard {
  sculptor: Sculptor;
  dice: Dice;
  wall: number;
  second: number;
  roof: number;
  dark: number;
  wallColour: Rgb;
}

/** What was built: its outer size around the origin, in units. */
export interface Built {
  width: number;
  height: number;
  words: string;
}

/** Mixes the paints for a building. */
export function openYard(sculptor: Sculptor, dice: Dice, wallColour: Rgb, wallMaterial: string, second: Rgb, roof: Rgb): Yard {
  return {
    sculptor,
    dice,
    wallColour,
    wall: sculptor.material(
      materialOf(wallMaterial, wallColour, wallMaterial === 'stucco' || wallMaterial === 'plaster' ? { pitch: 2.4 } : { pitch: 2 })
    ),
    second: sculptor.material(materialOf('stucco', second, { pitch: 2.4 })),
    roof: sculptor.material(materialOf('clay', roof, { pitch: 7 })),
    dark: sculptor.material(materialOf('plain', [0.03, 0.03, 0.035], { gloss: 0.5, sharp: 60, mirror: 0.1 }))
  };
}

/** An alley of white walls, one of them an arcade, towards a gate in the sun. */
export function arcade(yard: Yard): Built {
  const { sculptor, wall, dice } = yard;
  const tall = dice.between(3.2, 4.2);
  const left = sculptor.body({ at: [-2.2, 0, -6] }).box([0, tall / 2, 0], [0.45, tall / 2, 9], 0.01, wall);
  for (let i = 0; i < 9; i++) left.arch([0, 0, 7.4 - i * 1.9], [0.62, 1.5, 0.9], wall, { cut: true, turn: [0, Math.PI / 2, 0] });
  const high = tall * dice.between(1, 1.35);
  sculptor.body({ at: [2.6, 0, -5.4], yaw: 0.06 }).box([0, high / 2, 0], [0.5, high / 2, 8.4], 0.01, wall);
  sculptor.body({ at: [-6, 0, -6] }).box([0, 1.9, 0], [0.3, 1.9, 9], 0.01, wall);
  const end = sculptor.body({ at: [0, 0, -15] }).box([0, tall * 0.45, 0], [4.2, tall * 0.45, 0.4], 0.01, wall);
  end.arch([0.2, 0, 0], [0.8, 1.4, 1], wall, { cut: true });
  return { width: 4, height: 3.4, words: 'A white courtyard with a row of arches' };
}

/** Stucco blocks with an arch, a stair and a ball. */
export function blocks(yard: Yard): Built {
  const { sculptor, wall, second, dice, dark } = yard;
  const side = dice.sign();
  const tall = dice.between(3, 3.8);
  sculptor
    .body({ at: [-1.3 * side, 0, -0.6] })
    .box([0, tall / 2, 0], [1, tall / 2, 1], 0.012, second)
    .arch([0.1 * side, 0, 0.8], [0.46, 1.15, 0.7], second, { cut: true });
  sculptor
    .body({ at: [1.2 * side, 0, -1.6] })
    .box([0, tall * 0.36, 0], [2.4, tall * 0.36, 0.7], 0.012, wall)
    .box([0.1 * side, tall * 0.52, 0.6], [0.22, 0.34, 0.3], 0, dark, { cut: true });
  const steps = dice.whole(7, 10);
  const rise = (tall * 0.52) / steps;
  const flight = sculptor.body({ at: [0.35 * side, 0, -0.2] });
  for (let i = 0; i < steps; i++)
    flight.box([i * 0.02 * side + 0.75 * side, (rise * (i + 1)) / 2, 0.75 - i * 0.22], [0.75, (rise * (i + 1)) / 2, 0.11], 0.004, wall);
  sculptor.body({ at: [-0.55 * side, 0.32, 1] }).ball([0, 0, 0], 0.32, sculptor.material(materialOf('plaster', [0.8, 0.78, 0.74])));
  if (dice.chance(0.5)) cypress(yard, [2.6 * side, 0, -0.4], 2.2);
  return { width: 4.6, height: tall + 0.6, words: 'Stucco blocks with an arch and a stair' };
}

/** A slim dark tree. */
export function cypress(yard: Yard, at: Vec, tall: number): void {
  const leaf = yard.sculptor.material(materialOf('grass', [0.035, 0.07, 0.03], { pitch: 5 }));
  yard.sculptor
    .body({ at, relief: [3, 0.05, 5] })
    .oval([0, tall * 0.52, 0], [tall * 0.13, tall * 0.5, tall * 0.13], leaf)
    .limb([0, 0, 0], [0, 0.4, 0], 0.06, 0.06, leaf);
}

/** A round tree. */
export function roundTree(yard: Yard, at: Vec, tall: number, colour: Rgb): void {
  const leaf = yard.sculptor.material(materialOf('grass', colour, { pitch: 6 }));
  const bark = yard.sculptor.material(materialOf('bark'));
  const d = yard.dice;
  const body = yard.sculptor
    .body({ at, relief: [3, tall * 0.05, 7 / tall] })
    .limb([0, 0, 0], [0, tall * 0.5, 0], tall * 0.045, tall * 0.035, bark);
  for (let i = 0; i < 4; i++)
    body.oval(
      [d.between(-0.2, 0.2) * tall, tall * d.between(0.6, 0.85), d.between(-0.2, 0.2) * tall],
      [tall * 0.26, tall * 0.22, tall * 0.26],
      leaf,
      { k: tall * 0.08 }
    );
}

/** A gabled house with windows, a door and a chimney. */
export function house(yard: Yard, grand: boolean, at: Vec = [0, 0, 0]): Built {
  const { sculptor, wall, roof, dark, dice } = yard;
  const w = grand ? 2.1 : 1.5;
  const tall = grand ? 2.1 : 1.25;
  const deep = 1.1;
  const yaw = dice.sign() * dice.between(0.35, 0.6);
  const body = sculptor
    .body({ at, yaw })
    .box([0, tall / 2, 0], [w, tall / 2, deep], 0.01, wall)
    .wedge([0, tall - 0.01, 0], [deep, deep * 0.82, w], wall, { turn: [0, Math.PI / 2, 0] });
  const frameOf = sculptor.material(materialOf('plaster', mixRgb(yard.wallColour, [0.9, 0.88, 0.84], 0.75)));
  const rows = grand ? 2 : 1;
  for (let row = 0; row < rows; row++) {
    for (let i = -1; i <= 1; i++) {
      if (row === 0 && i === 0) continue;
      body
        .box([i * w * 0.6, 0.68 + row * 0.98, deep], [0.23, 0.29, 0.06], 0, frameOf)
        .box([i * w * 0.6, 0.68 + row * 0.98, deep + 0.02], [0.19, 0.25, 0.06], 0, dark);
    }
  }
  body
    .box([0, 0.46, deep], [0.27, 0.48, 0.06], 0, frameOf)
    .box(
      [0, 0.44, deep + 0.02],
      [0.22, 0.44, 0.06],
      0,
      sculptor.material(materialOf('wood', scaleRgb(sculptor.materials[roof]!.colour, 0.7)))
    );
  body.box([w, 0.7, 0], [0.06, 0.28, 0.22], 0, dark);
  const slope = Math.atan2(deep * 0.82, deep);
  for (const side of [-1, 1])
    sculptor
      .body({ at, yaw })
      .box([0, tall + deep * 0.43, side * deep * 0.53], [w + 0.2, 0.05, deep * 0.78], 0.01, roof, { turn: [side * slope, 0, 0] });
  sculptor.body({ at, yaw }).box([w * 0.5, tall + deep * 0.85, -0.3], [0.16, 0.42, 0.16], 0.01, wall);
  return { width: w * 2.6, height: tall + deep * 1.5, words: grand ? 'A house' : 'A cottage' };
}

/** A round tower: a lighthouse or a castle's. */
export function tower(yard: Yard, lighthouse: boolean): Built {
  const { sculptor, wall, second, roof, dark } = yard;
  const body = sculptor.body().cone([0, 2, 0], 0.78, 0.5, 2, wall);
  if (lighthouse) {
    for (const y of [0.55, 1.75, 2.95]) body.cone([0, y + 0.3, 0], 0.755 - y * 0.07, 0.735 - (y + 0.6) * 0.066, 0.28, second);
    const lamp = sculptor.material(materialOf('lamp', [1, 0.85, 0.5], { glow: 3 }));
    sculptor
      .body()
      .tube([0, 4.06, 0], 0.66, 0.06, 0.01, dark)
      .tube([0, 4.4, 0], 0.3, 0.3, 0.01, lamp)
      .cone([0, 4.9, 0], 0.46, 0.04, 0.22, roof);
  } else {
    body.tube([0, 4.2, 0], 0.66, 0.22, 0.01, wall).tube([0, 4.4, 0], 0.54, 0.3, 0.01, wall, { cut: true });
    for (let i = 0; i < 8; i++) body.box([Math.sin(i * 0.785) * 0.6, 4.5, Math.cos(i * 0.785) * 0.6], [0.13, 0.14, 0.13], 0.01, wall);
    body.box([0, 2.6, 0.6], [0.07, 0.24, 0.3], 0, dark, { cut: true });
  }
  body.arch([0, 0, 0.78], [0.24, 0.6, 0.3], dark, { cut: true });
  house(yard, false, [yard.dice.sign() * 1.9, 0, -1.4]);
  return { width: 4.2, height: 5.2, words: lighthouse ? 'A lighthouse' : 'A tower' };
}

/** Towers and walls with battlements. */
export function castle(yard: Yard): Built {
  const { sculptor, wall, roof, dark, dice } = yard;
  const spots: readonly (readonly [number, number, number, number])[] = [
    [-2.3, 0.3, 0.62, 3],
    [2.3, 0.3, 0.62, 3],
    [-0.95, -1.3, 0.7, 4.2],
    [1.3, -1.7, 0.56, 5]
  ];
  for (const [x, z, r, tall] of spots) {
    const t = tall * dice.between(0.9, 1.1);
    const body = sculptor
      .body({ at: [x, 0, z] })
      .tube([0, t / 2, 0], r, t / 2, 0.01, wall)
      .tube([0, t, 0], r * 1.14, 0.2, 0.02, wall);
    body.box([0, t * 0.6, r], [0.06, 0.2, 0.2], 0, dark, { cut: true });
    sculptor.body({ at: [x, t + 0.2, z] }).cone([0, r * 1.1, 0], r * 1.2, 0.01, r * 1.1, roof);
  }
  const front = sculptor
    .body()
    .box([0, 0.95, 0.3], [2.2, 0.95, 0.28], 0.01, wall)
    .arch([0, 0, 0.3], [0.42, 0.75, 0.6], dark, { cut: true });
  for (let i = -6; i <= 6; i++) front.box([i * 0.34, 1.98, 0.5], [0.1, 0.12, 0.08], 0.01, wall);
  sculptor.body({ at: [0.2, 0, -1.6] }).box([0, 1.4, 0], [1.6, 1.4, 0.7], 0.01, wall);
  return { width: 6.2, height: 6, words: 'A castle' };
}

/** Columns under a gable. */
export function temple(yard: Yard): Built {
  const { sculptor, wall, dice } = yard;
  const count = dice.whole(4, 6);
  const w = 2.2;
  for (let i = 0; i < 3; i++) sculptor.body().box([0, 0.1 + i * 0.16, 0], [w + 0.7 - i * 0.22, 0.08, 1.9 - i * 0.22], 0.01, wall);
  for (const z of [1.2, -1.1]) {
    for (let i = 0; i < count; i++) {
      const x = (i / (count - 1) - 0.5) * 2 * (w - 0.15);
      sculptor
        .body({ at: [x, 0.5, z], relief: [2, 0.02, 14] })
        .cone([0, 1.1, 0], 0.25, 0.2, 1.1, wall)
        .tube([0, 2.26, 0], 0.3, 0.08, 0.03, wall);
    }
  }
  sculptor
    .body()
    .box([0, 3, 0], [w + 0.3, 0.2, 1.55], 0.01, wall)
    .wedge([0, 3.2, 0], [w + 0.35, 0.95, 1.55], wall);
  sculptor.body().box([0, 1.6, -0.4], [w - 0.7, 1.1, 0.5], 0.01, yard.second);
  return { width: 6.2, height: 4.6, words: 'A temple with columns' };
}

/** A domed hall with slim towers. */
export function dome(yard: Yard): Built {
  const { sculptor, wall, second, dice } = yard;
  const gold = sculptor.material(dice.chance(0.4) ? materialOf('gold') : materialOf('ceramic', sculptor.materials[yard.roof]!.colour));
  const hall = sculptor.body().box([0, 0.95, 0], [1.9, 0.95, 1.2], 0.01, wall);
  for (let i = -2; i <= 2; i++) hall.arch([i * 0.74, 0, 1.2], [i === 0 ? 0.32 : 0.25, i === 0 ? 0.95 : 0.7, 0.4], second, { cut: true });
  sculptor
    .body()
    .tube([0, 2.1, 0], 0.95, 0.22, 0.02, wall)
    .oval([0, 2.35, 0], [1.05, 1.12, 1.05], gold)
    .limb([0, 3.4, 0], [0, 3.85, 0], 0.05, 0.015, gold);
  for (const side of [-1, 1]) {
    sculptor
      .body({ at: [side * 2.5, 0, 0.5] })
      .tube([0, 1.7, 0], 0.22, 1.7, 0.02, wall)
      .tube([0, 2.7, 0], 0.32, 0.06, 0.02, wall)
      .oval([0, 3.5, 0], [0.26, 0.42, 0.26], gold);
    sculptor
      .body({ at: [side * 1.35, 1.9, 0.5] })
      .tube([0, 0.1, 0], 0.36, 0.15, 0.02, wall)
      .oval([0, 0.24, 0], [0.4, 0.42, 0.4], gold);
  }
  return { width: 6, height: 4.4, words: 'A domed hall' };
}

/** Stacked roofs. */
export function pagoda(yard: Yard): Built {
  const { sculptor, wall, roof, dark, dice } = yard;
  const tiers = dice.whole(3, 5);
  for (let i = 0; i < tiers; i++) {
    const y = i * 1.02;
    const w = 1.35 - i * 0.2;
    const body = sculptor.body({ yaw: 0.5 }).box([0, y + 0.36, 0], [w * 0.72, 0.36, w * 0.72], 0.01, wall);
    for (let k = -1; k <= 1; k++)
      body
        .box([k * w * 0.4, y + 0.36, w * 0.72], [w * 0.13, 0.22, 0.03], 0, dark)
        .box([w * 0.72, y + 0.36, k * w * 0.4], [0.03, 0.22, w * 0.13], 0, dark);
    sculptor.body({ yaw: 0.5 + Math.PI / 4 }).cone([0, y + 0.86, 0], w * 1.36, w * 0.6, 0.16, roof);
  }
  sculptor.body().limb([0, tiers * 1.02, 0], [0, tiers * 1.02 + 0.9, 0], 0.06, 0.02, roof);
  return { width: 4.4, height: tiers * 1.02 + 1.2, words: 'A pagoda' };
}

/** Round arches carrying a road across. */
export function bridge(yard: Yard): Built {
  const { sculptor, wall } = yard;
  const body = sculptor.body({ yaw: 0.28 }).box([0, 1.1, 0], [9, 1.1, 0.5], 0.01, wall);
  for (let i = -3; i <= 3; i++) body.arch([i * 2.3, -0.1, 0], [0.92, 0.85, 1], wall, { cut: true });
  sculptor.body({ yaw: 0.28 }).box([0, 2.3, 0.46], [9, 0.14, 0.06], 0.01, wall).box([0, 2.3, -0.46], [9, 0.14, 0.06], 0.01, wall);
  return { width: 7, height: 3.6, words: 'A stone bridge' };
}

/** A mill with four sails. */
export function windmill(yard: Yard): Built {
  const { sculptor, wall, roof, dark, dice } = yard;
  sculptor
    .body()
    .cone([0, 1.3, 0], 0.85, 0.55, 1.3, wall)
    .arch([0, 0, 0.85], [0.22, 0.5, 0.3], dark, { cut: true })
    .box([0, 1.6, 0.7], [0.13, 0.16, 0.2], 0, dark, { cut: true });
  sculptor.body({ at: [0, 2.6, 0] }).cone([0, 0.35, 0], 0.66, 0.03, 0.35, roof);
  const wood = sculptor.material(materialOf('wood'));
  const cloth = sculptor.material(materialOf('linen'));
  const start = dice.between(0, 1.57);
  for (let i = 0; i < 4; i++) {
    const a = start + (i * Math.PI) / 2;
    sculptor
      .body({ at: [0, 2.7, 0.75] })
      .limb([0, 0, 0], [Math.sin(a) * 1.8, Math.cos(a) * 1.8, 0], 0.035, 0.025, wood)
      .box([Math.sin(a) * 1.15 + Math.cos(a) * 0.17, Math.cos(a) * 1.15 - Math.sin(a) * 0.17, 0], [0.16, 0.62, 0.012], 0, cloth, {
        turn: [0, 0, -a]
      });
  }
  return { width: 4.2, height: 4.6, words: 'A windmill' };
}
