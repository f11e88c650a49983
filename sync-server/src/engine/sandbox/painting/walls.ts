// What hangs behind a subject when the prompt does not say: calm cloth, plaster and paper that leave the stage to it.
import { brightness, hex, saturate, turnHue, type Rgb } from './colour.ts';
import type { SceneKind } from './lexicon.ts';
import type { Dice } from './random.ts';
import type { SceneSpec } from './words.ts';

/** Linen, plaster, grey card and warm neutrals. */
const CALM = ['#d9cdb6', '#e0d8ca', '#cbc3b6', '#c3c2bf', '#d3c8b8', '#bfb4a2', '#d6cfc6', '#a9a49d', '#b7b9b8'];
/** Deep and muted: slate, umber, dusk blue, moss, clay, oxblood turned to brown. */
const DEEP = ['#4c575c', '#5a5049', '#49525e', '#585b52', '#6d584d', '#5c4644', '#465656'];

/** How often a kind of picture is set before a deep tone; kinds that are missing here keep the wall of their scheme. */
const DEEP_SHARE: Readonly<Partial<Record<SceneKind, number>>> = {
  'still-life': 0.14,
  food: 0.16,
  vehicle: 0.2,
  animal: 0.2,
  flower: 0.4,
  portrait: 0.4
};

/** The wall behind a subject; `own` is what its colour scheme would have chosen. */
export function wallFor(spec: SceneSpec, subject: Rgb, own: Rgb, dice: Dice): Rgb {
  const share = DEEP_SHARE[spec.kind];
  // whoever asks for vivid colour shall have it, and dark schemes bring quiet walls of their own
  if (share === undefined || spec.palette === 'vivid' || spec.palette === 'dark') return own;
  if (spec.palette === 'free' && (spec.light === 'low-key' || spec.light === 'candle' || spec.light === 'neon')) return own;
  if (spec.palette !== 'free') return saturate(own, 0.6);
  const shelf = dice.chance(share) ? DEEP : CALM;
  const apart = (wall: Rgb) => Math.abs(Math.sqrt(brightness(wall)) - Math.sqrt(brightness(subject)));
  const first = turnHue(hex(dice.pick(shelf)), dice.between(-0.05, 0.05));
  if (apart(first) > 0.12) return first;
  // a subject as light as its wall would be lost: the wall gives way
  const all = [...CALM, ...DEEP].map(hex).filter((wall) => apart(wall) > 0.12 && apart(wall) < 0.45);
  return all.length > 0 ? dice.pick(all) : first;
}
