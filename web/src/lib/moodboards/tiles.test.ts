// Tiles of a large board.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tilesOf } from './tiles.ts';

it('[MOOD-7] tiles cover the board once, none larger than allowed', () => {
  const whole = fc.record({
    x: fc.integer({ min: -999, max: 999 }),
    y: fc.integer({ min: -999, max: 999 }),
    width: fc.integer({ min: 1, max: 5_000 }),
    height: fc.integer({ min: 1, max: 5_000 })
  });
  fc.assert(
    fc.property(whole, fc.integer({ min: 200, max: 3_000 }), (box, side) => {
      const tiles = tilesOf(box, side);
      expect(tiles.reduce((sum, { area }) => sum + area.width * area.height, 0)).toBe(box.width * box.height);
      for (const { area, row, column } of tiles) {
        expect(Math.max(area.width, area.height)).toBeLessThanOrEqual(side);
        expect([area.x, area.y]).toEqual([box.x + column * side, box.y + row * side]);
      }
    })
  );
});
