// Proves the timeline's geometry: nothing overlaps or leaves the page, rows are full, short days share, and every picture can be reached.
import { describe, expect, it } from 'vitest';
import { layoutByDay, neighbourRow, rowOf, visibleHeadings, visibleRange, type Layout, type LayoutOptions } from './layout.ts';

const options: LayoutOptions = { width: 1000, rowHeight: 200, gap: 4, dayGap: 24, heading: 36, dayEnd: 20 };

/** A repeatable source of numbers from 0 to 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function sample(count: number, seed: number, meanDay: number) {
  const random = seeded(seed);
  const ratios = [0.56, 0.67, 0.8, 1, 1.25, 1.5, 1.78];
  let day = 1000;
  return {
    ratios: Float32Array.from({ length: count }, () => ratios[Math.floor(random() * ratios.length)] ?? 1),
    days: Int32Array.from({ length: count }, () => (random() < 1 / meanDay ? --day : day))
  };
}

const right = (layout: Layout, index: number) => (layout.x[index] ?? 0) + (layout.width[index] ?? 0);

function check(layout: Layout, count: number, width: number) {
  let covered = 0;
  for (let row = 0; row < layout.rows; row++) {
    const from = layout.rowStart[row] ?? 0;
    const to = layout.rowStart[row + 1] ?? 0;
    expect(from).toBe(covered);
    covered = to;
    for (let index = from; index < to; index++) {
      expect(layout.y[index]).toBe(layout.rowTop[row]);
      if (index > from) expect(layout.x[index]).toBeGreaterThan(right(layout, index - 1));
    }
    expect(right(layout, to - 1)).toBeLessThanOrEqual(width);
    if (row < layout.rows - 1) {
      expect(right(layout, to - 1)).toBe(width);
      expect(layout.rowTop[row + 1]).toBeGreaterThan((layout.rowTop[row] ?? 0) + (layout.rowHeight[row] ?? 0));
    }
  }
  expect(covered).toBe(count);
}

describe('layoutByDay', () => {
  it('[GAL-1] places every picture once, in order, in full rows that do not overlap', () => {
    for (const [seed, meanDay] of [
      [1, 30],
      [2, 3],
      [3, 1],
      [4, 8]
    ] as const)
      for (const width of [344, 640, 1000, 1900]) {
        const { ratios, days } = sample(800, seed, meanDay);
        check(layoutByDay(ratios, days, { ...options, width }), 800, width);
      }
  });

  it('[GAL-1] gives every day one heading, above its first picture', () => {
    const { ratios, days } = sample(500, 7, 4);
    const layout = layoutByDay(ratios, days, options);
    expect(layout.headings.map(({ day }) => day)).toEqual([...new Set(days)]);
    expect(layout.headings.reduce((sum, { count }) => sum + count, 0)).toBe(500);
    for (const heading of layout.headings) {
      expect(heading.x).toBe(layout.x[heading.index]);
      expect(heading.y + options.heading).toBe(layout.y[heading.index]);
    }
  });

  it('[GAL-1] lets short days share a row', () => {
    const layout = layoutByDay([1, 1, 1, 1, 1, 1], [3, 3, 2, 1, 1, 1], options);
    expect(layout.rows).toBeLessThan(3);
    expect(layout.headings[0]?.y).toBe(layout.headings[1]?.y);
    expect(right(layout, (layout.rowStart[1] ?? 0) - 1)).toBe(1000);
  });

  it('[GAL-1] keeps a lone picture at the asked height instead of blowing it up', () => {
    const layout = layoutByDay([1], [1], options);
    expect([layout.width[0], layout.height[0]]).toEqual([200, 200]);
  });

  it('[GAL-1] keeps threads and panoramas visible', () => {
    const layout = layoutByDay([0.001, 80, Number.NaN, 1], [1, 1, 1, 1], options);
    for (let index = 0; index < 4; index++) expect(layout.width[index]).toBeGreaterThan(20);
  });

  it('[GAL-1] says how high nothing is', () => {
    expect(layoutByDay([], [], options)).toMatchObject({ rows: 0, total: 0, headings: [] });
  });
});

describe('windowing', () => {
  const { ratios, days } = sample(20_000, 5, 12);
  const layout = layoutByDay(ratios, days, options);

  it('[GAL-1] finds all pictures of a stretch and few others', () => {
    for (let top = 0; top < layout.total; top += 9_973) {
      const { from, to } = visibleRange(layout, top, top + 900);
      expect(to - from).toBeLessThan(60);
      for (const outside of [from - 1, to]) {
        if (outside < 0 || outside >= 20_000) continue;
        const touches = (layout.y[outside] ?? 0) <= top + 900 && (layout.y[outside] ?? 0) + (layout.height[outside] ?? 0) >= top;
        expect(touches).toBe(false);
      }
    }
    expect(visibleRange(layout, layout.total, layout.total + 900).to).toBe(20_000);
  });

  it('[GAL-1] finds the headings of a stretch', () => {
    for (const heading of visibleHeadings(layout, 50_000, 52_000)) expect(heading.y).toBeGreaterThanOrEqual(50_000);
    expect(visibleHeadings(layout, -100, layout.total).length).toBe(layout.headings.length);
  });

  it('[GAL-1] moves up and down to the nearest picture of the next row', () => {
    for (let index = 0; index < 20_000; index += 777) {
      const below = neighbourRow(layout, index, 1);
      expect(rowOf(layout, below)).toBe(Math.min(layout.rows - 1, rowOf(layout, index) + 1));
    }
    expect(neighbourRow(layout, 0, -1)).toBe(0);
  });
});
