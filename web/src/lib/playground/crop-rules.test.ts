// Proves that a crop's frame stays within its picture and keeps its ratio, whatever is pulled.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitRatio, handles, moved, resized, rounded, turned, turnedShape, whole, type Frame, type Room } from './crop-rules.ts';

const side = fc.integer({ min: 200, max: 4000 });
const room = fc.record({ width: side, height: side });
const pull = fc.integer({ min: -5000, max: 5000 });
const ratio = fc.constantFrom(1, 4 / 5, 16 / 9, 9 / 16, 3 / 2);
const inside = (frame: Frame, { width, height }: Room) =>
  frame.x >= -1e-6 &&
  frame.y >= -1e-6 &&
  frame.x + frame.width <= width + 1e-6 &&
  frame.y + frame.height <= height + 1e-6 &&
  frame.width > 0 &&
  frame.height > 0;

describe('the frame of a crop', () => {
  it('[PLAY-6] stays within the picture when it is moved and pulled', () => {
    fc.assert(
      fc.property(room, fc.array(fc.tuple(fc.nat(7), pull, pull)), (within, pulls) => {
        let frame = whole(within);
        for (const [at, dx, dy] of pulls) {
          frame = moved(resized(frame, handles[at]!, dx, dy, within), dx, dy, within);
          expect(inside(frame, within)).toBe(true);
        }
      })
    );
  });

  it('[PLAY-6] keeps its ratio when a handle is pulled', () => {
    fc.assert(
      fc.property(room, ratio, fc.array(fc.tuple(fc.nat(7), pull, pull)), (within, wanted, pulls) => {
        let frame = fitRatio(whole(within), wanted, within);
        for (const [at, dx, dy] of pulls) {
          frame = resized(frame, handles[at]!, dx, dy, within, wanted);
          expect(inside(frame, within)).toBe(true);
          expect(frame.width / frame.height).toBeCloseTo(wanted, 6);
        }
      })
    );
  });

  it('[PLAY-6] keeps the opposite corner where it is', () => {
    const frame = { x: 100, y: 100, width: 400, height: 300 };
    expect(resized(frame, { x: -1, y: -1 }, 50, 20, { width: 1000, height: 1000 })).toEqual({ x: 150, y: 120, width: 350, height: 280 });
    expect(resized(frame, { x: 1, y: 0 }, 9_999, 0, { width: 1000, height: 1000 })).toEqual({ x: 100, y: 100, width: 900, height: 300 });
  });

  it('[PLAY-6] shows the same part after four quarter turns', () => {
    const start = { x: 10, y: 20, width: 300, height: 100 };
    const landscape = { width: 800, height: 500 };
    const portrait = { width: 500, height: 800 };
    expect(turned(start, landscape)).toEqual({ x: 380, y: 10, width: 100, height: 300 });
    expect(turned(turned(turned(turned(start, landscape), portrait), landscape), portrait)).toEqual(start);
    expect(['4:5', '16:9', '1:1', 'Free', 'As it is'].map(turnedShape)).toEqual(['5:4', '9:16', '1:1', 'Free', 'As it is']);
  });

  it('[PLAY-6] ends on whole pixels inside the picture', () => {
    expect(rounded({ x: 0.6, y: 99.7, width: 99.8, height: 0.2 }, { width: 100, height: 100 })).toEqual({
      x: 0,
      y: 99,
      width: 100,
      height: 1
    });
  });
});
