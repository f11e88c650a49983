// The grid finds exactly what looking at everything would find.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SpatialGrid } from './spatial-grid.ts';

const rect = fc.record({
  x: fc.integer({ min: -5_000, max: 5_000 }),
  y: fc.integer({ min: -5_000, max: 5_000 }),
  width: fc.oneof(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 30_000 })),
  height: fc.integer({ min: 1, max: 900 })
});

it('[MOOD-3] finds what lies in view, whatever was moved and taken away before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.option(rect)), { maxLength: 80 }), fc.array(rect, { maxLength: 5 }), (steps, views) => {
      const grid = new SpatialGrid();
      const all = new Map<string, (typeof views)[0]>();
      for (const [id, place] of steps) {
        if (place) {
          grid.set(`${id}`, place);
          all.set(`${id}`, place);
        } else {
          grid.delete(`${id}`);
          all.delete(`${id}`);
        }
      }
      expect(grid.size).toBe(all.size);
      for (const view of views) {
        const wanted = [...all].filter(
          ([, one]) =>
            one.x <= view.x + view.width && view.x <= one.x + one.width && one.y <= view.y + view.height && view.y <= one.y + one.height
        );
        expect(grid.within(view)).toEqual(new Set(wanted.map(([id]) => id)));
      }
    })
  );
});
