// Proves selecting, ranges and neighbours of what the gallery shows.
import { beforeEach, expect, it, vi } from 'vitest';
import type { AssetEntry } from './collection.ts';
import { gallery } from './gallery.svelte.ts';
import { view } from './view.svelte.ts';

vi.mock('./search-port.ts', () => import('./search-test-support.ts'));

vi.mock('#lib/accounts', () => ({ account: { start: () => Promise.resolve(), workspace: { id: 'w', role: 'owner' } } }));

const id = (index: number) => `d1.a${index}`;
const entry = (index: number, fields: AssetEntry['fields'] = {}): AssetEntry => ({
  record: {
    v: 1,
    id: id(index),
    kind: index % 2 ? 'video' : 'image',
    createdAt: 1_000 - index,
    hash: 'a'.repeat(64),
    type: 'image/png',
    bytes: 1,
    width: 1,
    height: 1,
    thumb: { hash: 'b'.repeat(64), width: 1, height: 1 },
    thumbhash: '',
    colour: '#000000',
    parents: []
  },
  fields
});

beforeEach(() => {
  gallery.clear();
  gallery.take(
    new Map(
      [0, 1, 2, 3, 4, 5].map((index) => [id(index), entry(index, index === 5 ? { trashedAt: 1 } : index === 2 ? { favourite: true } : {})])
    )
  );
  gallery.finishLoading();
  view.place = 'everything';
  view.filter = {};
  view.selection.clear();
});

it('[GAL-4] selects one by one and whole ranges in either direction', () => {
  view.selection.toggle(id(3));
  view.selection.extendTo(id(1));
  expect([...view.selection.ids].sort()).toEqual([id(1), id(2), id(3)]);
  view.selection.toggle(id(2));
  expect([...view.selection.ids].sort()).toEqual([id(1), id(3)]);
  view.selection.all();
  expect(view.selection.ids.size).toBe(5);
  view.selection.clear();
  expect(view.selection.on).toBe(false);
});

it('[GAL-4] shows trash apart from the rest, and favourites as a place', async () => {
  expect(view.entries.map(({ record }) => record.id)).toEqual([0, 1, 2, 3, 4].map(id));
  view.place = 'trash';
  expect(view.entries.map(({ record }) => record.id)).toEqual([id(5)]);
  view.place = 'favourites';
  await expect.poll(() => view.entries.map(({ record }) => record.id)).toEqual([id(2)]);
});

it('[GAL-5] pages through what is shown, or through the whole gallery from elsewhere', async () => {
  view.filter = { kind: 'image' };
  await expect.poll(() => view.entries).toHaveLength(3);
  expect(view.position(id(2))).toMatchObject({ index: 1 });
  expect(view.position(id(2)).list).toHaveLength(3);
  expect(view.position(id(3)).list).toHaveLength(5);
});

it('[GAL-3] writes place and filter into its address, and shows what an address names', async () => {
  view.show('favourites', { kind: 'image', words: 'sea', rating: 3 });
  const { query } = view;
  expect(query).toBe('?q=sea&kind=image&rating=3&place=favourites');
  view.show('everything', {});
  expect(view.query).toBe('');
  view.showAddress(new URLSearchParams(query));
  expect([view.place, view.words, view.filter]).toEqual(['favourites', 'sea', { kind: 'image', words: 'sea', rating: 3 }]);
  await expect.poll(() => view.entries).toEqual([]);
});
