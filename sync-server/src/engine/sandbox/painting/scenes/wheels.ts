// Vehicles on wheels.
import { materialOf } from '../material.ts';
import type { Sculptor } from '../sculpt.ts';

export interface Machine {
  height: number;
  length: number;
  /** Rests on water, stands on ground, or hangs in the air. */
  floats: 'ground' | 'water' | 'air';
}

/** Paints and parts at hand. */
export interface Shop {
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

function wheel(s: Shop, x: number, z: number, radius: number): void {
  const side = Math.sign(z);
  s.sculptor
    .body({ yaw: s.yaw })
    .tube([x, radius, z], radius, radius * 0.3, radius * 0.2, s.tyre, { turn: [Math.PI / 2, 0, 0] })
    .tube([x, radius, z + side * radius * 0.14], radius * 0.62, radius * 0.2, 0.01, s.chrome, { turn: [Math.PI / 2, 0, 0] })
    .tube([x, radius, z + side * radius * 0.34], radius * 0.16, radius * 0.03, 0.01, s.tyre, { turn: [Math.PI / 2, 0, 0] });
}

/** A car: half thickness of its waist, half length and height of its cabin. */
export function car(s: Shop, waist: number, sweep: number, roof: number): Machine {
  const body = s.sculptor.body({ yaw: s.yaw });
  body.box([0, 0.36, 0], [1.24, 0.2, 0.52], 0.16, s.paint).box([0.02, 0.46, 0], [1.12, waist * 0.5, 0.5], 0.13, s.paint, { k: 0.08 });
  for (const x of [-0.74, 0.76]) body.tube([x, 0.24, 0], 0.3, 0.9, 0.02, s.tyre, { cut: true, turn: [Math.PI / 2, 0, 0], k: 0.02 });
  s.sculptor
    .body({ yaw: s.yaw })
    .box([-0.16, 0.66, 0], [sweep, roof * 0.44, 0.42], 0.2, s.glass)
    .box([-0.2, 0.66 + roof * 0.42, 0], [sweep * 0.6, 0.035, 0.36], 0.035, s.paint, { k: 0.03 });
  const trim = s.sculptor.body({ yaw: s.yaw });
  for (const side of [-1, 1]) {
    trim
      .limb([0.52, 0.6, side * 0.43], [0.1, 0.66 + roof * 0.4, side * 0.36], 0.028, 0.028, s.paint)
      .limb([-0.2, 0.58, side * 0.45], [-0.2, 0.66 + roof * 0.4, side * 0.37], 0.026, 0.026, s.paint)
      .limb([-0.92, 0.58, side * 0.42], [-0.55, 0.66 + roof * 0.4, side * 0.36], 0.034, 0.034, s.paint);
    trim
      .oval([1.17, 0.42, side * 0.33], [0.07, 0.07, 0.1], s.lamp)
      .oval([-1.2, 0.44, side * 0.36], [0.05, 0.055, 0.1], s.tail)
      .box([0.1, 0.44, side * 0.515], [0.1, 0.014, 0.012], 0.01, s.chrome);
  }
  trim.box([1.23, 0.26, 0], [0.035, 0.05, 0.46], 0.03, s.chrome).box([-1.24, 0.27, 0], [0.035, 0.05, 0.46], 0.03, s.chrome);
  for (const x of [-0.74, 0.76]) for (const side of [-1, 1]) wheel(s, x, side * 0.45, 0.25);
  return { height: 1, length: 2.7, floats: 'ground' };
}

/** A van, bus, camper or truck. */
export function van(s: Shop, name: string): Machine {
  const long = name === 'bus' ? 1.7 : 1.25;
  const body = s.sculptor.body({ yaw: s.yaw });
  if (name === 'truck') body.box([-0.35, 0.78, 0], [0.9, 0.5, 0.52], 0.05, s.second).box([0.85, 0.62, 0], [0.36, 0.42, 0.5], 0.12, s.paint);
  else
    body.box([0, 0.52, 0], [long, 0.34, 0.52], 0.12, s.paint).box([-0.02, 0.96, 0], [long * 0.98, 0.28, 0.5], 0.16, s.second, { k: 0.04 });
  for (const x of [-long * 0.6, long * 0.62]) body.tube([x, 0.24, 0], 0.29, 0.9, 0.02, s.tyre, { cut: true, turn: [Math.PI / 2, 0, 0] });
  const panes = s.sculptor.body({ yaw: s.yaw });
  const count = name === 'bus' ? 5 : name === 'truck' ? 0 : 3;
  for (let i = 0; i < count; i++)
    panes.box([(i - (count - 1) / 2) * ((long * 1.6) / count) - 0.1, 0.95, 0], [(long * 0.66) / count, 0.15, 0.51], 0.04, s.glass);
  panes.box([name === 'truck' ? 1.16 : long - 0.04, name === 'truck' ? 0.78 : 0.94, 0], [0.06, 0.16, 0.42], 0.04, s.glass);
  for (const side of [-1, 1])
    panes
      .tube([name === 'truck' ? 1.2 : long, 0.46, side * 0.34], 0.09, 0.03, 0.02, s.lamp, { turn: [0, 0, Math.PI / 2] })
      .box([-long, 0.5, side * 0.38], [0.02, 0.07, 0.05], 0.01, s.tail);
  panes.box([name === 'truck' ? 1.2 : long + 0.02, 0.24, 0], [0.04, 0.05, 0.48], 0.03, s.chrome);
  for (const x of [-long * 0.6, long * 0.62]) for (const side of [-1, 1]) wheel(s, x, side * 0.46, 0.24);
  return { height: 1.35, length: long * 2.2, floats: 'ground' };
}

/** A steam engine on rails. */
export function train(s: Shop): Machine {
  const body = s.sculptor.body({ yaw: s.yaw });
  body
    .tube([0.35, 0.78, 0], 0.34, 0.95, 0.06, s.paint, { turn: [0, 0, Math.PI / 2] })
    .box([-0.9, 0.9, 0], [0.4, 0.52, 0.42], 0.04, s.paint)
    .box([-0.9, 1.45, 0], [0.5, 0.05, 0.5], 0.03, s.second)
    .box([0.15, 0.42, 0], [1.45, 0.08, 0.4], 0.02, s.second);
  s.sculptor
    .body({ yaw: s.yaw })
    .cone([1, 1.3, 0], 0.1, 0.18, 0.24, s.tyre)
    .oval([0.4, 1.14, 0], [0.16, 0.15, 0.16], s.chrome)
    .tube([1.3, 0.8, 0], 0.12, 0.05, 0.02, s.lamp, { turn: [0, 0, Math.PI / 2] })
    .box([-0.9, 1.1, 0], [0.2, 0.18, 0.43], 0.02, s.glass)
    .wedge([1.55, 0.1, 0], [0.3, 0.28, 0.36], s.tyre);
  for (const x of [-0.95, -0.3, 0.35, 1]) for (const side of [-1, 1]) wheel(s, x, side * 0.38, x > -0.5 && x < 0.9 ? 0.3 : 0.22);
  const rail = s.sculptor.material(materialOf('iron'));
  for (const side of [-1, 1]) s.sculptor.body({ yaw: s.yaw }).box([0, 0.01, side * 0.38], [6, 0.02, 0.03], 0, rail);
  return { height: 1.6, length: 3.2, floats: 'ground' };
}

/** A bicycle or a motorcycle. */
export function cycle(s: Shop, motor: boolean): Machine {
  const r = motor ? 0.36 : 0.42;
  const frame = s.sculptor.body({ yaw: s.yaw });
  for (const x of [-0.66, 0.66]) {
    s.sculptor
      .body({ yaw: s.yaw })
      .ring([x, r, 0], r * 0.9, motor ? 0.085 : 0.03, s.tyre, { turn: [Math.PI / 2, 0, 0] })
      .ring([x, r, 0], r * 0.8, 0.012, s.chrome, { turn: [Math.PI / 2, 0, 0] });
    const spokes = s.sculptor.body({ yaw: s.yaw });
    for (let i = 0; i < 6; i++)
      spokes.limb(
        [x - Math.cos(i * 0.524) * r * 0.82, r - Math.sin(i * 0.524) * r * 0.82, 0],
        [x + Math.cos(i * 0.524) * r * 0.82, r + Math.sin(i * 0.524) * r * 0.82, 0],
        0.007,
        0.007,
        s.chrome
      );
  }
  const t = motor ? 0.05 : 0.028;
  frame
    .limb([-0.66, r, 0], [-0.1, 0.36, 0], t, t, s.paint)
    .limb([-0.1, 0.36, 0], [-0.28, 0.92, 0], t, t, s.paint)
    .limb([-0.1, 0.36, 0], [0.46, 0.86, 0], t, t, s.paint)
    .limb([-0.24, 0.82, 0], [0.46, 0.86, 0], t, t, s.paint)
    .limb([-0.66, r, 0], [-0.24, 0.82, 0], t, t, s.paint)
    .limb([0.66, r, 0], [0.42, 1.02, 0], t, t, s.chrome);
  frame
    .limb([0.42, 1.02, -0.26], [0.42, 1.02, 0.26], 0.022, 0.022, s.chrome)
    .oval([-0.3, 0.97, 0], [motor ? 0.34 : 0.17, 0.045, 0.1], s.tyre);
  if (motor)
    s.sculptor
      .body({ yaw: s.yaw })
      .oval([0.14, 0.86, 0], [0.34, 0.17, 0.16], s.paint)
      .box([-0.02, 0.46, 0], [0.24, 0.2, 0.15], 0.05, s.chrome)
      .limb([0.1, 0.3, 0.16], [-0.75, 0.32, 0.2], 0.05, 0.065, s.chrome)
      .ball([0.56, 0.92, 0], 0.12, s.lamp);
  else frame.tube([-0.1, 0.36, 0.05], 0.1, 0.012, 0.005, s.chrome, { turn: [Math.PI / 2, 0, 0] });
  return { height: 1.15, length: 2.3, floats: 'ground' };
}
