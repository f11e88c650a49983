// Proves that a gallery shard merges without losing anybody's change and never hides what it cannot read.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { addAsset, observeAssets, readAsset, readAssets, setField } from './gallery-doc.ts';
import type { Asset, AssetField, AssetFields } from './asset.ts';

const hash = (n: number) => n.toString(16).padStart(64, '0');
const asset = (n: number, shard = 'srv0'): Asset => ({
  v: 1,
  id: `${shard}.a${n}`,
  kind: 'image',
  createdAt: 1_700_000_000_000 + n,
  hash: hash(n),
  type: 'image/png',
  bytes: 10,
  width: 4,
  height: 3,
  thumb: { hash: hash(n + 1), width: 4, height: 3 },
  thumbhash: 'AAAA',
  colour: '#aabbcc',
  parents: []
});
const merge = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
const meet = (docs: readonly Y.Doc[]) => {
  for (let round = 0; round < 2; round++) for (const from of docs) for (const to of docs) if (from !== to) merge(from, to);
};

it('[GAL-4] concurrent edits of different fields of one asset both survive', () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  addAsset(one, asset(1));
  merge(one, two);
  setField(one, 'srv0.a1', 'favourite', true);
  setField(two, 'srv0.a1', 'title', 'Dunes at dusk');
  meet([one, two]);
  for (const doc of [one, two]) expect(readAsset(doc, 'srv0.a1')?.fields).toEqual({ favourite: true, title: 'Dunes at dusk' });
});

it('[GAL-4] a field is taken back by undefined, and a value outside its limits is refused', () => {
  const doc = new Y.Doc();
  addAsset(doc, asset(1));
  setField(doc, 'srv0.a1', 'trashedAt', 5);
  setField(doc, 'srv0.a1', 'trashedAt', undefined);
  expect(readAsset(doc, 'srv0.a1')?.fields).toEqual({});
  expect(() => setField(doc, 'srv0.a1', 'rating', 6)).toThrow();
  expect(() => setField(doc, 'no-dot', 'rating', 1)).toThrow();
});

it('[RUN-7] an asset that is there already is never written again', () => {
  const doc = new Y.Doc();
  expect(addAsset(doc, asset(1))).toBe(true);
  const before = Y.encodeStateVector(doc);
  expect(addAsset(doc, { ...asset(1), bytes: 99 })).toBe(false);
  expect(Y.encodeStateVector(doc)).toEqual(before);
  expect(readAsset(doc, 'srv0.a1')?.record?.bytes).toBe(10);
});

it('[GAL-1] unreadable records are shown as such, and say whether a newer program wrote them', () => {
  const doc = new Y.Doc();
  addAsset(doc, asset(1));
  const raw = doc.getMap('assets');
  raw.set('srv0.damaged', { v: 1, id: 'srv0.damaged' });
  raw.set('srv0.newer', { v: 2, id: 'srv0.newer' });
  raw.set('srv0.liar', asset(7));
  raw.set('srv0.a1/rating', 'many');
  raw.set('srv0.a1/title', 'kept');
  const entries = readAssets(doc);
  expect([...entries.keys()].sort()).toEqual(['srv0.a1', 'srv0.damaged', 'srv0.liar', 'srv0.newer']);
  expect(entries.get('srv0.a1')).toMatchObject({ record: { id: 'srv0.a1' }, fields: { title: 'kept' } });
  expect(entries.get('srv0.damaged')).toMatchObject({ record: undefined, unreadable: 'damaged' });
  expect(entries.get('srv0.liar')).toMatchObject({ record: undefined, unreadable: 'damaged' });
  expect(entries.get('srv0.newer')).toMatchObject({ record: undefined, unreadable: 'newer' });
});

it('[GAL-5] shows a picture whose recipe cannot be read, and says so', () => {
  const doc = new Y.Doc();
  const raw = doc.getMap('assets');
  const recipe = { v: 1, model: 'bytedance/seedream-v4', prompt: 'a vase', params: {}, references: [] };
  raw.set('srv0.a1', { ...asset(1), recipe: { ...recipe, v: 2 } });
  raw.set('srv0.a2', { ...asset(2), recipe: 'a vase' });
  raw.set('srv0.a3', { ...asset(3), recipe });
  expect(readAsset(doc, 'srv0.a1')).toMatchObject({ record: { id: 'srv0.a1' }, unreadableRecipe: 'newer' });
  expect(readAsset(doc, 'srv0.a2')).toMatchObject({ record: { id: 'srv0.a2' }, unreadableRecipe: 'damaged' });
  expect(readAsset(doc, 'srv0.a2')?.record).not.toHaveProperty('recipe');
  expect(readAsset(doc, 'srv0.a3')).toMatchObject({ record: { recipe } });
  expect(readAsset(doc, 'srv0.a3')).not.toHaveProperty('unreadableRecipe');
});

it('[GAL-1] observers hear which assets changed, by record or by field', () => {
  const doc = new Y.Doc();
  const heard: string[][] = [];
  const stop = observeAssets(doc, (ids) => heard.push([...ids].sort()));
  doc.transact(() => {
    addAsset(doc, asset(1));
    addAsset(doc, asset(2));
  });
  setField(doc, 'srv0.a2', 'favourite', true);
  stop();
  setField(doc, 'srv0.a2', 'favourite', false);
  expect(heard).toEqual([['srv0.a1', 'srv0.a2'], ['srv0.a2']]);
});

const edit = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), n: fc.nat(6) }),
  fc.record({ kind: fc.constant('rating' as const), n: fc.nat(6), value: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }) }),
  fc.record({ kind: fc.constant('title' as const), n: fc.nat(6), value: fc.option(fc.string({ maxLength: 8 }), { nil: undefined }) }),
  fc.record({ kind: fc.constant('meet' as const), n: fc.nat(2) })
);

it('[SYNC-1] any order of edits and meetings ends in equal galleries with every record that was added', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2), edit), { maxLength: 60 }), (steps) => {
      const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
      const added = new Set<string>();
      for (const [peer, step] of steps) {
        const doc = docs[peer]!;
        const id = `srv0.a${step.n}`;
        if (step.kind === 'add') {
          addAsset(doc, asset(step.n));
          added.add(id);
        } else if (step.kind === 'meet') merge(doc, docs[step.n]!);
        else setField(doc, id, step.kind satisfies AssetField, step.value as AssetFields[typeof step.kind]);
      }
      meet(docs);
      const [first, ...rest] = docs.map((doc) => readAssets(doc));
      for (const other of rest) expect(Object.fromEntries(other)).toEqual(Object.fromEntries(first!));
      expect(new Set(first!.keys())).toEqual(added);
      for (const doc of docs) doc.destroy();
    }),
    { numRuns: 200 }
  );
});
