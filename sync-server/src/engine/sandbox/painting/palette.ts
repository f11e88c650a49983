// Colour schemes that go together, and how the prompt's own colours take their places in them.
import { hex, mixRgb, saturate, scaleRgb, turnHue, type Rgb } from './colour.ts';
import { materialOf } from './material.ts';
import type { PaletteKind, SceneSpec } from './words.ts';
import type { Dice } from './random.ts';
import { wallFor } from './walls.ts';

export interface Scheme {
  subject: Rgb;
  /** Pale supporting colour: plinths, linen, skin of walls. */
  second: Rgb;
  accent: Rgb;
  backdrop: Rgb;
  floor: Rgb;
}

type Row = readonly [subject: string, second: string, accent: string, backdrop: string, floor: string, tags: string];

const ROWS: readonly Row[] = [
  ['#b8582c', '#dcd2c0', '#8d7b5a', '#d9cdb6', '#d2c5ad', 'warm earthy'],
  ['#a8322a', '#ece2da', '#d88d7c', '#dba99a', '#d7a596', 'warm vivid'],
  ['#d5602a', '#d8c190', '#8f2f1f', '#17303a', '#1b343d', 'dark'],
  ['#e0a67e', '#f1e3d0', '#5a97b3', '#d79a78', '#e0c3a4', 'warm pastel'],
  ['#d4512a', '#efe6d8', '#2f6f6a', '#4a867d', '#4f857c', 'vivid'],
  ['#dc951e', '#efebe1', '#22605f', '#e3dece', '#ded8c8', 'vivid warm'],
  ['#2a4fa8', '#ebe6dc', '#dd9a33', '#c6d0da', '#c3ccd4', 'cool vivid'],
  ['#74896a', '#e6dece', '#b86b45', '#c6cdb9', '#c5c9b6', 'earthy cool'],
  ['#d98e86', '#f3e7de', '#7e4a55', '#edd4c8', '#eacfc1', 'pastel warm'],
  ['#2d333f', '#dad5cb', '#b98a48', '#9aa0a6', '#a0a4a7', 'mono cool'],
  ['#ece4d8', '#c9bba6', '#3a2018', '#a9371f', '#8f2d1b', 'vivid warm'],
  ['#6d3050', '#e4d2c6', '#d8a04a', '#33202f', '#382433', 'dark'],
  ['#3f7f86', '#e9e3d6', '#d37c4f', '#d8d4c4', '#d3cdbb', 'cool earthy'],
  ['#a9b8d6', '#f2eef0', '#e5b7ac', '#d5dcea', '#d9dee8', 'pastel cool'],
  ['#8a6a4a', '#e9dfcf', '#54614a', '#bba98e', '#b7a58a', 'earthy mono']
];

/** The scheme of a picture: a fitting row, tuned to the palette word, with the prompt's colours in their places. */
export function schemeFor(spec: SceneSpec, dice: Dice): Scheme {
  const tag = spec.palette === 'free' ? (spec.light === 'low-key' || spec.light === 'candle' ? 'dark' : '') : spec.palette;
  const fitting = ROWS.filter((row) => (tag === '' ? !row[5].includes('dark') : row[5].includes(tag)));
  const [a, b, c, d, e] = dice.pick(fitting.length > 0 ? fitting : ROWS);
  let scheme: Scheme = { subject: hex(a), second: hex(b), accent: hex(c), backdrop: hex(d), floor: hex(e) };
  scheme = mapScheme(scheme, (colour) => tuned(turnHue(colour, dice.between(-0.08, 0.08)), spec.palette));
  const lead = spec.things[0];
  const named = lead?.colour ?? spec.colours[0] ?? (lead?.material ? materialOf(lead.material).colour : undefined);
  if (named) {
    scheme = { ...scheme, subject: named };
  }
  const wall = wallFor(spec, scheme.subject, scheme.backdrop, dice.fork('wall'));
  if (wall !== scheme.backdrop) scheme = { ...scheme, backdrop: wall, floor: scaleRgb(wall, 0.94) };
  const other = spec.colours.find((colour) => colour !== named);
  if (other) scheme = { ...scheme, accent: other };
  if (spec.palette === 'mono') {
    const base = saturate(scheme.subject, 0.8);
    scheme = {
      subject: base,
      second: mixRgb(base, [0.85, 0.84, 0.82], 0.75),
      accent: scaleRgb(base, 0.45),
      backdrop: mixRgb(base, [0.7, 0.69, 0.67], 0.6),
      floor: mixRgb(base, [0.7, 0.69, 0.67], 0.55)
    };
  }
  if (spec.backdrop) scheme = { ...scheme, backdrop: spec.backdrop, floor: mixRgb(spec.backdrop, scheme.floor, 0.15) };
  return scheme;
}

function mapScheme(s: Scheme, change: (colour: Rgb) => Rgb): Scheme {
  return {
    subject: change(s.subject),
    second: change(s.second),
    accent: change(s.accent),
    backdrop: change(s.backdrop),
    floor: change(s.floor)
  };
}

/** A colour tuned to a palette word. */
function tuned(colour: Rgb, palette: PaletteKind): Rgb {
  switch (palette) {
    case 'pastel':
      return mixRgb(saturate(colour, 0.85), [0.86, 0.82, 0.8], 0.42);
    case 'vivid':
      return saturate(colour, 1.35);
    case 'earthy':
      return mixRgb(saturate(colour, 0.75), [0.3, 0.2, 0.11], 0.14);
    case 'dark':
      return scaleRgb(colour, 0.7);
    case 'cool':
      return mixRgb(colour, [0.35, 0.5, 0.65], 0.16);
    case 'warm':
      return mixRgb(colour, [0.75, 0.45, 0.25], 0.14);
    default:
      return colour;
  }
}
