// Proves which two pictures are compared.
import { expect, it } from 'vitest';
import type { AssetEntry } from './collection.ts';
import { pairOf } from './pair.ts';

type Made = Pick<AssetEntry['record'], 'kind' | 'parents'> & { references?: { hash: string; role?: string }[] };
const asset = (hash: string, createdAt: number, { references, ...over }: Partial<Made> = {}): AssetEntry => ({
  record: {
    id: `d.${hash}`,
    hash,
    createdAt,
    kind: 'image',
    parents: [],
    ...over,
    ...(references ? { recipe: { references } } : {})
  } as never,
  fields: {}
});
const source = asset('a', 1);
const edit = asset('b', 2, {
  references: [
    { hash: 'm', role: 'mask' },
    { hash: 's', role: 'style' },
    { hash: 'a', role: 'source' }
  ]
});
const hashes = (assets: AssetEntry[], known: AssetEntry[] = [source, edit]) => {
  const pair = pairOf(assets, (hash) => known.find(({ record }) => record.hash === hash));
  return pair && [pair.before.hash, pair.before.word, pair.after.hash, pair.after.word];
};

it('[PLAY-6] holds a result against its source, also where the source is no asset any more', () => {
  expect(hashes([edit])).toEqual(['a', 'Before', 'b', 'After']);
  expect(hashes([edit], [edit])).toEqual(['a', 'Before', 'b', 'After']);
});

it('[PLAY-6] takes the only parent of an import, and never a mask', () => {
  expect(hashes([asset('c', 3, { parents: ['a'] })])).toEqual(['a', 'Before', 'c', 'After']);
  expect(hashes([asset('c', 3, { references: [{ hash: 'm', role: 'mask' }] })])).toBeUndefined();
});

it('[PLAY-6] holds any two pictures against each other, the older before', () => {
  expect(hashes([edit, source])).toEqual(['a', 'Before', 'b', 'After']);
  expect(hashes([asset('z', 9), source])).toEqual(['a', 'Older', 'z', 'Newer']);
});

it('[PLAY-6] compares neither videos nor three nor a picture with nothing before it', () => {
  expect(hashes([source])).toBeUndefined();
  expect(hashes([source, edit, asset('c', 3)])).toBeUndefined();
  expect(hashes([source, asset('v', 3, { kind: 'video' })])).toBeUndefined();
});
