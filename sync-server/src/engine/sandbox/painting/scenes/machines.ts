// Vehicles as simple models: clean volumes, real wheels, glass and lamps.
import { materialOf } from '../material.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import type { Dice } from '../random.ts';
import type { Sculptor } from '../sculpt.ts';

export interface Machine {
  height: number;
  length: number;
  /** Rests on water, stands on ground, or hangs in the air. */
  floats: 'ground' | 'water' | 'air';
}

interface Shop {
  sculptor: Sculptor;
  yaw: number;
  paint: number;
  second: number;
  glass: number;
  tyre: number;
  chrome: number;
  lamp: number;
  tail: number;
}

/** Builds the vehicle of that name, nose towards +x. */
export function makeMachine(sculptor: Sculptor, name: string, colour: Rgb, accent: Rgb, material: string | undefined, night: boolean, yaw: number, dice: Dice): Machine {
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

function wheel(s: Shop, x: number, z: number, radius: number): void {
  const side = Math.sign(z);
  s.sculptor.body({ yaw: s.yaw }).tube([x, radius, z], radius, radius * 0.3, radius * 0.2, s.tyre, { turn: [Math.PI / 2, 0, 0] }).tube([x, radius, z + side * radius * 0.14], radius * 0.62, radius * 0.2, 0.01, s.chrome, { turn: [Math.PI / 2, 0, 0] }).tube([x, radius, z + side * radius * 0.34], radius * 0.16, radius * 0.03, 0.01, s.tyre, { turn: [Math.PI / 2, 0, 0] });
}

function car(s: Shop, waist: number, sweep: number, roof: number): Machine {
  const body = s.sculptor.body({ yaw: s.yaw });
  body.box([0, 0.36, 0], [1.24, 0.2, 0.52], 0.16, s.paint).box([0.02, 0.46, 0], [1.12, waist * 0.5, 0.5], 0.13, s.paint, { k: 0.08 });
  for (const x of [-0.74, 0.76]) body.tube([x, 0.24, 0], 0.3, 0.9, 0.02, s.tyre, { cut: true, turn: [Math.PI / 2, 0, 0], k: 0.02 });
  s.sculptor.body({ yaw: s.yaw }).box([-0.16, 0.66, 0], [sweep, roof * 0.44, 0.42], 0.2, s.glass).box([-0.2, 0.66 + roof * 0.42, 0], [sweep * 0.6, 0.035, 0.36], 0.035, s.paint, { k: 0.03 });
  const trim = s.sculptor.body({ yaw: s.yaw });
  for (const side of [-1, 1]) {
    trim.limb([0.52, 0.6, side * 0.43], [0.1, 0.66 + roof * 0.4, side * 0.36], 0.028, 0.028, s.paint).limb([-0.2, 0.58, side * 0.45], [-0.2, 0.66 + roof * 0.4, side * 0.37], 0.026, 0.026, s.paint).limb([-0.92, 0.58, side * 0.42], [-0.55, 0.66 + roof * 0.4, side * 0.36], 0.034, 0.034, s.paint);
    trim.oval([1.17, 0.42, side * 0.33], [0.07, 0.07, 0.1], s.lamp).oval([-1.2, 0.44, side * 0.36], [0.05, 0.055, 0.1], s.tail).box([0.1, 0.44, side * 0.515], [0.1, 0.014, 0.012], 0.01, s.chrome);
  }
  trim.box([1.23, 0.26, 0], [0.035, 0.05, 0.46], 0.03, s.chrome).box([-1.24, 0.27, 0], [0.035, 0.05, 0.46], 0.03, s.chrome);
  for (const x of [-0.74, 0.76]) for (const side of [-1, 1]) wheel(s, x, side * 0.45, 0.25);
  return { height: 1, length: 2.7, floats: 'ground' };
}

function van(s: Shop, name: string): Machine {
  const long = name === 'bus' ? 1.7 : 1.25;
  const body = s.sculptor.body({ yaw: s.yaw });
  if (name === 'truck') body.box([-0.35, 0.78, 0], [0.9, 0.5, 0.52], 0.05, s.second).box([0.85, 0.62, 0], [0.36, 0.42, 0.5], 0.12, s.paint);
  else body.box([0, 0.52, 0], [long, 0.34, 0.52], 0.12, s.paint).box([-0.02, 0.96, 0], [long * 0.98, 0.28, 0.5], 0.16, s.second, { k: 0.04 });
  for (const x of [-long * 0.6, long * 0.62]) body.tube([x, 0.24, 0], 0.29, 0.9, 0.02, s.tyre, { cut: true, turn: [Math.PI / 2, 0, 0] });
  const panes = s.sculptor.body({ yaw: s.yaw });
  const count = name === 'bus' ? 5 : name === 'truck' ? 0 : 3;
  for (let i = 0; i < count; i++) panes.box([(i - (count - 1) / 2) * ((long * 1.6) / count) - 0.1, 0.95, 0], [(long * 0.66) / count, 0.15, 0.51], 0.04, s.glass);
  panes.box([name === 'truck' ? 1.16 : long - 0.04, name === 'truck' ? 0.78 : 0.94, 0], [0.06, 0.16, 0.42], 0.04, s.glass);
  for (const side of [-1, 1]) panes.tube([name === 'truck' ? 1.2 : long, 0.46, side * 0.34], 0.09, 0.03, 0.02, s.lamp, { turn: [0, 0, Math.PI / 2] }).box([-long, 0.5, side * 0.38], [0.02, 0.07, 0.05], 0.01, s.tail);
  panes.box([name === 'truck' ? 1.2 : long + 0.02, 0.24, 0], [0.04, 0.05, 0.48], 0.03, s.chrome);
  for (const x of [-long * 0.6, long * 0.62]) for (const side of [-1, 1]) wheel(s, x, side * 0.46, 0.24);
  return { height: 1.35, length: long * 2.2, floats: 'ground' };
}

function boat(s: Shop, sails: boolean, dice: Dice): Machine {
  const hull = s.sculptor.body({ yaw: s.yaw });
  const wood = s.sculptor.material(materialOf('wood'));
  hull.oval([0, 0.3, 0], [1.3, 0.5, 0.46], s.paint).box([0, 0.86, 0], [2, 0.5, 1], 0, s.paint, { cut: true }).oval([-0.05, 0.46, 0], [1.08, 0.4, 0.36], wood, { cut: true, k: 0.02 });
  s.sculptor.body({ yaw: s.yaw }).box([-0.35, 0.26, 0], [0.1, 0.02, 0.38], 0.01, wood).box([0.35, 0.26, 0], [0.1, 0.02, 0.34], 0.01, wood);
  if (!sails) {
    s.sculptor.body({ yaw: s.yaw }).limb([0.1, 0.36, 0.3], [-0.7, 0.12, 1.15], 0.025, 0.025, wood).limb([0.1, 0.36, -0.3], [-0.7, 0.12, -1.15], 0.025, 0.025, wood);
    return { height: 0.95, length: 2.9, floats: 'water' };
  }
  const cloth = s.sculptor.material(materialOf('paper', [0.86, 0.83, 0.76], { soft: 0.4 }));
  const c = Math.cos(s.yaw);
  const n = Math.sin(s.yaw);
  const place = (x: number, y: number, z: number) => [c * x + n * z, y, c * z - n * x] as const;
  s.sculptor.body({ yaw: s.yaw }).limb([0.1, 0.2, 0], [0.1, 2.7, 0], 0.035, 0.02, wood).limb([0.1, 0.6, 0], [-1, 0.64, 0.08], 0.022, 0.018, wood);
  const belly = dice.between(0.1, 0.2);
  // sails as thin gables bent by their own thickness: simple, and right from afar
  s.sculptor.body({ at: place(0.06, 0.66, 0), yaw: s.yaw + 0.08 }).wedge([-0.02, 0, 0], [1, 1.98, 0.012], cloth).box([1, 1, 0], [1, 2, 1], 0, cloth, { cut: true }).ball([-0.4, 0.5, 3.1 + belly], 3.1, cloth, { cut: true, k: 0.02 });
  s.sculptor.body({ at: place(0.16, 0.5, 0), yaw: s.yaw - 0.1 }).wedge([0, 0, 0], [0.95, 1.75, 0.012], s.second).box([-1, 1, 0], [1, 2, 1], 0, s.second, { cut: true });
  return { height: 2.8, length: 2.9, floats: 'water' };
}

function ship(s: Shop): Machine {
  const hull = s.sculptor.body({ yaw: s.yaw });
  hull.oval([0, 0.4, 0], [2, 0.75, 0.5], s.paint).box([0, 1.2, 0], [3, 0.66, 1], 0, s.paint, { cut: true });
  s.sculptor.body({ yaw: s.yaw }).box([-0.2, 0.7, 0], [1.1, 0.17, 0.34], 0.03, s.second).box([-0.25, 1, 0], [0.8, 0.14, 0.28], 0.03, s.second).box([0.2, 1.25, 0], [0.22, 0.12, 0.26], 0.03, s.second);
  const rows = s.sculptor.body({ yaw: s.yaw });
  for (let i = -4; i <= 4; i++) rows.box([i * 0.22 - 0.2, 0.72, 0], [0.06, 0.05, 0.345], 0.01, s.glass);
  for (const x of [-0.7, -0.3]) s.sculptor.body({ yaw: s.yaw }).tube([x, 1.34, 0], 0.13, 0.28, 0.01, s.paint, { turn: [0, 0, 0.12] }).tube([x - 0.03, 1.58, 0], 0.134, 0.05, 0.01, s.tyre, { turn: [0, 0, 0.12] });
  return { height: 1.9, length: 4.2, floats: 'water' };
}

function plane(s: Shop): Machine {
  const y = 1.2;
  const body = s.sculptor.body({ yaw: s.yaw });
  body.oval([0, y, 0], [1.5, 0.24, 0.24], s.second).limb([-0.9, y + 0.04, 0], [-1.5, y + 0.14, 0], 0.16, 0.06, s.second, { k: 0.1 });
  body.oval([0.1, y - 0.05, 0], [0.3, 0.035, 1.5], s.paint, { k: 0.06 }).oval([-1.34, y + 0.12, 0], [0.17, 0.025, 0.5], s.paint, { k: 0.03 }).oval([-1.36, y + 0.36, 0], [0.19, 0.3, 0.03], s.paint, { k: 0.04, turn: [0, 0, 0.3] });
  const more = s.sculptor.body({ yaw: s.yaw });
  for (const side of [-1, 1]) more.limb([0.32, y - 0.19, side * 0.55], [-0.06, y - 0.19, side * 0.55], 0.095, 0.085, s.chrome);
  more.oval([1.12, y + 0.1, 0], [0.2, 0.09, 0.17], s.glass);
  for (let i = 0; i < 8; i++) more.box([0.75 - i * 0.2, y + 0.06, 0], [0.035, 0.04, 0.245], 0.02, s.glass);
  return { height: 1.75, length: 3.3, floats: 'air' };
}

function train(s: Shop): Machine {
  const body = s.sculptor.body({ yaw: s.yaw });
  body.tube([0.35, 0.78, 0], 0.34, 0.95, 0.06, s.paint, { turn: [0, 0, Math.PI / 2] }).box([-0.9, 0.9, 0], [0.4, 0.52, 0.42], 0.04, s.paint).box([-0.9, 1.45, 0], [0.5, 0.05, 0.5], 0.03, s.second).box([0.15, 0.42, 0], [1.45, 0.08, 0.4], 0.02, s.second);
  s.sculptor.body({ yaw: s.yaw }).cone([1, 1.3, 0], 0.1, 0.18, 0.24, s.tyre).oval([0.4, 1.14, 0], [0.16, 0.15, 0.16], s.chrome).tube([1.3, 0.8, 0], 0.12, 0.05, 0.02, s.lamp, { turn: [0, 0, Math.PI / 2] }).box([-0.9, 1.1, 0], [0.2, 0.18, 0.43], 0.02, s.glass).wedge([1.55, 0.1, 0], [0.3, 0.28, 0.36], s.tyre);
  for (const x of [-0.95, -0.3, 0.35, 1]) for (const side of [-1, 1]) wheel(s, x, side * 0.38, x > -0.5 && x < 0.9 ? 0.3 : 0.22);
  const rail = s.sculptor.material(materialOf('iron'));
  for (const side of [-1, 1]) s.sculptor.body({ yaw: s.yaw }).box([0, 0.01, side * 0.38], [6, 0.02, 0.03], 0, rail);
  return { height: 1.6, length: 3.2, floats: 'ground' };
}

function cycle(s: Shop, motor: boolean): Machine {
  const r = motor ? 0.36 : 0.42;
  const frame = s.sculptor.body({ yaw: s.yaw });
  for (const x of [-0.66, 0.66]) {
    s.sculptor.body({ yaw: s.yaw }).ring([x, r, 0], r * 0.9, motor ? 0.085 : 0.03, s.tyre, { turn: [Math.PI / 2, 0, 0] }).ring([x, r, 0], r * 0.8, 0.012, s.chrome, { turn: [Math.PI / 2, 0, 0] });
    const spokes = s.sculptor.body({ yaw: s.yaw });
    for (let i = 0; i < 6; i++) spokes.limb([x - Math.cos(i * 0.524) * r * 0.82, r - Math.sin(i * 0.524) * r * 0.82, 0], [x + Math.cos(i * 0.524) * r * 0.82, r + Math.sin(i * 0.524) * r * 0.82, 0], 0.007, 0.007, s.chrome);
  }
  const t = motor ? 0.05 : 0.028;
  frame.limb([-0.66, r, 0], [-0.1, 0.36, 0], t, t, s.paint).limb([-0.1, 0.36, 0], [-0.28, 0.92, 0], t, t, s.paint).limb([-0.1, 0.36, 0], [0.46, 0.86, 0], t, t, s.paint).limb([-0.24, 0.82, 0], [0.46, 0.86, 0], t, t, s.paint).limb([-0.66, r, 0], [-0.24, 0.82, 0], t, t, s.paint).limb([0.66, r, 0], [0.42, 1.02, 0], t, t, s.chrome);
  frame.limb([0.42, 1.02, -0.26], [0.42, 1.02, 0.26], 0.022, 0.022, s.chrome).oval([-0.3, 0.97, 0], [motor ? 0.34 : 0.17, 0.045, 0.1], s.tyre);
  if (motor) s.sculptor.body({ yaw: s.yaw }).oval([0.14, 0.86, 0], [0.34, 0.17, 0.16], s.paint).box([-0.02, 0.46, 0], [0.24, 0.2, 0.15], 0.05, s.chrome).limb([0.1, 0.3, 0.16], [-0.75, 0.32, 0.2], 0.05, 0.065, s.chrome).ball([0.56, 0.92, 0], 0.12, s.lamp);
  else frame.tube([-0.1, 0.36, 0.05], 0.1, 0.012, 0.005, s.chrome, { turn: [Math.PI / 2, 0, 0] });
  return { height: 1.15, length: 2.3, floats: 'ground' };
}

function rocket(s: Shop): Machine {
  const body = s.sculptor.body({ yaw: s.yaw });
  body.lathe([0, 0.35, 0], [[0.2, 0], [0.32, 0.25], [0.4, 0.8], [0.36, 1.4], [0.2, 1.9], [0.03, 2.25]], 0, s.second);
  body.lathe([0, 2.02, 0], [[0.27, 0], [0.17, 0.3], [0.03, 0.62]], 0, s.paint);
  for (let i = 0; i < 3; i++) {
    const a = (i * Math.PI * 2) / 3 + 0.5;
    body.oval([Math.cos(a) * 0.44, 0.5, Math.sin(a) * 0.44], [0.3, 0.46, 0.045], s.paint, { turn: [0, -a, 0], k: 0.05 });
  }
  s.sculptor.body({ yaw: s.yaw }).tube([0, 1.55, 0.35], 0.13, 0.05, 0.02, s.chrome, { turn: [Math.PI / 2, 0, 0] }).ball([0, 1.55, 0.36], 0.095, s.glass).cone([0, 0.26, 0], 0.24, 0.16, 0.12, s.tyre);
  const flame = s.sculptor.material(materialOf('lamp', [1, 0.5, 0.12], { glow: 4 }));
  s.sculptor.body().cone([0, 0.02, 0], 0.02, 0.16, 0.14, flame);
  return { height: 2.7, length: 1.7, floats: 'air' };
}

function balloon(s: Shop, colour: Rgb, accent: Rgb): Machine {
  const y = 1.9;
  // gores in two colours
  const silk = s.sculptor.material(materialOf('silk', colour, { texture: 'gores', second: accent, pitch: 8, strength: 1, gloss: 0.2 }));
  s.sculptor.body({ relief: [2, 0.035, 16] }).lathe([0, y - 1.1, 0], [[0.2, 0], [0.55, 0.5], [0.98, 1.2], [0.96, 1.75], [0.55, 2.2], [0.05, 2.32]], 0, silk);
  const basket = s.sculptor.material(materialOf('straw', scaleRgb([0.6, 0.4, 0.2], 0.8)));
  s.sculptor.body().box([0, 0.2, 0], [0.2, 0.16, 0.2], 0.04, basket);
  for (const x of [-0.17, 0.17]) for (const z of [-0.17, 0.17]) s.sculptor.body().limb([x, 0.34, z], [x * 1.1, 0.85, z * 1.1], 0.01, 0.01, s.tyre);
  return { height: 3.2, length: 2.4, floats: 'air' };
}

function submarine(s: Shop): Machine {
  s.sculptor.body({ at: [0, 0.35, 0], yaw: s.yaw }).oval([0, 0, 0], [1.35, 0.46, 0.46], s.paint).tube([0.1, 0.5, 0], 0.26, 0.24, 0.08, s.paint, { k: 0.08 }).limb([0.1, 0.7, 0], [0.1, 1.05, 0], 0.04, 0.04, s.chrome).limb([0.1, 1.05, 0], [0.3, 1.05, 0], 0.04, 0.05, s.chrome, { k: 0.03 });
  for (let i = 0; i < 3; i++) s.sculptor.body({ at: [0, 0.35, 0], yaw: s.yaw }).tube([0.6 - i * 0.42, 0.1, 0.43], 0.12, 0.05, 0.02, s.chrome, { turn: [Math.PI / 2, 0, 0] }).ball([0.6 - i * 0.42, 0.1, 0.44], 0.085, s.glass);
  return { height: 1.5, length: 2.9, floats: 'water' };
}

function saucer(s: Shop): Machine {
  s.sculptor.body({ at: [0, 1.5, 0] }).oval([0, 0, 0], [1.3, 0.2, 1.3], s.chrome).oval([0, 0.16, 0], [0.5, 0.4, 0.5], s.glass);
  for (let i = 0; i < 10; i++) s.sculptor.body({ at: [0, 1.5, 0] }).ball([Math.cos(i * 0.628) * 1.05, -0.08, Math.sin(i * 0.628) * 1.05], 0.06, s.sculptor.material(materialOf('lamp', mixRgb([0.4, 1, 0.8], [1, 0.8, 0.4], (i % 2) * 0.8), { glow: 3 })));
  return { height: 2.2, length: 3, floats: 'air' };
}
