// Animals as a sculptor would sketch them: a few ovals and limbs, blended, with the marks that tell one from another.
import { materialOf } from '../material.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { FUR } from '../solids.ts';
import type { Dice } from '../random.ts';
import type { Sculptor } from '../sculpt.ts';

/** Proportions of a walking animal, in units of its shoulder height. */
export interface Beast {
  colour: Rgb;
  /** Colour of belly, muzzle and tail tip. */
  pale?: Rgb;
  legs: number;
  bulk: number;
  long: number;
  neck: number;
  /** Lean of the neck: 0 level, 1 upright. */
  rise: number;
  head: number;
  snout: number;
  ears: 'pointed' | 'round' | 'floppy' | 'long' | 'big' | 'none';
  tail: 'long' | 'bushy' | 'short' | 'thin' | 'mane';
  horns?: 'antlers' | 'horns' | 'tusks';
  mane?: boolean;
  marks?: 'stripes' | 'spots' | 'patches' | 'wool';
  slim?: number;
}

export const BEASTS: Readonly<Record<string, Beast>> = {
  cat: { colour: [0.32, 0.17, 0.08], pale: [0.6, 0.5, 0.4], legs: 0.5, bulk: 0.24, long: 0.9, neck: 0.2, rise: 0.7, head: 0.26, snout: 0.1, ears: 'pointed', tail: 'long' },
  dog: { colour: [0.34, 0.19, 0.08], pale: [0.62, 0.5, 0.36], legs: 0.55, bulk: 0.27, long: 0.95, neck: 0.32, rise: 0.75, head: 0.25, snout: 0.26, ears: 'floppy', tail: 'thin' },
  wolf: { colour: [0.2, 0.2, 0.21], pale: [0.5, 0.48, 0.45], legs: 0.6, bulk: 0.28, long: 1, neck: 0.34, rise: 0.6, head: 0.25, snout: 0.26, ears: 'pointed', tail: 'bushy' },
  fox: { colour: [0.56, 0.2, 0.04], pale: [0.8, 0.74, 0.66], legs: 0.46, bulk: 0.23, long: 0.95, neck: 0.26, rise: 0.6, head: 0.24, snout: 0.24, ears: 'pointed', tail: 'bushy' },
  rabbit: { colour: [0.42, 0.32, 0.24], pale: [0.7, 0.64, 0.56], legs: 0.24, bulk: 0.3, long: 0.6, neck: 0.16, rise: 0.9, head: 0.24, snout: 0.1, ears: 'long', tail: 'short' },
  mouse: { colour: [0.3, 0.26, 0.24], pale: [0.6, 0.5, 0.46], legs: 0.18, bulk: 0.27, long: 0.62, neck: 0.14, rise: 0.5, head: 0.22, snout: 0.18, ears: 'big', tail: 'thin' },
  horse: { colour: [0.2, 0.085, 0.035], legs: 0.82, bulk: 0.3, long: 1.1, neck: 0.62, rise: 0.8, head: 0.2, snout: 0.4, ears: 'pointed', tail: 'mane', mane: true, slim: 0.8 },
  zebra: { colour: [0.75, 0.72, 0.67], legs: 0.76, bulk: 0.3, long: 1.05, neck: 0.55, rise: 0.8, head: 0.2, snout: 0.36, ears: 'pointed', tail: 'thin', mane: true, marks: 'stripes', slim: 0.8 },
  stag: { colour: [0.3, 0.15, 0.06], pale: [0.55, 0.42, 0.3], legs: 0.82, bulk: 0.25, long: 0.95, neck: 0.52, rise: 0.95, head: 0.18, snout: 0.28, ears: 'floppy', tail: 'short', horns: 'antlers', slim: 0.66 },
  deer: { colour: [0.36, 0.18, 0.07], pale: [0.6, 0.48, 0.36], legs: 0.8, bulk: 0.24, long: 0.9, neck: 0.48, rise: 0.95, head: 0.18, snout: 0.26, ears: 'floppy', tail: 'short', marks: 'spots', slim: 0.66 },
  giraffe: { colour: [0.6, 0.38, 0.14], legs: 1.05, bulk: 0.27, long: 0.9, neck: 1.5, rise: 1.25, head: 0.17, snout: 0.26, ears: 'floppy', tail: 'thin', marks: 'patches', slim: 0.75 },
  cow: { colour: [0.72, 0.68, 0.62], legs: 0.6, bulk: 0.38, long: 1.15, neck: 0.36, rise: 0.35, head: 0.24, snout: 0.34, ears: 'floppy', tail: 'thin', horns: 'horns', marks: 'patches' },
  sheep: { colour: [0.74, 0.69, 0.6], pale: [0.09, 0.08, 0.075], legs: 0.42, bulk: 0.36, long: 0.8, neck: 0.22, rise: 0.6, head: 0.19, snout: 0.2, ears: 'floppy', tail: 'short', marks: 'wool' },
  pig: { colour: [0.74, 0.42, 0.38], legs: 0.32, bulk: 0.36, long: 0.95, neck: 0.16, rise: 0.4, head: 0.27, snout: 0.24, ears: 'floppy', tail: 'short' },
  bear: { colour: [0.12, 0.065, 0.035], pale: [0.3, 0.19, 0.11], legs: 0.44, bulk: 0.44, long: 1.05, neck: 0.26, rise: 0.45, head: 0.3, snout: 0.24, ears: 'round', tail: 'short' },
  panda: { colour: [0.78, 0.76, 0.72], pale: [0.03, 0.03, 0.032], legs: 0.38, bulk: 0.44, long: 0.9, neck: 0.2, rise: 0.7, head: 0.34, snout: 0.14, ears: 'round', tail: 'short' },
  lion: { colour: [0.56, 0.33, 0.11], pale: [0.7, 0.52, 0.3], legs: 0.52, bulk: 0.32, long: 1.1, neck: 0.28, rise: 0.65, head: 0.3, snout: 0.2, ears: 'round', tail: 'long', mane: true },
  tiger: { colour: [0.66, 0.27, 0.05], pale: [0.76, 0.66, 0.54], legs: 0.5, bulk: 0.32, long: 1.15, neck: 0.26, rise: 0.5, head: 0.3, snout: 0.18, ears: 'round', tail: 'long', marks: 'stripes' },
  elephant: { colour: [0.26, 0.25, 0.25], legs: 0.72, bulk: 0.52, long: 1.1, neck: 0.2, rise: 0.5, head: 0.4, snout: 0.1, ears: 'big', tail: 'thin', horns: 'tusks', slim: 1.7 },
  dinosaur: { colour: [0.12, 0.22, 0.09], pale: [0.42, 0.42, 0.24], legs: 0.62, bulk: 0.46, long: 1.2, neck: 1.15, rise: 0.75, head: 0.2, snout: 0.2, ears: 'none', tail: 'long', slim: 1.4 }
};

