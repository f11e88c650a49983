// Turned rectangles and what handles make of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Geometry } from 'shared/moodboards';
import { boundsOf, centreOf, hits, resized, rotationTowards, turned, union, type Handle } from './geometry.ts';

const geometry: fc.Arbitrary<Geometry> = fc.tuple(
  fc.integer({ min: -500, max: 500 }),
  fc.integer({ min: -500, max: 500 }),
  fc.integer({ min: 20, max: 900 }),
  fc.integer({ min: 20, max: 900 }),
  fc.integer({ min: -180, max: 180 })
);
const drag = fc.integer({ min: -600, max: 600 });
const opposite: Record<Handle, { x: number; y: number }> = {
  n: { x: 0.5, y: 1 },
  ne: { x: 0, y: 1 },
  e: { x: 0, y: 0.5 },
  se: { x: 0, y: 0 },
  s: { x: 0.5, y: 0 },
  sw: { x: 1, y: 0 },
  w: { x: 1, y: 0.5 },
  nw: { x: 1, y: 1 }
};
const pointOf = (one: Geometry, { x, y }: { x: number; y: number }) =>
  turned({ x: one[0] + x * one[2], y: one[1] + y * one[3] }, centreOf(one), one[4]);

describe('[MOOD-1] geometry', () => {
  it('a dragged handle leaves the opposite side where it is, turned or not', () => {
    fc.assert(
      fc.property(
        geometry,
        fc.constantFrom(...(Object.keys(opposite) as Handle[])),
        drag,
        drag,
        fc.boolean(),
        (one, handle, dx, dy, ratio) => {
          const after = resized(one, handle, dx, dy, ratio);
          const [before, now] = [pointOf(one, opposite[handle]), pointOf(after, opposite[handle])];
          expect(now.x).toBeCloseTo(before.x, 5);
          expect(now.y).toBeCloseTo(before.y, 5);
          expect(Math.min(after[2], after[3])).toBeGreaterThanOrEqual(8 - 1e-9);
          if (ratio) expect(after[2] / after[3]).toBeCloseTo(one[2] / one[3], 5);
        }
      )
    );
  });

  it('bounds hold every corner, and every corner’s neighbour inside is hit', () => {
    fc.assert(
      fc.property(geometry, (one) => {
        const bounds = boundsOf(one);
        for (const corner of [0, 1].flatMap((x) => [0, 1].map((y) => ({ x, y })))) {
          const at = pointOf(one, corner);
          expect(at.x).toBeGreaterThanOrEqual(bounds.x - 1e-6);
          expect(at.x).toBeLessThanOrEqual(bounds.x + bounds.width + 1e-6);
          expect(hits(one, pointOf(one, { x: corner.x * 0.98 + 0.01, y: corner.y * 0.98 + 0.01 }))).toBe(true);
          expect(hits(one, pointOf(one, { x: corner.x * 1.2 - 0.1, y: corner.y * 1.2 - 0.1 }))).toBe(false);
        }
      })
    );
    expect(union([])).toBeUndefined();
  });

  it('turns towards the pointer, in steps of fifteen degrees where asked', () => {
    expect(rotationTowards({ x: 0, y: 0 }, { x: 0, y: -10 }, false)).toBe(0);
    expect(rotationTowards({ x: 0, y: 0 }, { x: 10, y: 0 }, false)).toBe(90);
    expect(rotationTowards({ x: 0, y: 0 }, { x: -10, y: 0.4 }, true)).toBe(-90);
  });
});
