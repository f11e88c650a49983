// Proves that a frame touches exactly the pictures that it overlaps.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layoutByDay } from './layout.ts';
import { touched } from './marquee.ts';

const options = { width: 900, rowHeight: 160, gap: 4, dayGap: 20, heading: 36, dayEnd: 12 };

it('[GAL-4] a frame touches what it overlaps, wherever it is drawn', () => {
  const box = fc.record({
    x: fc.integer({ min: -50, max: 950 }),
    y: fc.integer({ min: -50, max: 4_000 }),
    width: fc.nat(900),
    height: fc.nat(1_500)
  });
  const pictures = fc.array(fc.record({ ratio: fc.double({ min: 0.3, max: 4, noNaN: true }), day: fc.nat(6) }), {
    minLength: 1,
    maxLength: 80
  });
  fc.assert(
    fc.property(pictures, box, (given, frame) => {
      const sorted = given.toSorted((a, b) => b.day - a.day);
      const layout = layoutByDay(
        sorted.map(({ ratio }) => ratio),
        sorted.map(({ day }) => day),
        options
      );
      const plain = sorted.flatMap((_, index) => {
        const [left, top] = [layout.x[index]!, layout.y[index]!];
        const [right, bottom] = [left + layout.width[index]!, top + layout.height[index]!];
        return left < frame.x + frame.width && right > frame.x && top < frame.y + frame.height && bottom > frame.y ? [index] : [];
      });
      expect(touched(layout, frame)).toEqual(plain);
    })
  );
});
