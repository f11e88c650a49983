// The camera over a board.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted, pinched, toBoard, toScreen, viewOf, zoomedAt, type Camera, type Point } from './camera.ts';

const point = fc.record({ x: fc.integer({ min: -2_000, max: 2_000 }), y: fc.integer({ min: -2_000, max: 2_000 }) });
const camera = fc.record({
  x: fc.integer({ min: -9_000, max: 9_000 }),
  y: fc.integer({ min: -9_000, max: 9_000 }),
  zoom: fc.double({ min: 0.05, max: 6, noNaN: true })
});
const near = (one: Point, other: Point) => {
  expect(one.x).toBeCloseTo(other.x, 4);
  expect(one.y).toBeCloseTo(other.y, 4);
};

describe('[MOOD-1] camera', () => {
  it('goes from screen to board and back', () => {
    fc.assert(fc.property(camera, point, (at, one) => near(toScreen(at, toBoard(at, one)), one)));
  });

  it('keeps what lies under the pointer while zooming', () => {
    fc.assert(
      fc.property(camera, point, fc.double({ min: 0.001, max: 50, noNaN: true }), (at, pointer, zoom) => {
        near(toBoard(zoomedAt(at, pointer, zoom), pointer), toBoard(at, pointer));
      })
    );
  });

  it('keeps what lay under two fingers under them', () => {
    const before: [Point, Point] = [
      { x: 100, y: 100 },
      { x: 200, y: 100 }
    ];
    const after: [Point, Point] = [
      { x: 50, y: 160 },
      { x: 250, y: 160 }
    ];
    const at: Camera = { x: 10, y: 20, zoom: 0.5 };
    const to = pinched(at, before, after);
    expect(to.zoom).toBeCloseTo(1);
    near(toBoard(to, after[0]), toBoard(at, before[0]));
    near(toBoard(to, after[1]), toBoard(at, before[1]));
  });

  it('shows a rectangle whole', () => {
    const rect = { x: -500, y: 100, width: 3_000, height: 800 };
    const screen = { width: 1_000, height: 700 };
    const view = viewOf(fitted(rect, screen), screen);
    expect(view.x).toBeLessThanOrEqual(rect.x);
    expect(view.y).toBeLessThanOrEqual(rect.y);
    expect(view.x + view.width).toBeGreaterThanOrEqual(rect.x + rect.width);
    expect(view.y + view.height).toBeGreaterThanOrEqual(rect.y + rect.height);
    expect(fitted({ x: 0, y: 0, width: 10, height: 10 }, screen).zoom).toBe(1);
  });
});
