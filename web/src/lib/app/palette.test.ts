// Proves that the palette finds entries by the beginnings of words and puts the recent ones first.
import { expect, it } from 'vitest';
import { arrange, fit } from './palette.ts';

const entry = (id: string, title: string) => ({ id, title, run: () => {} });
const all = [entry('a', 'Go to playground'), entry('b', 'Go to gallery'), entry('c', 'Import pictures'), entry('d', 'Dark theme')];

it('[PLAY-7] finds entries by the beginnings of their words, in any order', () => {
  expect(arrange(all, 'gal go', []).map(({ id }) => id)).toEqual(['b']);
  expect(arrange(all, 'pic', []).map(({ id }) => id)).toEqual(['c']);
  expect(fit('Import pictures', 'mport')).toBeUndefined();
  expect(arrange(all, '(.*', [])).toEqual([]);
});

it('[PLAY-7] lists what was used last first', () => {
  expect(arrange(all, '', ['d', 'b']).map(({ id }) => id)).toEqual(['d', 'b', 'a', 'c']);
});