/** Sculpts a walking animal facing +x, feet on the ground. Returns its height and length. */
export function makeBeast(sculptor: Sculptor, name: string, b: Beast, dice: Dice, colour: Rgb | undefined, material: string | undefined, yaw: number): { height: number; length: number } {
  const coat = colour ?? b.colour;
  const soft = material ?? 'fur';
  const striped = b.marks === 'stripes' && material === undefined;
  const dark: Rgb = [0.02, 0.017, 0.015];
  const skin = sculptor.material(materialOf(soft, coat, striped ? { texture: 'stripes', second: dark, pitch: 2.6, strength: 1 } : b.marks === 'patches' && material === undefined ? { texture: 'plaster', second: name === 'cow' ? dark : scaleRgb(coat, 0.3), pitch: 9, strength: 1.1 } : {}));
  const light = sculptor.material(materialOf(soft, b.pale ?? mixRgb(coat, [0.7, 0.64, 0.56], 0.35)));
  const plain = sculptor.material(materialOf(soft, coat));
  const ink = sculptor.material(materialOf('paint', dark));
  const s = b.slim ?? 1;
  const legs = b.legs;
  const back = legs + b.bulk * 0.6;
  const half = b.long / 2;
  const woolly = b.marks === 'wool';
  const panda = name === 'panda';
  const limbSkin = panda || woolly ? light : plain;
  const bodyRelief = material !== undefined && material !== 'fur' && material !== 'wool' ? 0 : woolly ? 0.05 : name === 'bear' || name === 'panda' || name === 'lion' ? 0.018 : 0.01;
  const body = sculptor.body({ yaw, relief: [woolly ? 3 : FUR, bodyRelief, woolly ? 9 : 16] });
  body
    .oval([0, back, 0], [half * 0.95, b.bulk, b.bulk * 0.86], skin)
    .oval([half * 0.55, back + b.bulk * 0.1, 0], [b.bulk * 0.98, b.bulk * 1.05, b.bulk * 0.86], skin, { k: 0.16 })
    .oval([-half * 0.6, back + b.bulk * 0.06, 0], [b.bulk * 0.95, b.bulk * 1.02, b.bulk * 0.88], skin, { k: 0.16 })
    .oval([half * 0.1, back - b.bulk * 0.5, 0], [half * 0.6, b.bulk * 0.6, b.bulk * 0.6], light, { k: 0.1 });
  const stride = dice.between(0.04, 0.12);
  const thick = Math.max(0.05, b.bulk * 0.26) * s;
  for (const side of [-1, 1]) {
    const z = side * b.bulk * 0.5;
    for (const front of [1, -1]) {
      const x = front * half * 0.62;
      const step = stride * side * front;
      const knee: [number, number, number] = [x + step * 0.4 + (front < 0 ? -0.06 : 0.02), legs * 0.5, z];
      body.limb([x, back - b.bulk * 0.2, z * 0.9], knee, thick * 1.9, thick * 1.05, limbSkin, { k: 0.09 });
      body.limb(knee, [x + step, 0.05, z], thick * 1.02, thick * 0.8, limbSkin, { k: 0.05 });
      body.oval([x + step + thick * 0.6, 0.05, z], [thick * 1.35, 0.055, thick * 1.02], name === 'horse' || name === 'stag' || name === 'deer' || name === 'cow' ? ink : limbSkin, { k: 0.04 });
    }
  }
  const angle = b.rise * 1.15;
  const hx = half * 0.78 + Math.cos(angle) * (b.neck + b.head * 0.4);
  const hy = back + b.bulk * 0.25 + Math.sin(angle) * (b.neck + b.head * 0.4);
  body.limb([half * 0.62, back + b.bulk * 0.2, 0], [hx - b.head * 0.2, hy - b.head * 0.1, 0], b.bulk * 0.72 * Math.min(1, s + 0.1), b.head * (b.neck > 0.4 ? 0.55 : 0.8), plain, { k: 0.14 });
  tail(body, b, half, back, plain, light, sculptor, yaw);
  const face = sculptor.body({ yaw });
  const droop = b.snout > 0.3 ? 0.6 : 0.2;
  const muzzle: [number, number, number] = [hx + b.head * 0.55 + b.snout * Math.cos(droop), hy - b.head * 0.2 - b.snout * Math.sin(droop), 0];
  face.oval([hx, hy, 0], [b.head * 0.98, b.head * 0.9, b.head * 0.85], striped ? skin : woolly ? light : plain);
  face.limb([hx + b.head * 0.35, hy - b.head * 0.16, 0], muzzle, b.head * 0.56, b.head * (b.snout > 0.3 ? 0.42 : 0.34), woolly || b.pale === undefined || panda ? (panda ? plain : woolly ? light : plain) : light, { k: 0.1 });
  face.oval([muzzle[0] + b.head * 0.28, muzzle[1] + b.head * 0.14, 0], [b.head * 0.13, b.head * 0.1, b.head * 0.14], ink, { k: 0.015 });
  if (name === 'elephant') {
    face.limb([hx + 0.3, hy - 0.1, 0], [hx + 0.52, hy - 0.62, 0], 0.16, 0.11, plain, { k: 0.12 }).limb([hx + 0.52, hy - 0.62, 0], [hx + 0.48, hy - 1.02, 0], 0.11, 0.075, plain, { k: 0.05 });
  }
  for (const side of [-1, 1]) {
    if (panda) face.oval([hx + b.head * 0.66, hy + b.head * 0.14, side * b.head * 0.4], [b.head * 0.2, b.head * 0.24, b.head * 0.2], light, { k: 0.03 });
    face.ball([hx + b.head * 0.72, hy + b.head * 0.2, side * b.head * 0.44], b.head * 0.115, ink);
    ear(face, b, hx, hy, side, plain, light);
  }
  horns(sculptor, b, hx, hy, yaw);
  if (b.mane && name === 'lion') sculptor.body({ yaw, relief: [3, 0.06, 8] }).oval([hx - b.head * 0.35, hy - b.head * 0.15, 0], [b.head * 0.85, b.head * 1.5, b.head * 1.4], sculptor.material(materialOf('fur', scaleRgb(coat, 0.4))));
  else if (b.mane) for (let i = 0; i < 7; i++) sculptor.body({ yaw, relief: [FUR, 0.02, 20] }).oval([half * 0.6 + (hx - half * 0.6) * (i / 6) - 0.1, back + b.bulk * 0.6 + (hy - back - b.bulk * 0.3) * (i / 6), 0.02], [0.1, 0.15, 0.06], ink);
  return { height: hy + b.head * (b.ears === 'long' ? 2.2 : b.horns === 'antlers' ? 3 : 1.2), length: b.long + b.neck + b.head + b.snout };
}

