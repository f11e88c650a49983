// Proves that a windowed grid leaves nothing out of sight that is in it, and that arrows reach every item.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gridOf, inPlaces, inSight, placesOf, stepOf, type GridRules } from './windowing.ts';

const rules: GridRules = { least: 112, columnGap: 8, rowGap: 16, rowOf: (width) => width + 22 };
const sizes = fc.record({ width: fc.integer({ min: 1, max: 4_000 }), count: fc.integer({ min: 0, max: 1_000 }) });

it('[RUN-3] draws every item that lies in the view, and few others', () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: -2_000, max: 400_000 }), fc.integer({ min: 1, max: 2_000 }), ({ width, count }, top, view) => {
      const grid = gridOf(width, count, rules);
      const { first, last } = inSight(grid, count, top, view);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(last).toBeLessThanOrEqual(count);
      for (let index = 0; index < count; index += 1) {
        const y = Math.floor(index / grid.columns) * grid.pitch;
        if (y + grid.rowHeight > top && y < top + view) expect(index >= first && index < last).toBe(true);
      }
      expect(last - first).toBeLessThanOrEqual(placesOf(grid, view));
      expect(placesOf(grid, view)).toBeLessThanOrEqual((Math.ceil(view / grid.pitch) + 6) * grid.columns);
    })
  );
});

it('[RUN-3] keeps every item that stays in sight in its place, and gives each place to one', () => {
  const windows = fc.record({ first: fc.nat(500), length: fc.nat(60), firstPlace: fc.nat(59) });
  fc.assert(
    fc.property(windows, ({ first, length, firstPlace }) => {
      const indices = inPlaces({ first, last: first + length }, 60, firstPlace);
      expect(indices.toSorted((one, other) => one - other)).toEqual(Array.from({ length }, (_, offset) => first + offset));
      expect(new Set(indices.map((index) => index % 60)).size).toBe(length);
    })
  );
  expect(inPlaces({ first: 7, last: 11 }, 5, 7 % 5)).toEqual([7, 8, 9, 10]);
});

it('[RUN-3] gives three columns on a phone when asked, and keeps tiles no narrower than asked elsewhere', () => {
  expect(gridOf(328, 10, { ...rules, columns: 3 }).columns).toBe(3);
  fc.assert(
    fc.property(fc.integer({ min: 112, max: 4_000 }), (width) => {
      const { columns } = gridOf(width, 10, rules);
      expect((width - (columns - 1) * 8) / columns).toBeGreaterThanOrEqual(112);
    })
  );
});

it('[PWA-5] arrows stay within the grid and reach every item', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 9 }), (count, columns) => {
      const reached = new Set([0]);
      for (const from of reached) {
        for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']) {
          const to = stepOf(key, from, count, columns)!;
          expect(to >= 0 && to < count).toBe(true);
          reached.add(to);
        }
      }
      expect(reached.size).toBe(count);
    })
  );
  expect(stepOf('a', 0, 3, 1)).toBeUndefined();
});
