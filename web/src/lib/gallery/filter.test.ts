// Proves what search and filters find.
import { expect, it } from 'vitest';
import { newId } from 'shared/kernel';
import type { AssetEntry } from './collection.ts';
import { filterAssets, type Filter } from './filter.ts';

const none: Filter = { words: '', kind: 'all', favourites: false };

function entry(prompt: string, more: Partial<AssetEntry['record']> = {}, fields: AssetEntry['fields'] = {}): AssetEntry {
  return {
    record: {
      v: 1,
      id: `d1.${newId()}`,
      kind: 'image',
      createdAt: 0,
      hash: 'a'.repeat(64),
      type: 'image/png',
      bytes: 1,
      width: 1,
      height: 1,
      thumb: { hash: 'b'.repeat(64), width: 1, height: 1 },
      thumbhash: '',
      colour: '#000000',
      parents: [],
      recipe: { v: 1, model: 'bytedance/seedream-v4', prompt, params: {}, references: [] },
      ...more
    },
    fields
  };
}

const vase = entry('Terracotta vase on limestone', {}, { favourite: true, tags: ['still life'] });
const sea = entry('Open sea', { kind: 'video' }, { title: 'Morning swim' });
const scan = entry('', { recipe: undefined, fileName: 'IMG_2041.jpg' });
const all = [vase, sea, scan];

it('[GAL-3] finds words of prompt, title, tags and file name in any order and case', () => {
  const found = (words: string) => filterAssets(all, { ...none, words });
  expect(found('limestone TERRA')).toEqual([vase]);
  expect(found('still life')).toEqual([vase]);
  expect(found('swim')).toEqual([sea]);
  expect(found('img_20')).toEqual([scan]);
  expect(found('vase sea')).toEqual([]);
});

it('[GAL-3] filters by kind and favourites, and leaves all without a filter', () => {
  expect(filterAssets(all, none)).toBe(all);
  expect(filterAssets(all, { ...none, kind: 'video' })).toEqual([sea]);
  expect(filterAssets(all, { ...none, favourites: true })).toEqual([vase]);
  expect(filterAssets(all, { ...none, words: 'sea', favourites: true })).toEqual([]);
});