type Body = ReturnType<Sculptor['body']>;

function ear(face: Body, b: Beast, hx: number, hy: number, side: number, skin: number, light: number): void {
  const h = b.head;
  const z = side * h * 0.55;
  switch (b.ears) {
    case 'pointed':
      face.cone([hx - h * 0.12, hy + h * 0.98, z * 0.95], h * 0.3, h * 0.03, h * 0.36, skin, { turn: [side * 0.28, 0, 0.12], k: 0.04 });
      break;
    case 'round':
      face.oval([hx - h * 0.2, hy + h * 0.72, side * h * 0.66], [h * 0.13, h * 0.3, h * 0.3], b.colour[0] > 0.7 ? light : skin, { k: 0.03 });
      break;
    case 'floppy':
      face.oval([hx - h * 0.1, hy + h * 0.28, side * h * 0.9], [h * 0.24, h * 0.46, h * 0.12], skin, { turn: [side * -0.5, 0, 0.2], k: 0.04 });
      break;
    case 'long':
      face.oval([hx - h * 0.25, hy + h * 1.5, side * h * 0.34], [h * 0.13, h * 0.85, h * 0.24], skin, { turn: [side * 0.12, 0, 0.18], k: 0.04 });
      break;
    case 'big':
      face.oval([hx - h * 0.3, hy + h * 0.25, side * h * 1.1], [h * 0.1, h * 0.85, h * 0.7], skin, { turn: [0, side * 0.5, 0], k: 0.04 });
      break;
    case 'none':
      break;
  }
}

