// What hangs behind a subject nobody described: it must not compete with it.
import { describe, expect, it } from 'vitest';
import { brightness, hex, toDisplay, type Rgb } from './colour.ts';
import { Dice } from './random.ts';
import { wallFor } from './walls.ts';
import { readPrompt } from './words.ts';
import { schemeFor } from './palette.ts';

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

/** Difference between the strongest and the weakest display value, 0 to 1. */
function colourfulness(colour: Rgb): number {
  const shown = colour.map(toDisplay);
  return Math.max(...shown) - Math.min(...shown);
}

function wall(prompt: string, seed: number): Rgb {
  const spec = readPrompt(prompt, seed);
  return schemeFor(spec, new Dice(spec.seed).fork('scheme')).backdrop;
}

describe('walls', () => {
  it.each(['white teapot in a studio', 'terracotta carafe', 'red car', 'a cat', 'portrait of a woman'])(
    '[ENG-2] sets "%s" before a calm wall, whatever the seed',
    (prompt) => {
      for (const seed of SEEDS) expect(colourfulness(wall(prompt, seed))).toBeLessThan(0.22);
    }
  );

  it('[ENG-2] keeps the backdrop named, and walls as vivid as the palette asked for', () => {
    for (const seed of SEEDS) expect(wall('a vase, red wall', seed)).toEqual(wall('a vase, red wall', 0));
    expect(Math.max(...SEEDS.map((seed) => colourfulness(wall('a vase, vivid colours', seed))))).toBeGreaterThan(0.3);
  });

  it('[ENG-2] keeps a subject apart from its wall', () => {
    const spec = readPrompt('a vase', 1);
    for (const subject of ['#ffffff', '#d8cfc0', '#8a8a8a', '#101010'].map(hex)) {
      for (const seed of SEEDS) {
        const behind = wallFor(spec, subject, hex('#ff0000'), new Dice(seed));
        expect(Math.abs(Math.sqrt(brightness(behind)) - Math.sqrt(brightness(subject)))).toBeGreaterThan(0.1);
      }
    }
  });
});
