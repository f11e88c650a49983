// Proves that the list of documents agrees on all devices, and that changes of different fields both hold.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addDocument,
  listedKinds,
  observeDirectory,
  readDocuments,
  removeDocument,
  renameDocument,
  restoreDocument,
  tagDocument,
  trashDocument
} from './directory-doc.ts';

const merge = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
const meet = (one: Y.Doc, two: Y.Doc) => {
  merge(one, two);
  merge(two, one);
};
const sorted = (doc: Y.Doc) => readDocuments(doc).toSorted((a, b) => (`${a.kind}${a.docId}` < `${b.kind}${b.docId}` ? -1 : 1));
const board = { kind: 'board', docId: 'b1' } as const;

const step = fc.record({
  peer: fc.nat(2),
  kind: fc.constantFrom(...listedKinds),
  docId: fc.constantFrom('x', 'y', 'z'),
  act: fc.constantFrom('add', 'rename', 'tag', 'trash', 'restore', 'remove'),
  n: fc.nat(1_000),
  meets: fc.boolean()
});

it('[SYNC-1] devices that list, rename, trash and restore at once agree after they met, on one of the values written', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
      const [titles, times] = [new Set(['']), new Set<number | undefined>([undefined])];
      for (const { peer, act, n, meets, kind, docId } of steps) {
        const doc = docs[peer]!;
        const title = `T${n}`;
        if (act === 'add') addDocument(doc, { kind, docId, title, createdAt: n });
        else if (act === 'rename') renameDocument(doc, { kind, docId }, title);
        else if (act === 'tag') tagDocument(doc, { kind, docId }, [title]);
        else if (act === 'trash') trashDocument(doc, { kind, docId }, n);
        else if (act === 'restore') restoreDocument(doc, { kind, docId });
        else removeDocument(doc, { kind, docId });
        titles.add(title);
        times.add(n);
        if (meets) merge(doc, docs[(peer + 1) % 3]!);
      }
      for (let round = 0; round < 2; round++) for (const from of docs) for (const to of docs) if (from !== to) merge(from, to);
      expect(sorted(docs[1]!)).toEqual(sorted(docs[0]!));
      expect(sorted(docs[2]!)).toEqual(sorted(docs[0]!));
      for (const entry of readDocuments(docs[0]!)) expect([titles.has(entry.title), times.has(entry.trashedAt)]).toEqual([true, true]);
    }),
    { numRuns: 200 }
  );
});

it('[SYNC-1] a rename and a move to the trash at once both hold, and whoever restores after having seen it wins', () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  addDocument(one, { ...board, title: 'Harbour', createdAt: 1, by: 'ann' });
  meet(one, two);
  renameDocument(one, board, 'Dawn');
  trashDocument(two, board, 5);
  meet(one, two);
  expect(readDocuments(one)).toEqual([{ ...board, title: 'Dawn', createdAt: 1, by: 'ann', trashedAt: 5 }]);
  restoreDocument(one, board);
  meet(one, two);
  expect(readDocuments(two)).toEqual([{ ...board, title: 'Dawn', createdAt: 1, by: 'ann' }]);
});

it('[MOOD-1] tags and a title given at once both hold, and a template says that it is one', () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  addDocument(one, { ...board, title: 'Harbour', createdAt: 1, template: true, tags: ['warm'] });
  meet(one, two);
  renameDocument(one, board, 'Dawn');
  tagDocument(two, board, ['warm', 'bold']);
  meet(one, two);
  expect(readDocuments(one)).toEqual([{ ...board, title: 'Dawn', createdAt: 1, template: true, tags: ['warm', 'bold'] }]);
  tagDocument(one, board, []);
  expect(readDocuments(one)[0]).not.toHaveProperty('tags');
  expect(() => tagDocument(one, board, [''])).toThrow();
  removeDocument(one, board);
  expect([...one.getMap('documents').keys()]).toEqual([]);
});

it('[SYNC-1] a listed document stays as it is when it is listed again, and is heard of', () => {
  const doc = new Y.Doc();
  let heard = 0;
  observeDirectory(doc, () => heard++);
  addDocument(doc, { ...board, title: '', createdAt: 1 });
  addDocument(doc, { ...board, title: 'Other', createdAt: 2 });
  addDocument(doc, { kind: 'preset', docId: 'b1', title: 'Same id', createdAt: 3 });
  expect(readDocuments(doc).map(({ title }) => title)).toEqual(['', 'Same id']);
  expect(heard).toBe(2);
  removeDocument(doc, board);
  expect(readDocuments(doc)).toHaveLength(1);
});

it('[SYNC-1] what cannot be read is listed with what can, and what is no document is not listed', () => {
  const doc = new Y.Doc();
  const map = doc.getMap('documents');
  map.set('board/odd', 'nonsense');
  map.set('board/odd/title', 7);
  map.set('board/odd/trashedAt', 'yesterday');
  map.set('gallery/g', { createdAt: 1 });
  map.set('board/late/title', 'A title alone');
  expect(readDocuments(doc)).toEqual([{ kind: 'board', docId: 'odd', title: '', createdAt: 0 }]);
  expect(() => addDocument(doc, { kind: 'board', docId: 'a/b', title: 'x', createdAt: 1 })).toThrow();
  expect(() => renameDocument(doc, board, 'x'.repeat(300))).toThrow();
  expect(() => trashDocument(doc, board, Number.NaN)).toThrow();
});
