// Proves that a filter survives its way through an address, and is told and taken apart in words.
import fc from 'fast-check';
import { assetFilterSchema, type AssetFilter } from 'shared/gallery';
import { newId } from 'shared/kernel';
import { expect, it } from 'vitest';
import { fromQuery, isOpen, isSame, saidOf, tidy, toQuery } from './filter.ts';
import { namePresets } from './preset-names.ts';

const day = fc
  .date({ min: new Date(2000, 0, 1), max: new Date(2030, 0, 1), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const text = (maxLength: number) =>
  fc
    .string({ minLength: 1, maxLength, unit: 'grapheme' })
    .filter((one) => one.length <= maxLength && one.isWellFormed() && !one.includes('\0'));
const anyFilter: fc.Arbitrary<AssetFilter> = fc.record(
  {
    words: text(40),
    kind: fc.constantFrom('image' as const, 'video' as const),
    models: fc.array(text(20), { maxLength: 3 }),
    presets: fc.array(text(20), { maxLength: 3 }),
    collection: fc.constant(newId()),
    rating: fc.integer({ min: 1, max: 5 }),
    from: day,
    to: day,
    tags: fc.array(text(20), { maxLength: 3 }),
    favourite: fc.constant(true as const)
  },
  { requiredKeys: [] }
);

it('[GAL-3] every filter comes back from its address as it was, and can be saved', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      const plain = tidy(filter);
      expect(fromQuery(new URLSearchParams(toQuery(filter).toString()))).toEqual(plain);
      expect(assetFilterSchema.safeParse(plain).success).toBe(true);
    })
  );
});

it('[GAL-3] what is no filter in an address counts as not said', () => {
  expect(fromQuery(new URLSearchParams('kind=sculpture&rating=9&from=soon&collection=x&q=%20&place=trash'))).toEqual({});
  expect(fromQuery(new URLSearchParams('rating=4&kind=video&q=sea'))).toEqual({ rating: 4, kind: 'video', words: 'sea' });
});

it('[GAL-3] tells what it asks for, and each can be taken away by itself until nothing is left out', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      let left = tidy(filter);
      for (let said = saidOf(left, () => 'Salt'); said.length > 0; said = saidOf(left, () => 'Salt')) {
        const next = said[0]?.without ?? {};
        expect(saidOf(next, () => 'Salt')).toHaveLength(said.length - 1);
        left = next;
      }
      expect(isOpen(left)).toBe(true);
    })
  );
});

it('[GAL-3] says it in words that people know', () => {
  namePresets((id) => (id === 'film-noir' ? 'Film noir' : undefined));
  const filter: AssetFilter = {
    words: ' sea ',
    models: ['bytedance/seedream-v4'],
    presets: ['film-noir'],
    rating: 4,
    from: '2026-11-01',
    to: '2026-11-03',
    tags: ['still life']
  };
  expect(saidOf(filter, () => undefined).map(({ words }) => words)).toEqual([
    '“sea”',
    'Seedream 4.0',
    'Film noir',
    '4 stars or more',
    '1 Nov 2026 to 3 Nov 2026',
    '#still life'
  ]);
  expect(isSame({ tags: ['a', 'b'] }, { tags: ['b', 'a'], words: '' })).toBe(true);
});
