// Proves that the graph around an asset is complete as far as it goes, in the order of generations, and ends whatever the records say.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssetEntry } from './collection.ts';
import { lineageOf } from './lineage.ts';

const entry = (id: string, parents: readonly string[] = [], createdAt = 1): AssetEntry =>
  ({ record: { id, hash: `h${id}`, parents: parents.map((one) => `h${one}`), createdAt }, fields: {} }) as unknown as AssetEntry;
const at = (assets: readonly AssetEntry[], id: string, most?: number) =>
  lineageOf(
    assets.find(({ record }) => record.id === id)!,
    assets,
    most
  );

describe('lineage', () => {
  const family = [
    entry('slow', ['blinds']),
    entry('cover', ['blinds', 'test']),
    entry('blinds', ['window']),
    entry('blue', ['linen']),
    entry('window', ['linen']),
    entry('linen', ['test']),
    entry('test'),
    entry('stranger')
  ];

  it('[GAL-5] shows parents, children and siblings by generation, and marks the path to the asset', () => {
    const { nodes, edges, left } = at(family, 'window');
    expect(nodes.map(({ entry: { record }, column, onPath }) => [record.id, column, onPath])).toEqual([
      ['test', 0, true],
      ['linen', 1, true],
      ['blue', 2, false],
      ['window', 2, true],
      ['blinds', 3, false],
      ['cover', 4, false],
      ['slow', 4, false]
    ]);
    expect(edges.filter(({ onPath }) => onPath).map(({ from, to }) => [from.entry.record.id, to.entry.record.id])).toEqual([
      ['test', 'linen'],
      ['linen', 'window']
    ]);
    expect(left).toBe(0);
  });

  it('[GAL-5] an asset without relatives stands alone', () => {
    expect(at(family, 'stranger').nodes).toHaveLength(1);
  });

  it('[GAL-5] whatever the records say it ends, shows the nearest, and no two assets lie on each other', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    fc.assert(
      fc.property(
        fc.array(fc.subarray(ids, { maxLength: 4 }), { minLength: 8, maxLength: 8 }),
        fc.constantFrom(...ids),
        fc.integer({ min: 1, max: 8 }),
        (parents, start, most) => {
          const { nodes, edges } = at(
            ids.map((id, index) => entry(id, parents[index], index)),
            start,
            most
          );
          expect(nodes.length).toBeLessThanOrEqual(most);
          expect(nodes.some(({ entry: { record } }) => record.id === start)).toBe(true);
          expect(new Set(nodes.map(({ column, row }) => `${column}/${row}`)).size).toBe(nodes.length);
          for (const { from, to } of edges) expect(from).not.toBe(to);
        }
      )
    );
  });
});