function tail(body: Body, b: Beast, half: number, back: number, skin: number, light: number, sculptor: Sculptor, yaw: number): void {
  const x = -half * 0.95;
  const y = back + b.bulk * 0.3;
  switch (b.tail) {
    case 'bushy':
      sculptor.body({ yaw, relief: [FUR, 0.03, 12] }).limb([x, y, 0], [x - 0.34, y - 0.12, 0.05], 0.09, 0.17, skin).limb([x - 0.34, y - 0.12, 0.05], [x - 0.62, y - 0.1, 0.08], 0.16, 0.05, light, { k: 0.08 });
      break;
    case 'mane':
      sculptor.body({ yaw, relief: [FUR, 0.02, 16] }).limb([x, y, 0], [x - 0.2, y - 0.2, 0], 0.06, 0.1, skin).limb([x - 0.2, y - 0.2, 0], [x - 0.24, y - 0.75, 0], 0.1, 0.04, sculptor.material(materialOf('fur', [0.03, 0.02, 0.015])), { k: 0.05 });
      break;
    case 'short':
      body.ball([x - 0.02, y, 0], b.bulk * 0.26, light, { k: 0.05 });
      break;
    default: {
      const t = b.bulk * (b.tail === 'long' ? 0.24 : 0.14) * (b.slim !== undefined && b.slim > 1.3 && b.tail === 'long' ? 2 : 1);
      body.limb([x, y, 0], [x - 0.3, y - 0.02, 0.02], t * 1.2, t, skin, { k: 0.06 }).limb([x - 0.3, y - 0.02, 0.02], [x - 0.5, y + 0.22, 0.05], t, t * 0.8, skin, { k: 0.05 }).limb([x - 0.5, y + 0.22, 0.05], [x - 0.5, y + 0.5, 0.07], t * 0.8, t * 0.5, skin, { k: 0.04 });
    }
  }
}

