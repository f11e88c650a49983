// Proves how assets are named: titles, headings, file names, sizes.
import { expect, it } from 'vitest';
import type { AssetEntry } from './collection.ts';
import { costText, dayHeading, dayOf, daysOf, fileNameOf, lengthText, sizeText, titleOf } from './words.ts';

const record: AssetEntry['record'] = {
  v: 1,
  id: 'd1.abcdef123',
  kind: 'image',
  createdAt: 0,
  hash: 'a'.repeat(64),
  type: 'image/jpeg',
  bytes: 1,
  width: 1,
  height: 1,
  thumb: { hash: 'b'.repeat(64), width: 1, height: 1 },
  thumbhash: '',
  colour: '#000000',
  parents: []
};
const recipe = (prompt: string) => ({ v: 1 as const, model: 'm', prompt, params: {}, references: [] });

it('[GAL-5] names an asset by its title, its prompt, its file name', () => {
  expect(titleOf({ record: { ...record, recipe: recipe('A red door. Second sentence') }, fields: { title: 'Door' } })).toBe('Door');
  expect(titleOf({ record: { ...record, recipe: recipe('A red door. Second sentence') }, fields: {} })).toBe('A red door');
  expect(titleOf({ record: { ...record, fileName: 'IMG_1.jpeg' }, fields: {} })).toBe('IMG_1');
  expect(titleOf({ record: { ...record, recipe: recipe('word '.repeat(40)) }, fields: {} })).toMatch(/^(word ){10}word…$/);
});

it('[GAL-7] makes file names that every system takes', () => {
  expect(fileNameOf({ record, fields: { title: 'Salt / linen: "v2"?' } })).toBe('Salt linen v2 abcdef.jpg');
  expect(fileNameOf({ record, fields: { title: '...' } })).toBe('preset abcdef.jpg');
});

it('[GAL-1] heads a day as its room allows', () => {
  const now = new Date(2026, 10, 22, 15).getTime();
  const at = (year: number, month: number, day: number) => new Date(year, month, day, 9).getTime();
  expect(dayHeading(now, now, 300)).toBe('Today, 22 November');
  expect(dayHeading(at(2026, 10, 21), now, 300)).toBe('Yesterday, 21 November');
  expect(dayHeading(at(2026, 10, 20), now, 300)).toBe('Friday, 20 November');
  expect(dayHeading(at(2025, 4, 3), now, 300)).toBe('3 May 2025');
  expect(dayHeading(at(2026, 10, 20), now, 100)).toBe('20 Nov');
});

it('[GAL-5] states sizes, lengths and cost', () => {
  expect([sizeText(2048, 2560), sizeText(1000, 777)]).toEqual(['2048 × 2560, 4:5', '1000 × 777']);
  expect([lengthText(5), lengthText(65.4)]).toEqual(['0:05', '1:05']);
  const made = { runId: '0'.repeat(32), itemId: '0'.repeat(32), output: 0, engine: 'wavespeed' as const, cost: 27_000, took: 17_200 };
  expect([costText(made), costText({ ...made, engine: 'sandbox', cost: 0, took: 2_340 })]).toEqual(['$0.027, 17 s', 'Free, 2.3 s']);
});

it('[GAL-1] reads the days of many moments as one by one, across midnights and changes of the clock', () => {
  const from = new Date(2026, 2, 20).getTime();
  const moments = Float64Array.from({ length: 1_920 }, (_, index) => from + (24 * 400 - index * 5) * 3_600_000);
  expect([...daysOf(moments)]).toEqual([...moments].map(dayOf));
});
