// Palettes out of pixels.
import { describe, expect, it } from 'vitest';
import { paletteOf, written } from './palette.ts';

const pixels = (...areas: [colour: readonly [number, number, number], count: number][]) =>
  new Uint8ClampedArray(areas.flatMap(([colour, count]) => Array.from({ length: count }, () => [...colour, 255]).flat()));

describe('[MOOD-5] palettes', () => {
  it('finds the colours of a picture, the commonest first', () => {
    expect(paletteOf(pixels([[181, 100, 60], 300], [[32, 74, 96], 900], [[238, 230, 214], 600]))).toEqual([
      '#204a60',
      '#eee6d6',
      '#b5643c'
    ]);
  });

  it('takes near colours as one, leaves specks out, and gives the same for the same', () => {
    const picture = pixels([[200, 200, 200], 500], [[204, 203, 202], 400], [[255, 0, 0], 2]);
    expect(paletteOf(picture)).toHaveLength(1);
    expect(paletteOf(picture)).toEqual(paletteOf(picture));
    expect(paletteOf(new Uint8ClampedArray(4 * 50))).toEqual([]);
  });

  it('writes colours as other programs read them', () => {
    expect(written('#b5643c', 'HEX')).toBe('#B5643C');
    expect(written('#b5643c', 'RGB')).toBe('rgb(181 100 60)');
    expect(written('#b5643c', 'HSL')).toBe('hsl(20 50% 47%)');
    expect(written('#808080', 'HSL')).toBe('hsl(0 0% 50%)');
    expect(written('#0000ff', 'HSL')).toBe('hsl(240 100% 50%)');
  });
});