function horns(sculptor: Sculptor, b: Beast, hx: number, hy: number, yaw: number): void {
  if (b.horns === undefined) return;
  const bone = sculptor.material(materialOf('wax', b.horns === 'antlers' ? [0.3, 0.2, 0.12] : [0.78, 0.72, 0.6]));
  for (const side of [-1, 1]) {
    const body = sculptor.body({ yaw });
    if (b.horns === 'antlers') {
      const z = side * 0.1;
      body.limb([hx - 0.05, hy + 0.14, z], [hx - 0.2, hy + 0.46, side * 0.3], 0.026, 0.022, bone).limb([hx - 0.2, hy + 0.46, side * 0.3], [hx - 0.06, hy + 0.86, side * 0.46], 0.022, 0.01, bone);
      body.limb([hx - 0.12, hy + 0.3, side * 0.2], [hx + 0.12, hy + 0.48, side * 0.24], 0.018, 0.008, bone).limb([hx - 0.19, hy + 0.5, side * 0.31], [hx + 0.1, hy + 0.7, side * 0.36], 0.018, 0.008, bone).limb([hx - 0.16, hy + 0.62, side * 0.36], [hx - 0.34, hy + 0.84, side * 0.5], 0.016, 0.008, bone);
    } else if (b.horns === 'tusks') body.limb([hx + 0.3, hy - 0.3, side * 0.2], [hx + 0.62, hy - 0.5, side * 0.24], 0.05, 0.02, bone);
    else body.limb([hx - 0.02, hy + 0.2, side * 0.14], [hx + 0.04, hy + 0.34, side * 0.34], 0.045, 0.015, bone);
  }
}

