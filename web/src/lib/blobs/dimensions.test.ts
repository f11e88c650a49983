// Proves that a picture's size is known from its first bytes, and that no bytes bring the reading down.
import fc from 'fast-check';
import { mediaTypes } from 'shared/blobs';
import { describe, expect, it } from 'vitest';
import { dimensionsOf } from './dimensions.ts';

const bytes = (...parts: (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((character) => character.charCodeAt(0)) : [...part])));

describe('dimensions', () => {
  it('[GAL-2] of PNG, GIF, WebP in its three forms, JPEG and AVIF', () => {
    expect(dimensionsOf(bytes([0x89], 'PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', [0, 0, 1, 0, 0, 0, 2, 0]), 'image/png')).toEqual({
      width: 256,
      height: 512
    });
    expect(dimensionsOf(bytes('GIF89a', [3, 0, 4, 0]), 'image/gif')).toEqual({ width: 3, height: 4 });
    expect(dimensionsOf(bytes('RIFF0000WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 199, 0, 0]), 'image/webp')).toEqual({
      width: 100,
      height: 200
    });
    expect(dimensionsOf(bytes('RIFF0000WEBPVP8L', [0, 0, 0, 0, 0x2f, 9, 0x40, 0x04, 0]), 'image/webp')).toEqual({ width: 10, height: 18 });
    expect(dimensionsOf(bytes('RIFF0000WEBPVP8 ', [0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 64, 1, 240, 0]), 'image/webp')).toEqual({
      width: 320,
      height: 240
    });
    const app = [0xff, 0xe0, 0, 4, 1, 2];
    expect(dimensionsOf(bytes([0xff, 0xd8], app, [0xff, 0xc2, 0, 8, 8, 0, 50, 0, 60]), 'image/jpeg')).toEqual({ width: 60, height: 50 });
    const box = (width: number, height: number) =>
      bytes('ispe', [0, 0, 0, 0, 0, 0, 0, width, 0, 0, 0, height], Array(20).fill(0) as number[]);
    expect(dimensionsOf(Uint8Array.from([...bytes('0000ftypavif'), ...box(3, 4), ...box(30, 40)]), 'image/avif')).toEqual({
      width: 30,
      height: 40
    });
  });

  it('[GAL-2] of byte soup are some numbers or none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...mediaTypes), (soup, type) => {
        const size = dimensionsOf(soup, type);
        expect(size === undefined || (size.width >= 0 && size.height >= 0)).toBe(true);
      }),
      { numRuns: 500 }
    );
  });
});
