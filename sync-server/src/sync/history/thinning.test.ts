// Proves that old states thin out to one an hour and one a day, in whatever rhythm this is looked after.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outgrown } from './thinning.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** States taken every ten minutes for so long, thinned at every `rhythm`th one. */
function live(minutes: number, rhythm: number): { ages: number[]; now: number } {
  const start = 400 * DAY;
  let kept: { id: string; created_at: number }[] = [];
  let now = start;
  for (let minute = 0, n = 0; minute <= minutes; minute += 10, n++) {
    now = start + minute * MINUTE;
    kept.push({ id: String(n), created_at: now });
    if (n % rhythm !== 0) continue;
    const gone = new Set(outgrown(kept, now));
    kept = kept.filter(({ id }) => !gone.has(id));
  }
  const gone = new Set(outgrown(kept, now));
  return { now, ages: kept.filter(({ id }) => !gone.has(id)).map(({ created_at }) => now - created_at) };
}

it('[SYNC-6] after forty days of work: every ten minutes of an hour, every hour of a day, every day of a month', () => {
  const { ages } = live(40 * 24 * 60, 1);
  expect(ages.filter((age) => age <= HOUR)).toHaveLength(7);
  expect(ages.filter((age) => age > HOUR && age <= DAY)).toHaveLength(23);
  expect(ages.filter((age) => age > DAY)).toHaveLength(29);
  expect(Math.max(...ages)).toBeLessThanOrEqual(30 * DAY);
});

it('[SYNC-6] within a month there is always a state at most a day older than any moment asked for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 35 * 24 * 60 }), fc.integer({ min: 1, max: 300 }), (minutes, rhythm) => {
      const { ages } = live(minutes, rhythm);
      expect(Math.min(...ages)).toBeLessThanOrEqual(10 * MINUTE);
      const sorted = ages.toSorted((a, b) => a - b);
      for (let n = 1; n < sorted.length; n++) expect(sorted[n]! - sorted[n - 1]!).toBeLessThan(2 * DAY);
      const age = minutes * MINUTE;
      if (age < 28 * DAY) expect(age - sorted.at(-1)!).toBeLessThan(DAY);
      expect(ages.length).toBeLessThan(70);
    }),
    { numRuns: 50 }
  );
});

it('[SYNC-6] the newest state stays however old it is', () => {
  expect(
    outgrown(
      [
        { id: 'a', created_at: 1 },
        { id: 'b', created_at: 2 }
      ],
      365 * DAY
    )
  ).toEqual(['a']);
  expect(outgrown([], 1)).toEqual([]);
});