/** Sculpts a bird facing +x. Returns height and length. */
export function makeBird(sculptor: Sculptor, name: string, colour: Rgb | undefined, material: string | undefined, yaw: number): { height: number; length: number } {
  const styles: Record<string, readonly [Rgb, Rgb, Rgb]> = {
    bird: [[0.12, 0.2, 0.36], [0.66, 0.3, 0.12], [0.04, 0.04, 0.04]],
    owl: [[0.3, 0.19, 0.1], [0.6, 0.48, 0.34], [0.5, 0.34, 0.06]],
    duck: [[0.62, 0.52, 0.36], [0.75, 0.7, 0.6], [0.8, 0.36, 0.03]],
    swan: [[0.82, 0.81, 0.78], [0.86, 0.85, 0.83], [0.8, 0.26, 0.03]],
    flamingo: [[0.85, 0.32, 0.32], [0.88, 0.44, 0.42], [0.05, 0.04, 0.04]],
    penguin: [[0.03, 0.035, 0.045], [0.82, 0.81, 0.78], [0.75, 0.34, 0.04]]
  };
  const [top, under, beak] = styles[name] ?? styles['bird']!;
  const coat = sculptor.material(materialOf(material ?? 'fur', colour ?? top, { pitch: 14 }));
  const belly = sculptor.material(materialOf(material ?? 'fur', colour ? mixRgb(colour, [0.85, 0.8, 0.72], 0.5) : under, { pitch: 14 }));
  const horn = sculptor.material(materialOf('paint', beak));
  const ink = sculptor.material(materialOf('paint', [0.01, 0.01, 0.012]));
  const relief = [FUR, material === undefined ? 0.008 : 0, 22] as const;
  const body = sculptor.body({ yaw, relief });
  const legs = name === 'flamingo' ? 1.15 : name === 'penguin' || name === 'owl' ? 0.08 : name === 'swan' || name === 'duck' ? 0 : 0.26;
  let hx = 0.42;
  let hy = legs + 0.78;
  if (name === 'penguin' || name === 'owl') {
    hx = 0.05;
    hy = legs + 1.12;
    body.oval([0, legs + 0.55, 0], [0.38, 0.6, 0.38], coat).oval([0.12, legs + 0.5, 0], [0.33, 0.5, 0.3], belly, { k: 0.03 }).oval([hx, hy, 0], [0.27, 0.26, 0.27], coat, { k: 0.1 });
    for (const side of [-1, 1]) body.oval([-0.06, legs + 0.55, side * 0.38], [0.2, 0.45, 0.08], coat, { turn: [side * -0.16, 0, 0.1], k: 0.04 });
  } else {
    body.oval([0, legs + 0.4, 0], [0.52, 0.3, 0.29], coat, { turn: [0, 0, name === 'bird' ? 0.35 : 0.08] }).oval([0.16, legs + 0.34, 0], [0.36, 0.25, 0.25], belly, { k: 0.05 });
    body.oval([-0.62, legs + (name === 'bird' ? 0.2 : 0.46), 0], [0.34, 0.05, 0.13], coat, { turn: [0, 0, name === 'bird' ? 0.42 : -0.15], k: 0.06 });
    for (const side of [-1, 1]) body.oval([-0.1, legs + 0.44, side * 0.25], [0.46, 0.2, 0.08], coat, { turn: [side * 0.15, side * 0.1, name === 'bird' ? 0.3 : 0.1], k: 0.03 });
    if (name === 'swan' || name === 'flamingo') {
      const tall = name === 'flamingo' ? 0.95 : 0.8;
      body.limb([0.42, legs + 0.45, 0], [0.68, legs + 0.75, 0], 0.11, 0.075, coat, { k: 0.1 }).limb([0.68, legs + 0.75, 0], [0.5, legs + tall + 0.1, 0], 0.075, 0.065, coat, { k: 0.06 }).limb([0.5, legs + tall + 0.1, 0], [0.62, legs + tall + 0.38, 0], 0.065, 0.06, coat, { k: 0.06 });
      hx = 0.68;
      hy = legs + tall + 0.4;
      body.oval([hx, hy, 0], [0.13, 0.1, 0.1], coat, { k: 0.05 });
    } else body.ball([hx, hy, 0], 0.21, coat, { k: 0.14 });
  }
  const r = name === 'swan' || name === 'flamingo' ? 0.1 : 0.21;
  const flat = name === 'duck' || name === 'swan';
  const face = sculptor.body({ yaw });
  face.cone([hx + r * (flat ? 1.5 : 1.25), hy - r * 0.12 - (name === 'flamingo' ? 0.04 : 0), 0], r * 0.34, r * (flat ? 0.18 : 0.03), r * (name === 'owl' ? 0.3 : 0.62), horn, { turn: [0, 0, -Math.PI / 2 - (name === 'flamingo' || name === 'owl' ? 0.8 : 0.12)] });
  for (const side of [-1, 1]) {
    if (name === 'owl') face.tube([hx + 0.22, hy + 0.04, side * 0.11], 0.115, 0.02, 0.02, belly, { turn: [0, side * -0.35, Math.PI / 2] }).ball([hx + 0.23, hy + 0.04, side * 0.12], 0.06, ink);
    else face.ball([hx + r * 0.55, hy + r * 0.28, side * r * 0.76], r * 0.17, ink);
  }
  if (legs > 0.05) {
    const stilts = sculptor.body({ yaw });
    for (const side of [-1, 1]) stilts.limb([0, legs + 0.15, side * 0.12], [0.02, 0.03, side * 0.13], 0.028, 0.02, horn).oval([0.1, 0.02, side * 0.13], [0.13, 0.02, 0.07], horn);
  }
  return { height: hy + r * 1.3, length: 1.5 };
}

