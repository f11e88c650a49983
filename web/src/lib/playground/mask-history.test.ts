// Proves that steps of a mask can be taken back and done again, and when a mask is empty.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSurelyEmpty, maskSize, noSteps, redo, undo, withStep, type MaskStep } from './mask-history.ts';

const stroke = (way: 'paint' | 'restore' = 'paint'): MaskStep => ({ kind: 'stroke', way, size: 10, points: [1, 2] });
const anyStep = fc.constantFrom<MaskStep>(stroke(), stroke('restore'), { kind: 'invert' }, { kind: 'clear' });

it('[PLAY-6] takes every step back and does it again', () => {
  fc.assert(
    fc.property(fc.array(anyStep), (steps) => {
      const all = steps.reduce(withStep, noSteps);
      const back = all.done.reduce((history) => undo(history), all);
      expect(back.done).toEqual([]);
      expect(all.done.reduce((history) => redo(history), back)).toEqual(all);
    })
  );
});

it('[PLAY-6] forgets what was taken back once something else is painted', () => {
  const history = withStep(undo(withStep(noSteps, stroke())), stroke('restore'));
  expect(history).toEqual({ done: [stroke('restore')], undone: [] });
  expect(undo(noSteps)).toEqual(noSteps);
  expect(redo(noSteps)).toEqual(noSteps);
});

it('[PLAY-6] knows an empty mask', () => {
  expect(isSurelyEmpty([])).toBe(true);
  expect(isSurelyEmpty([stroke('restore')])).toBe(true);
  expect(isSurelyEmpty([stroke()])).toBe(false);
  expect(isSurelyEmpty([stroke(), { kind: 'clear' }])).toBe(true);
  expect(isSurelyEmpty([{ kind: 'clear' }, { kind: 'invert' }])).toBe(false);
  expect(withStep(noSteps, { kind: 'clear' })).toBe(noSteps);
});

it('[PLAY-6] keeps the picture’s shape within the limit', () => {
  expect(maskSize({ width: 2048, height: 2560 }, 4096)).toEqual({ width: 2048, height: 2560 });
  expect(maskSize({ width: 8000, height: 4000 }, 4000)).toEqual({ width: 4000, height: 2000 });
});
