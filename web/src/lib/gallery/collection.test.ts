// Proves the order of the gallery and that a change touches only what changed.
import type { Asset, AssetFields } from 'shared/gallery';
import { describe, expect, it } from 'vitest';
import { Collection, type AssetEntry } from './collection.ts';

const hash = 'a'.repeat(64);
const entry = (id: string, createdAt: number, fields: AssetFields = {}, made?: Asset['made']): AssetEntry => ({
  record: {
    v: 1,
    id,
    kind: 'image',
    createdAt,
    hash,
    type: 'image/png',
    bytes: 1,
    width: 1,
    height: 1,
    thumb: { hash, width: 1, height: 1 },
    thumbhash: '',
    colour: '#000000',
    parents: [],
    ...(made ? { made } : {})
  },
  fields
});
const madeIn = (runId: string): Asset['made'] => ({ runId, itemId: 'i', output: 0, engine: 'sandbox', cost: 0, took: 0 });
const put = (collection: Collection, ...entries: AssetEntry[]) => collection.change(new Map(entries.map((one) => [one.record.id, one])));
const ids = (entries: readonly AssetEntry[]) => entries.map(({ record }) => record.id);

describe('Collection', () => {
  it('[GAL-1] shows the newest first, and by id what came at the same moment, however it arrives', () => {
    const all = [entry('a.1', 5), entry('b.1', 9), entry('a.2', 5), entry('c.1', 1)];
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1]
    ].map((order) => {
      const collection = new Collection();
      for (const index of order) {
        put(collection, all[index]!);
        collection.lists();
      }
      return ids(collection.lists().shown);
    });
    expect(orders).toEqual(Array(3).fill(['b.1', 'a.1', 'a.2', 'c.1']));
  });

  it('[RUN-3] gives a run the same list of its assets until one of them changes', () => {
    const collection = new Collection();
    put(collection, entry('a.2', 2, {}, madeIn('r')), entry('a.1', 1, {}, madeIn('r')), entry('a.3', 3, {}, madeIn('other')));
    const list = collection.byRun('r');
    expect(ids(list)).toEqual(['a.1', 'a.2']);
    put(collection, entry('a.4', 4, {}, madeIn('other')), entry('a.5', 5));
    expect(collection.byRun('r')).toBe(list);
    put(collection, entry('a.1', 1, { trashedAt: 9 }, madeIn('r')));
    expect(ids(collection.byRun('r'))).toEqual(['a.2']);
    collection.change(new Map([['a.2', undefined]]));
    expect(collection.byRun('r')).toEqual([]);
  });

  it('[RUN-3] finds an asset by its bytes, whether it came before anybody asked or after, and none that is gone', () => {
    const of = (id: string, bytes: string): AssetEntry => ({ ...entry(id, 1), record: { ...entry(id, 1).record, hash: bytes } });
    const collection = new Collection();
    put(collection, of('a.1', 'one'));
    expect(collection.byHash('one')?.record.id).toBe('a.1');
    put(collection, of('a.2', 'two'));
    expect(collection.byHash('two')?.record.id).toBe('a.2');
    collection.change(new Map([['a.1', undefined]]));
    expect(collection.byHash('one')).toBeUndefined();
  });

  it('[GAL-1] equals a plain sort after many random changes', () => {
    const collection = new Collection();
    const truth = new Map<string, AssetEntry>();
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 200; round += 1) {
      const changes = new Map<string, AssetEntry | undefined>();
      for (let n = random(5); n >= 0; n -= 1) {
        const id = `s.${random(60)}`;
        changes.set(id, random(4) === 0 ? undefined : entry(id, random(20)));
      }
      collection.change(changes);
      for (const [id, one] of changes) {
        if (one) truth.set(id, one);
        else truth.delete(id);
      }
      const sorted = [...truth.values()].sort((a, b) => b.record.createdAt - a.record.createdAt || (a.record.id < b.record.id ? -1 : 1));
      expect(collection.lists().shown).toEqual(sorted);
    }
  });

  it('[GAL-4] keeps what is in trash apart, and takes it back', () => {
    const collection = new Collection();
    put(collection, entry('a.1', 1), entry('a.2', 2));
    put(collection, entry('a.2', 2, { trashedAt: 9 }));
    expect([ids(collection.lists().shown), ids(collection.lists().trashed)]).toEqual([['a.1'], ['a.2']]);
    put(collection, entry('a.2', 2));
    expect([ids(collection.lists().shown), ids(collection.lists().trashed)]).toEqual([['a.2', 'a.1'], []]);
  });

  it('[GAL-1] leaves the entries of unchanged assets as they are', () => {
    const collection = new Collection();
    const [one, two] = [entry('a.1', 1), entry('a.2', 2)];
    put(collection, one, two);
    put(collection, entry('a.2', 2, { favourite: true }));
    const { shown } = collection.lists();
    expect(shown[1]).toBe(one);
    expect(shown[0]).not.toBe(two);
  });

  it('[RUN-7] finds the assets of a run, oldest first', () => {
    const collection = new Collection();
    put(collection, entry('a.1', 3, {}, madeIn('r')), entry('a.2', 2, {}, madeIn('r')), entry('a.3', 1, {}, madeIn('other')));
    expect(ids(collection.byRun('r'))).toEqual(['a.2', 'a.1']);
    collection.change(new Map([['a.1', undefined]]));
    expect(ids(collection.byRun('r'))).toEqual(['a.2']);
    expect(collection.byRun('none')).toEqual([]);
  });

  it('[GAL-1] tells of entries that cannot be shown until they can', () => {
    const collection = new Collection();
    collection.change(new Map([['a.1', { id: 'a.1', unreadable: 'newer' as const }]]));
    expect(collection.lists()).toMatchObject({ shown: [], unreadable: [{ id: 'a.1', unreadable: 'newer' }] });
    put(collection, entry('a.1', 1));
    expect(collection.lists().unreadable).toEqual([]);
  });
});
