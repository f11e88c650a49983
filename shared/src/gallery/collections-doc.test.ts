// Proves that collections, what is in them, and saved filters agree on all devices, and that changes made at once do not undo each other.
import fc from 'fast-check';
import { newId } from '../kernel/index.ts';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Asset } from './asset.ts';
import { savedFilters } from './asset-filter.ts';
import { collectionEntries, observeCollections, readBoardMemberships, setBoardMembership } from './collections-doc.ts';
import { addAsset, isMember, observeAssets, readAsset, readAssets, setField, setMembership } from './gallery-doc.ts';

const merge = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
const meet = (docs: readonly Y.Doc[]) => {
  for (let round = 0; round < 2; round++) for (const from of docs) for (const to of docs) if (from !== to) merge(from, to);
};
const [salt, dunes] = [newId(), newId()];
const hash = 'a'.repeat(64);
const asset = (id: string): Asset => ({
  v: 1,
  id,
  kind: 'image',
  createdAt: 1,
  hash,
  type: 'image/png',
  bytes: 1,
  width: 4,
  height: 3,
  thumb: { hash, width: 4, height: 3 },
  thumbhash: 'AAAA',
  colour: '#aabbcc',
  parents: []
});

it('[GAL-4] an asset put into two collections at once is in both, whatever is changed beside', () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  addAsset(one, asset('srv1.a'));
  merge(one, two);
  setMembership(one, 'srv1.a', salt, true);
  setMembership(two, 'srv1.a', dunes, true);
  setField(two, 'srv1.a', 'rating', 4);
  meet([one, two]);
  for (const doc of [one, two]) {
    expect(readAsset(doc, 'srv1.a')?.fields).toEqual({ rating: 4, collections: [salt, dunes].sort() });
    expect(isMember(doc, 'srv1.a', salt)).toBe(true);
  }
  setMembership(one, 'srv1.a', salt, false);
  meet([one, two]);
  expect(readAsset(two, 'srv1.a')?.fields.collections).toEqual([dunes]);
});

it('[GAL-4] tells which asset was put into a collection, and refuses ids that are none', () => {
  const doc = new Y.Doc();
  addAsset(doc, asset('srv1.a'));
  const told: string[] = [];
  observeAssets(doc, (ids) => told.push(...ids));
  setMembership(doc, 'srv1.a', salt, true);
  expect(told).toEqual(['srv1.a']);
  expect(() => setMembership(doc, 'srv1.a', 'salt', true)).toThrow();
  expect(readAssets(doc, new Set(['srv1.b'])).size).toBe(0);
});

it('[GAL-4] collections are named, given a cover and removed; a rename of what another removed brings nothing back', () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  collectionEntries.add(one, salt, { createdAt: 2, by: 'ada' }, { name: 'Salt and linen' });
  collectionEntries.add(one, dunes, { createdAt: 1 }, { name: 'Dunes' });
  collectionEntries.set(one, salt, 'cover', 'srv1.a');
  expect(collectionEntries.read(one)).toEqual([
    { id: dunes, createdAt: 1, name: 'Dunes' },
    { id: salt, createdAt: 2, by: 'ada', name: 'Salt and linen', cover: 'srv1.a' }
  ]);
  merge(one, two);
  collectionEntries.remove(one, dunes);
  collectionEntries.set(two, dunes, 'name', 'Dunes at dusk');
  meet([one, two]);
  for (const doc of [one, two]) expect(collectionEntries.read(doc).map(({ id }) => id)).toEqual([salt]);
  expect(() => collectionEntries.set(one, salt, 'name', '')).toThrow();
  expect(collectionEntries.read(one)[0]?.name).toBe('Salt and linen');
});

it('[GAL-4] boards belong to collections, and who looks is told of every change', () => {
  const doc = new Y.Doc();
  let told = 0;
  const stop = observeCollections(doc, () => (told += 1));
  collectionEntries.add(doc, salt, { createdAt: 2 }, { name: 'Salt' });
  setBoardMembership(doc, salt, 'b1', true);
  setBoardMembership(doc, salt, 'b2', true);
  setBoardMembership(doc, salt, 'b1', false);
  expect(readBoardMemberships(doc)).toEqual(new Map([[salt, new Set(['b2'])]]));
  stop();
  setBoardMembership(doc, salt, 'b2', false);
  expect(told).toBe(4);
});

it('[GAL-3] saved filters keep what they ask for, refuse what is no filter, and show what can be read of a newer one', () => {
  const doc = new Y.Doc();
  savedFilters.add(doc, salt, { createdAt: 1 }, { name: 'Five stars', filter: { rating: 5, tags: ['still life'] } });
  savedFilters.set(doc, salt, 'filter', { rating: 4 });
  expect(savedFilters.read(doc)).toEqual([{ id: salt, createdAt: 1, name: 'Five stars', filter: { rating: 4 } }]);
  expect(() => savedFilters.set(doc, salt, 'filter', { rating: 9 })).toThrow();
  doc.getMap('filters').set(`${salt}/filter`, { kind: 'sculpture' });
  expect(savedFilters.read(doc)).toEqual([{ id: salt, createdAt: 1, name: 'Five stars' }]);
});

it('[SYNC-1] devices that make, name, fill and remove collections at once agree after they met', () => {
  const ids = [newId(), newId(), newId()];
  const step = fc.record({
    peer: fc.nat(2),
    which: fc.nat(2),
    act: fc.constantFrom('add', 'rename', 'remove', 'in', 'out', 'board'),
    n: fc.nat(100),
    meets: fc.boolean()
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
      addAsset(docs[0]!, asset('srv1.a'));
      meet(docs);
      for (const { peer, which, act, n, meets } of steps) {
        const doc = docs[peer]!;
        const id = ids[which]!;
        if (act === 'add') collectionEntries.add(doc, id, { createdAt: n }, { name: `C${n}` });
        else if (act === 'rename') collectionEntries.set(doc, id, 'name', `R${n}`);
        else if (act === 'remove') collectionEntries.remove(doc, id);
        else if (act === 'board') setBoardMembership(doc, id, 'b', n % 2 === 0);
        else setMembership(doc, 'srv1.a', id, act === 'in');
        if (meets) merge(doc, docs[(peer + 1) % 3]!);
      }
      meet(docs);
      const [first, ...others] = docs.map((doc) => [
        collectionEntries.read(doc),
        [...readBoardMemberships(doc)].sort(),
        readAsset(doc, 'srv1.a')
      ]);
      for (const other of others) expect(other).toEqual(first);
    }),
    { numRuns: 200 }
  );
});
