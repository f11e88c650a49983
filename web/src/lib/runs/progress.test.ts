// Proves that what is said of a run's progress follows from its items, and is never more than is known.
import fc from 'fast-check';
import { itemStateSchema } from 'shared/runs';
import { describe, expect, it } from 'vitest';
import { entryOf } from './merge.ts';
import { costText, durationText, leftOf, metaOf, progressOf, shareOf, spokenOf, wordOf } from './progress.ts';
import { aRun, anItem } from './test-support.ts';

const states = (...list: Parameters<typeof anItem>[0][]) => list.map((over, index) => anItem({ index, ...over }));

describe('progress', () => {
  it('[RUN-3] counts every item exactly once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...itemStateSchema.options), { minLength: 1, maxLength: 40 }), (list) => {
        const { total, landed, failed, cancelled, checking, working, waiting, ended, share } = progressOf(
          aRun({ items: list.map((state, index) => anItem({ index, state })) })
        );
        expect(landed + failed + cancelled + checking + working + waiting).toBe(list.length);
        expect([total, ended]).toEqual([list.length, landed + failed + cancelled]);
        expect(share).toBeCloseTo(ended / total);
      })
    );
  });

  it('[RUN-3] tells count, landed, percentage, time left and cost of a run that goes on', () => {
    const items = states(
      { state: 'succeeded', submittedAt: 1_000, finishedAt: 6_000 },
      { state: 'succeeded', submittedAt: 1_000, finishedAt: 11_000 },
      { state: 'submitted', submittedAt: 1_000 },
      {}
    );
    expect(metaOf(entryOf(aRun({ items, eta: 21_000 })), 11_000)).toBe('4 images, 2 landed, 50 %, about 10 s left, $0.108');
  });

  it('[RUN-3] tells what a finished run took and was charged', () => {
    const items = states({ state: 'succeeded' }, { state: 'failed' });
    const run = aRun({ items, state: 'finished', finishedAt: 19_000, charged: 27_000 });
    expect(metaOf(entryOf(run), 99_000)).toBe('2 images, 1 failed, 18 s, $0.027');
    expect(metaOf(entryOf({ ...run, engine: 'sandbox' }), 99_000)).toBe('2 images, 1 failed, 18 s, Free');
  });

  it('[RUN-3] promises no time that nobody knows, and none to a run that stands still', () => {
    const running = entryOf(aRun({ items: states({}, {}), eta: 11_000 }));
    expect(leftOf(running, 5_000)).toBe(6_000);
    expect(leftOf(running, 60_000)).toBe(1_000);
    expect(leftOf({ ...running, eta: null }, 5_000)).toBeUndefined();
    expect(leftOf({ ...running, state: 'paused' }, 5_000)).toBeUndefined();
    expect(leftOf({ ...running, state: 'finished' }, 5_000)).toBeUndefined();
  });

  it('[RUN-3] moves an item’s ring forward only, and closes it only at the end', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), fc.integer({ min: 1, max: 60_000 }), (early, late, typical) => {
        const item = anItem({ state: 'submitted', submittedAt: 0 });
        const [first, second] = [Math.min(early, late), Math.max(early, late)].map((now) => shareOf(item, now, typical));
        expect(second!).toBeGreaterThanOrEqual(first!);
        expect(second!).toBeLessThan(shareOf({ ...item, state: 'copying' }, late, typical));
      })
    );
    expect(shareOf(anItem({ state: 'succeeded' }), 0, undefined)).toBe(1);
  });

  it('[RUN-4] says that what was sent is stopping and still billed', () => {
    expect(wordOf(anItem({ state: 'submitted', stopping: true })).word).toBe('Stopping, still billed');
    expect(wordOf(anItem({ state: 'succeeded', stopping: true })).word).toBe('In the gallery');
  });

  it('[RUN-5] says of a failed item whether it was charged', () => {
    expect(wordOf(anItem({ state: 'failed' })).word).toBe('Not charged');
    expect(wordOf(anItem({ state: 'failed', charged: 27_000 })).word).toBe('Failed');
    expect(wordOf(anItem({ state: 'uncertain' })).word).toBe('Checking');
  });

  it('[RUN-3] speaks progress in one short sentence', () => {
    expect(spokenOf(entryOf(aRun({ items: states({ state: 'succeeded' }, { state: 'succeeded' }, {}, {}) })))).toBe(
      '2 of 4 pictures ready'
    );
    expect(spokenOf(entryOf(aRun({ items: states({ state: 'failed' }) })))).toBe('0 of 1 picture ready, 1 failed');
  });

  it('[RUN-8] shows play money as free', () => {
    expect(costText(aRun({ engine: 'sandbox' }))).toBe('Free');
    expect(costText(aRun())).toBe('$0.027');
  });

  it('[RUN-3] rounds durations up', () => {
    expect([1, 999, 17_400, 60_000, 61_000, 7_500_000].map(durationText)).toEqual(['1 s', '1 s', '18 s', '1 min', '2 min', '2 h 5 min']);
  });
});
