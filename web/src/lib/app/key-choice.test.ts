// Proves that a chosen key is only refused where it would really be in another one's way.
import { expect, it } from 'vitest';
import { grouped, inTheWay, rowOf } from './key-choice.ts';

const row = (id: string, keys: string | undefined, group?: string) => rowOf({ id, title: id, ...(group ? { group } : {}) }, keys);
const rows = [row('go', 'G P', 'Pages'), row('frame', 'F', 'Board'), row('star', 'F', 'Pictures'), row('all', '?'), row('bare', undefined)];
const meeting = (id: string, group: string, keys: string) => inTheWay(rows, { id, group }, keys).map((one) => one.id);

it('[PLAY-7] says which command a key already stands for, on this page or everywhere', () => {
  expect(meeting('note', 'Board', 'F')).toEqual(['frame']);
  expect(meeting('note', 'Board', '?')).toEqual(['all']);
  expect(meeting('undo', 'Anywhere', 'f')).toEqual(['frame', 'star']);
  expect(meeting('frame', 'Board', 'F')).toEqual([]);
  expect(meeting('note', 'Board', 'Ctrl+F')).toEqual([]);
});

it('[PLAY-7] keeps a lone key from swallowing the first of two', () => {
  expect(meeting('note', 'Board', 'G')).toEqual(['go']);
  expect(meeting('note', 'Board', 'G N')).toEqual([]);
  expect(meeting('note', 'Board', 'G P')).toEqual(['go']);
});

it('[PLAY-7] lists what works everywhere first', () => {
  expect(grouped(rows).map(([group]) => group)).toEqual(['Pages', 'Anywhere', 'Board', 'Pictures']);
});
