// The sandbox's answers in words: a fuller prompt, and a description of a picture's light and colours.
import { hashText } from '../painting/random.ts';
import { luma, type Raster } from './raster.ts';

const manners: Record<string, readonly string[]> = {
  default: ['balanced composition', 'soft natural light', 'fine detail'],
  artistic: ['expressive brushwork', 'bold shapes and a limited palette', 'painterly texture'],
  photographic: ['50 mm lens, shallow depth of field', 'soft window light from the left', 'natural film grain'],
  technical: ['even studio light, no shadows across the subject', 'orthographic view, crisp edges', 'neutral grey background'],
  anime: ['clean ink lines and flat colours', 'large soft highlights', 'painted sky in the background'],
  realistic: ['true-to-life materials and proportions', 'physically plausible light', 'quiet, unposed moment']
};
const light = ['soft window light', 'low golden light', 'overcast, even light', 'warm late-afternoon light', 'cool morning light'];
const frames = [
  'centred with room to breathe',
  'off-centre, following the thirds',
  'close enough to see the texture',
  'wide, with its surroundings'
];
const motions = [
  'the camera pushes in slowly',
  'a slow orbit to the right',
  'the camera tilts up gently',
  'a slow pull-out reveals the place'
];

/** The text in a form that the painter, and models, can do more with: what is missing is added, what is there stays. */
export function optimised(text: string, style: string, mode: string): string {
  const wish = text.trim().replace(/[\s.]+$/, '') || 'A quiet still life with a vase and dried branches';
  const chance = hashText(wish);
  const pick = (choices: readonly string[], turn: number) => choices[(chance >>> turn) % choices.length] ?? '';
  const parts = [wish];
  if (!/\b(light|lit|sun|sunset|dawn|dusk|night|neon|candle|golden hour)\b/i.test(wish)) parts.push(pick(light, 3));
  if (!/\b(close[- ]?up|wide|macro|aerial|centred|portrait of|full[- ]body)\b/i.test(wish)) parts.push(pick(frames, 7));
  parts.push(...(manners[style] ?? manners.default ?? []));
  if (mode === 'video') parts.push(pick(motions, 11), 'one continuous shot, steady pace');
  return `${parts.join(', ')}.`;
}

const hues = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'];

/** Format, light and colours of a picture in one sentence; what it shows cannot be told by rules. */
export function captioned(raster: Raster): string {
  const { width, height, rgb } = raster;
  const counts = new Map<string, number>();
  let sum = 0;
  let square = 0;
  let samples = 0;
  for (let i = 0; i < rgb.length; i += 30, samples++) {
    const value = luma(rgb, i);
    sum += value;
    square += value * value;
    const name = nameOf(rgb[i]!, rgb[i + 1] ?? 0, rgb[i + 2] ?? 0);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const mean = sum / samples;
  const spread = Math.sqrt(Math.max(0, square / samples - mean * mean));
  const [first = 'grey', second] = [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const format = width > height * 1.1 ? 'landscape' : height > width * 1.1 ? 'portrait' : 'square';
  const brightness = mean > 165 ? 'bright' : mean < 85 ? 'dark' : 'mid-toned';
  const contrast = spread > 62 ? 'strong contrast' : spread < 32 ? 'soft, even light' : 'gentle contrast';
  return `A ${brightness} ${format}-format picture in ${first}${second ? ` and ${second}` : ''}, with ${contrast}.`;
}

function nameOf(r: number, g: number, b: number): string {
  const most = Math.max(r, g, b);
  const chroma = most - Math.min(r, g, b);
  if (chroma < 22) return most > 215 ? 'white' : most < 45 ? 'black' : 'grey';
  const sector = most === r ? (g - b) / chroma : most === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
  const degrees = (sector * 60 + 360) % 360;
  if (degrees < 50 && most < 150) return 'brown';
  if (degrees < 60 && chroma < 70) return 'beige';
  const bounds = [18, 42, 68, 155, 195, 255, 290, 345];
  const at = bounds.findIndex((bound) => degrees < bound);
  return hues[at < 0 ? 0 : at] ?? 'grey';
}