/** Sculpts a swimmer (fish, whale, shark) facing +x, its middle at height `at`. */
export function makeFish(sculptor: Sculptor, name: string, colour: Rgb | undefined, material: string | undefined, at: number, yaw: number): { height: number; length: number } {
  const whale = name === 'whale' || name === 'shark';
  const coat = colour ?? (whale ? [0.12, 0.16, 0.21] : [0.8, 0.27, 0.04]);
  const skin = sculptor.material(materialOf(material ?? 'paint', coat, material ? {} : { texture: 'peel', pitch: 14, strength: 0.25, mirror: 0.04, second: mixRgb(coat, [0.9, 0.8, 0.6], 0.5) }));
  const belly = sculptor.material(materialOf(material ?? 'paint', mixRgb(coat, [0.85, 0.83, 0.78], 0.7), { mirror: 0.03 }));
  const ink = sculptor.material(materialOf('paint', [0.01, 0.01, 0.012]));
  const body = sculptor.body({ at: [0, at, 0], yaw });
  const h = whale ? 0.34 : 0.36;
  body.oval([0, 0, 0], [0.86, h, h * 0.62], skin).oval([0.12, -h * 0.4, 0], [0.62, h * 0.6, h * 0.52], belly, { k: 0.06 }).limb([-0.6, 0, 0], [-1.02, 0.04, 0], 0.16, 0.06, skin, { k: 0.14 });
  const fin = (foot: [number, number, number], bearing: number, up: number, size: number) => sculptor.leaf([foot[0] * Math.cos(yaw) + foot[2] * Math.sin(yaw), at + foot[1], foot[2] * Math.cos(yaw) - foot[0] * Math.sin(yaw)], [bearing + yaw, up, 0, 0], { width: size * 0.62, length: size, lift: size * 0.2, cup: 0.4, point: 0.3 }, skin);
  if (whale) {
    for (const side of [-1, 1]) {
      body.oval([-1.1, 0.06, side * 0.2], [0.16, 0.03, 0.26], skin, { turn: [0, side * -0.5, 0.2], k: 0.05 });
      body.oval([0.22, -0.2, side * 0.34], [0.14, 0.03, 0.3], skin, { turn: [side * 0.4, side * 0.5, 0], k: 0.05 });
    }
    body.oval([-0.22, h + 0.06, 0], [0.16, 0.16, 0.035], skin, { turn: [0, 0, 0.5], k: 0.06 });
  } else {
    for (const lean of [0.7, -0.7, 0.15]) fin([-0.98, 0.02, 0], -Math.PI / 2, lean, 0.3);
    for (let i = 0; i < 5; i++) fin([0.28 - i * 0.13, h * 0.8, 0], -Math.PI / 2, 1 - i * 0.12, 0.24);
    fin([0.1, -h * 0.8, 0], -Math.PI / 2, -0.9, 0.17);
    for (const side of [-1, 1]) fin([0.3, -0.08, side * h * 0.55], -Math.PI / 2 + side * 0.7, -0.2, 0.19);
  }
  for (const side of [-1, 1]) sculptor.body({ at: [0, at, 0], yaw }).ball([0.6, whale ? 0 : 0.09, side * h * 0.4], whale ? 0.035 : 0.06, ink);
  return { height: at + h + 0.3, length: 2.2 };
}
