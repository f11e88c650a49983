// Abstract pictures: folds of silk, slow paint, smoke, paper shapes; light on surfaces that are nothing in particular.
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { PLAIN_PRINT } from '../develop.ts';
import { framing, type Drawn, type Job } from '../job.ts';
import { blend, clamp, ease, fbm2, noise2 } from '../noise.ts';
import type { Probe } from '../canvas.ts';

type Kind = 'silk' | 'fluid' | 'bands' | 'smoke' | 'shapes' | 'gradient';

/** Draws the abstract kind that the prompt names or that suits it. */
export function drawAbstract(job: Job): Drawn {
  const { spec, dice, canvas, scheme } = job;
  const name = spec.things[0]?.name ?? '';
  const kind: Kind =
    (['silk', 'fluid', 'bands', 'smoke', 'shapes', 'gradient'] as const).find((k) => k === name) ??
    dice.pick(['silk', 'fluid', 'silk', 'shapes'] as const);
  const base = scheme.subject;
  const other = spec.colours.find((c) => c !== base) ?? scheme.accent;
  const pale = scheme.second;
  const wide = framing(job) / Math.min(canvas.width, canvas.height);
  const ox = dice.between(0, 80) + job.turn * 0.8;
  const oy = dice.between(0, 80) + job.lift;
  const angle = dice.between(0, Math.PI) + job.turn * 0.3;
  const across = kind === 'silk' ? 3.1 : 2;
  const c = Math.cos(angle) * wide * across;
  const s = Math.sin(angle) * wide * across;
  const t = job.time * 0.8 + job.lightTurn * 0.4;
  const lightAngle = dice.between(0, 6.28) + job.lightTurn;
  const light = { x: Math.cos(lightAngle) * 0.7, y: Math.sin(lightAngle) * 0.7, z: 0.62 };
  const pitch = dice.between(0.8, 1.25);
  const discs = Array.from({ length: dice.whole(6, 9) }, (_, i) => ({
    x: dice.between(-0.85, 0.85),
    y: dice.between(-0.85, 0.85),
    r: dice.between(0.16, 0.5),
    form: dice.pick(['disc', 'half', 'bar', 'ring'] as const),
    turn: dice.between(0, 6.28),
    colour: dice.pick([base, other, pale, mixRgb(base, pale, 0.5), scaleRgb(other, 0.5)]),
    lift: 0.03 + i * 0.012
  }));
  const height = (x: number, y: number): number => {
    if (kind === 'silk') {
      const warp = fbm2(x * 0.55 + t * 0.2, y * 0.55, 2) * 2.6;
      const fold = Math.sin((x * 0.9 + warp * 1.7) * 2.1 * pitch) * 0.5 + Math.sin((x * 0.5 + y * 0.7 + warp) * 3.1) * 0.22;
      return fold * (0.55 + 0.5 * noise2(x * 0.4, y * 0.4)) + fbm2(x * 1.2, y * 0.5, 2) * 0.6;
    }
    const wx = fbm2(x * 1.1 + t * 0.3, y * 1.1, 4);
    const wy = fbm2(x * 1.1 + 5.2, y * 1.1 + t * 0.25, 4);
    return fbm2(x * 0.9 + wx * 2.6, y * 0.9 + wy * 2.6, 4);
  };
  const look = (px: number, py: number, probe: Probe): void => {
    const u = px - canvas.width / 2;
    const v = py - canvas.height / 2;
    probe.thing = 0;
    if (kind === 'shapes') {
      shapes(u * wide * 2, v * wide * 2, probe);
      return;
    }
    const x = u * c - v * s + ox;
    const y = u * s + v * c + oy;
    if (kind === 'gradient') {
      const a = ease(0.2, 0.8, fbm2(x * 0.45 + t * 0.2, y * 0.45, 2));
      const b = ease(0.25, 0.75, fbm2(x * 0.4 + 9, y * 0.4 + t * 0.2, 2));
      const colour = mixRgb(mixRgb(base, pale, a), other, b * 0.7);
      [probe.r, probe.g, probe.b] = colour;
      return;
    }
    const e = 0.012;
    const h = height(x, y);
    const gain = kind === 'silk' ? 0.85 : kind === 'fluid' ? 1.3 : kind === 'smoke' ? 0.14 : 0.9;
    const gx = ((h - height(x + e, y)) / e) * gain;
    const gy = ((h - height(x, y + e)) / e) * gain;
    const n = 1 / Math.sqrt(gx * gx + gy * gy + 1);
    const facing = clamp((gx * light.x + gy * light.y + light.z) * n, 0, 1);
    const half = Math.pow(clamp((gx * light.x * 0.55 + gy * light.y * 0.55 + 0.84) * n, 0, 1), kind === 'silk' ? 16 : 50);
    const hollow = clamp(0.55 + h * 0.6, 0.2, 1.05);
    let colour: Rgb;
    if (kind === 'silk') colour = mixRgb(scaleRgb(base, 0.85), mixRgb(base, pale, 0.12), ease(-0.3, 0.9, h));
    else if (kind === 'fluid') {
      const mixA = ease(0.42, 0.58, h);
      const mixB = ease(0.4, 0.62, fbm2(x * 0.8 + h * 3, y * 0.8, 3));
      colour = mixRgb(mixRgb(scaleRgb(base, 0.55), base, mixA), mixB > 0.5 ? pale : other, ease(0.5, 0.72, h) * 0.85);
    } else if (kind === 'smoke') colour = mixRgb([0.01, 0.011, 0.015], mixRgb(base, pale, 0.4), ease(0.38, 0.78, h));
    else colour = mixRgb(mixRgb(base, other, 0.5 + 0.5 * Math.sin(h * 30)), pale, 0.3 + 0.3 * Math.sin(h * 30 + 2));
    const shine = kind === 'silk' ? 0.26 : kind === 'fluid' ? 0.5 : 0.08;
    const diffuse = (kind === 'silk' ? 0.42 + 0.85 * facing : 0.28 + 0.95 * facing) * (kind === 'smoke' ? 1 : hollow);
    probe.r = colour[0] * diffuse + half * shine;
    probe.g = colour[1] * diffuse + half * shine * 0.97;
    probe.b = colour[2] * diffuse + half * shine * 0.92;
  };
  const shapes = (x: number, y: number, probe: Probe): void => {
    const paper = 0.96 + 0.06 * fbm2(x * 30, y * 30, 2);
    let colour: Rgb = scaleRgb(scheme.backdrop, paper * (1.02 - 0.1 * (x * x + y * y)));
    let thing = 1;
    discs.forEach((d, i) => {
      // every sheet throws a soft shadow on those beneath
      const cast = inside(d, x - d.lift * light.x * -1.6 + t * 0.02, y - d.lift * light.y * -1.6);
      const dim = 1 - 0.42 * ease(0.05, -0.05, cast);
      colour = scaleRgb(colour, dim);
      if (inside(d, x, y) < 0) {
        colour = scaleRgb(d.colour, paper * (0.92 + 0.12 * (x * light.x + y * light.y)));
        thing = i + 2;
      }
    });
    [probe.r, probe.g, probe.b] = colour;
    probe.thing = thing;
  };
  canvas.adaptive(look, 0.05, job.fine);
  const words: Record<Kind, string> = {
    silk: 'Folds of silk',
    fluid: 'Flowing paint',
    bands: 'Bands of colour',
    smoke: 'Drifting smoke',
    shapes: 'Cut paper shapes',
    gradient: 'Soft fields of colour'
  };
  return { print: { ...PLAIN_PRINT, contrast: 1.08, vignette: 0.22, bloom: 0.06 }, scene: words[kind] };
}

interface Sheet {
  x: number;
  y: number;
  r: number;
  form: 'disc' | 'half' | 'bar' | 'ring';
  turn: number;
}

/** Distance to the edge of a paper shape, negative inside. */
function inside(d: Sheet, px: number, py: number): number {
  const x = (px - d.x) * Math.cos(d.turn) + (py - d.y) * Math.sin(d.turn);
  const y = (py - d.y) * Math.cos(d.turn) - (px - d.x) * Math.sin(d.turn);
  const r = Math.hypot(x, y);
  switch (d.form) {
    case 'half':
      return Math.max(r - d.r, y);
    case 'bar':
      return Math.max(Math.abs(x) - d.r * 1.5, Math.abs(y) - d.r * 0.3);
    case 'ring':
      return Math.abs(r - d.r * 0.8) - d.r * 0.22;
    default:
      return blend(r - d.r, 0, 0);
  }
}
