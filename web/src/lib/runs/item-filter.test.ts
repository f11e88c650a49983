// Proves that filters part a run's items without losing one, and that search finds by number, label, words and reason.
import fc from 'fast-check';
import { itemStates } from 'shared/runs';
import { expect, it } from 'vitest';
import { chosenItems } from './item-filter.ts';
import { anItem } from './test-support.ts';

it('[RUN-3] every item is in exactly one state that can be chosen', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...itemStates), { maxLength: 40 }), (states) => {
      const items = states.map((state, index) => anItem({ index, state, id: String(index) }));
      const parts = (['landed', 'failed', 'working', 'waiting'] as const).map((filter) => chosenItems(items, filter, ''));
      expect(parts.flat().toSorted((a, b) => a.index - b.index)).toEqual(items);
      expect(chosenItems(items, 'all', '  ')).toBe(items);
    })
  );
});

it('[RUN-5] finds items by number, label, own words and reason', () => {
  const problem = { code: 'x', title: 'Refused by the provider’s content rules. Not charged.', remedy: 'Change the prompt.' };
  const items = [
    anItem({ index: 0, change: { label: 'Film noir', prompt: 'a vase at night' } }),
    anItem({ index: 11, state: 'failed', problem }),
    anItem({ index: 110 })
  ];
  const found = (search: string) => chosenItems(items, 'all', search).map(({ index }) => index);
  expect(found('12')).toEqual([11]);
  expect(found('noir VASE')).toEqual([0]);
  expect(found('content rules')).toEqual([11]);
  expect(found('bottle')).toEqual([]);
});
