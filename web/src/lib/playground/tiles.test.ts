// Proves that every item of a run has its place, whatever this device knows of it.
import type { Item } from 'shared/runs';
import { noItems } from 'shared/runs';
import { describe, expect, it } from 'vitest';
import type { AssetEntry } from '#lib/gallery';
import { keptTiles, tilesOf } from './tiles.ts';

const item = (index: number, over: Partial<Item> = {}): Item => ({
  id: index.toString(16).padStart(32, '0'),
  index,
  state: 'queued',
  stopping: false,
  attempts: 0,
  predictionId: null,
  problem: null,
  assets: [],
  text: null,
  price: 27_000,
  charged: 0,
  submittedAt: null,
  finishedAt: null,
  ...over
});
const asset = (id: string, itemId: string, output = 0): AssetEntry => ({
  record: { id, made: { itemId, output } } as AssetEntry['record'],
  fields: {}
});
const here = { wasRemoved: () => false };

describe('tiles of a run', () => {
  it('[PLAY-6] keeps the tiles of items that did not change, and replaces the others', () => {
    const [one, two] = [item(0), item(1)];
    const before = tilesOf({ items: [one, two], counts: noItems() }, { ...here, assets: [] });
    const arrived = asset('a', two.id);
    const after = keptTiles(
      before,
      tilesOf({ items: [one, item(1, { state: 'succeeded' })], counts: noItems() }, { ...here, assets: [arrived] })
    );
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toMatchObject({ kind: 'asset', asset: arrived });
    expect(keptTiles(after, [])).toEqual([]);
  });

  it('[PLAY-6] puts each picture where its item waited', () => {
    const items = [item(0, { state: 'succeeded' }), item(1), item(2, { state: 'succeeded' })];
    const tiles = tilesOf({ items, counts: noItems() }, { ...here, assets: [asset('s.2', items[2]!.id), asset('s.0', items[0]!.id)] });
    expect(tiles.map(({ kind, key }) => [kind, key])).toEqual([
      ['asset', items[0]!.id],
      ['item', items[1]!.id],
      ['asset', items[2]!.id]
    ]);
  });

  it('[PLAY-6] shows all outputs of one item in order', () => {
    const items = [item(0, { state: 'succeeded' })];
    const tiles = tilesOf(
      { items, counts: noItems() },
      { ...here, assets: [asset('s.b', items[0]!.id, 1), asset('s.a', items[0]!.id, 0)] }
    );
    expect(tiles.map((tile) => tile.kind === 'asset' && tile.asset.record.id)).toEqual(['s.a', 's.b']);
  });

  it('[PLAY-6] keeps a place for each frame of a series until it is there, and one for a series that failed', () => {
    const items = [item(0, { state: 'submitted' }), item(1, { state: 'failed' }), item(2, { state: 'succeeded' })];
    const assets = [asset('s.b', items[2]!.id, 1), asset('s.a', items[2]!.id, 0)];
    const tiles = tilesOf({ items, counts: noItems() }, { ...here, assets, outputs: 3 });
    expect(tiles.map(({ kind }) => kind)).toEqual(['item', 'item', 'item', 'item', 'asset', 'asset']);
    expect(new Set(tiles.map(({ key }) => key)).size).toBe(6);
  });

  it('[RUN-7] waits for a picture that is on its way, and says when it was taken away', () => {
    const items = [item(0, { state: 'succeeded', assets: ['s.0'] })];
    expect(tilesOf({ items, counts: noItems() }, { ...here, assets: [] })[0]?.kind).toBe('item');
    expect(tilesOf({ items, counts: noItems() }, { assets: [], wasRemoved: () => true })[0]?.kind).toBe('gone');
  });

  it('[PLAY-6] shows offline what is in the gallery when the items are not known', () => {
    const counts = { ...noItems(), succeeded: 2, failed: 1 };
    const kinds = tilesOf({ items: undefined, counts }, { ...here, assets: [asset('s.0', 'x'), asset('s.1', 'y')] }).map(
      ({ kind }) => kind
    );
    expect(kinds).toEqual(['asset', 'asset', 'unknown']);
  });
});
