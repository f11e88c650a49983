// Aligning, distributing, tidying and snapping.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Geometry } from 'shared/moodboards';
import { aligned, distributed, readingOrder, snapped, tidied, type Placed } from './arrange.ts';
import { boundsOf, intersects } from './geometry.ts';

const place = (id: string, ...geometry: number[]): Placed => ({ id, geometry: [...geometry, 0].slice(0, 5) as Geometry });
const three = [place('a', 0, 0, 10, 10), place('b', 30, 5, 20, 10), place('c', 100, 40, 10, 30)];
const after = (items: readonly Placed[], changes: readonly Placed[]) =>
  items.map((one) => changes.find(({ id }) => id === one.id) ?? one).map(({ geometry }) => geometry.slice(0, 2));

describe('[MOOD-1] arrange', () => {
  it('aligns sides and middles', () => {
    expect(after(three, aligned(three, 'left'))).toEqual([
      [0, 0],
      [0, 5],
      [0, 40]
    ]);
    expect(after(three, aligned(three, 'bottom'))).toEqual([
      [0, 60],
      [30, 60],
      [100, 40]
    ]);
    expect(after(three, aligned(three, 'middle'))).toEqual([
      [0, 30],
      [30, 30],
      [100, 20]
    ]);
    expect(aligned(three.slice(0, 1), 'left')).toEqual([]);
  });

  it('makes gaps equal and leaves the outermost', () => {
    expect(after(three, distributed(three, 'x'))).toEqual([
      [0, 0],
      [45, 5],
      [100, 40]
    ]);
    expect(distributed(three.slice(0, 2), 'x')).toEqual([]);
  });

  it('tidies without overlaps, keeping ratios and every item', () => {
    const items = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 40, max: 400 }),
        fc.integer({ min: 40, max: 400 })
      ),
      { minLength: 2, maxLength: 25 }
    );
    fc.assert(
      fc.property(items, (places) => {
        const before = places.map((one, index) => place(`i${index}`, ...one));
        const tidy = tidied(before);
        expect(tidy.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted());
        for (const [index, { geometry }] of tidy.entries()) {
          const was = before.find(({ id }) => id === tidy[index]?.id)?.geometry as Geometry;
          expect(geometry[2] / geometry[3]).toBeCloseTo(was[2] / was[3], 6);
          for (const other of tidy.slice(index + 1)) expect(intersects(boundsOf(geometry), boundsOf(other.geometry))).toBe(false);
        }
      })
    );
  });

  it('reads rows from left to right', () => {
    const items = [place('d', 0, 100, 50, 50), place('b', 60, 10, 50, 50), place('a', 0, 0, 50, 50), place('e', 70, 90, 50, 50)];
    expect(readingOrder(items).map(({ id }) => id)).toEqual(['a', 'b', 'd', 'e']);
  });

  it('snaps to the nearest edge or middle in reach, and to nothing beyond it', () => {
    const box = { x: 103, y: 500, width: 50, height: 50 };
    expect(snapped(box, [{ x: 0, y: 0, width: 100, height: 100 }], 6)).toEqual({ dx: -3, dy: 0, lines: [{ x: 100 }] });
    expect(snapped(box, [{ x: 0, y: 0, width: 90, height: 100 }], 6)).toEqual({ dx: 0, dy: 0, lines: [] });
  });
});
