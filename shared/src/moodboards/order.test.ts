// The stack of a board.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOrder, isOrderKey, keysBetween, reordered, type Ordered } from './order.ts';

const stackOf = (count: number): Ordered[] => keysBetween(null, null, count).map((order, index) => ({ id: `item${index}`, order }));
const apply = (stack: readonly Ordered[], changes: readonly Ordered[]) =>
  stack.map((one) => changes.find(({ id }) => id === one.id) ?? one).toSorted(compareOrder);
const ids = (stack: readonly Ordered[]) => stack.toSorted(compareOrder).map(({ id }) => id);

describe('[MOOD-1] order', () => {
  it('takes items to the front, the back and a step past their neighbours', () => {
    const stack = stackOf(4);
    const moved = (which: string[], to: Parameters<typeof reordered>[2]) => ids(apply(stack, reordered(stack, new Set(which), to)));
    expect(moved(['item0'], 'front')).toEqual(['item1', 'item2', 'item3', 'item0']);
    expect(moved(['item3', 'item1'], 'back')).toEqual(['item1', 'item3', 'item0', 'item2']);
    expect(moved(['item0'], 'forward')).toEqual(['item1', 'item0', 'item2', 'item3']);
    expect(moved(['item3'], 'backward')).toEqual(['item0', 'item1', 'item3', 'item2']);
    expect(moved(['item3'], 'forward')).toEqual(ids(stack));
    expect(moved(['item0'], 'backward')).toEqual(ids(stack));
    expect(reordered(stack, new Set(['gone']), 'front')).toEqual([]);
  });

  it('keeps everything, and what moved in its own order, whatever is done', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(
          fc.tuple(
            fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 4 }),
            fc.constantFrom('front', 'back', 'forward', 'backward' as const)
          ),
          {
            maxLength: 30
          }
        ),
        (count, moves) => {
          let stack = stackOf(count);
          for (const [which, to] of moves) {
            const before = ids(stack);
            const moved = new Set(which.map((index) => `item${index}`));
            stack = apply(stack, reordered(stack, moved, to as 'front'));
            expect(ids(stack).filter((id) => moved.has(id))).toEqual(before.filter((id) => moved.has(id)));
            expect(ids(stack).filter((id) => !moved.has(id))).toEqual(before.filter((id) => !moved.has(id)));
          }
          expect(stack.every(({ order }) => isOrderKey(order))).toBe(true);
        }
      )
    );
  });

  it('gives keys even between two that are equal, and refuses what is no key', () => {
    const [key] = keysBetween(null, null, 1) as [string];
    const [above] = keysBetween(key, key, 1) as [string];
    expect(above > key).toBe(true);
    expect(isOrderKey('')).toBe(false);
    expect(isOrderKey('not a key')).toBe(false);
  });
});
