// Styles: all forty are there, and each is a real treatment of pixels.
import { describe, expect, it } from 'vitest';
import { paint } from './paint.ts';
import { STYLES, findStyles, stylise } from './style.ts';

const picture = paint({ prompt: 'woman in a red hat', width: 400, height: 500, seed: 2, quality: 'video' });

describe('stylise', () => {
  it('[ENG-2] knows forty styles', () => {
    expect(STYLES).toHaveLength(40);
    expect(new Set(STYLES).size).toBe(40);
  });

  it.each(STYLES.map((style) => [style]))('[ENG-2] treats pixels: %s', (style) => {
    const before = picture.rgb.slice();
    const after = stylise(picture.rgb, picture.width, picture.height, style, 3);
    expect(picture.rgb).toEqual(before);
    expect(after.length).toBe(before.length);
    expect(after).not.toEqual(before);
    expect(stylise(picture.rgb, picture.width, picture.height, style, 3)).toEqual(after);
  });

  it('[ENG-2] makes monochrome grey and sepia brown', () => {
    const grey = stylise(picture.rgb, picture.width, picture.height, 'monochrome', 1);
    for (let i = 0; i < grey.length; i += 300) expect(Math.abs(grey[i]! - grey[i + 2]!)).toBeLessThanOrEqual(1);
    const brown = stylise(picture.rgb, picture.width, picture.height, 'sepia', 1);
    let warm = 0;
    for (let i = 0; i < brown.length; i += 3) warm += brown[i]! - brown[i + 2]!;
    expect(warm / (brown.length / 3)).toBeGreaterThan(8);
  });

  it('[ENG-2] copies the pixels for an unknown style', () => {
    const after = stylise(picture.rgb, picture.width, picture.height, 'no such style', 1);
    expect(after).toEqual(picture.rgb);
    expect(after).not.toBe(picture.rgb);
  });

  it('[ENG-2] finds styles by the words people use', () => {
    expect(findStyles('A vase in watercolour, black and white')).toEqual(['watercolor', 'monochrome']);
    expect(findStyles('oil on canvas portrait style')).toEqual(['oil painting', 'portrait']);
    for (const style of STYLES) expect(findStyles(`${style} style`)).toContain(style);
    expect(findStyles('a portrait of a woman in a street')).toEqual([]);
  });
});
