// Board documents: what is written is read, concurrent work survives, and undo is one's own.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addItems,
  boardUndo,
  changeItems,
  noteText,
  observeItems,
  readGeometry,
  readItem,
  readItems,
  removeItems,
  trackNote
} from './board-doc.ts';
import type { BoardItem, Geometry } from './board-item.ts';
import { keysBetween } from './order.ts';

const [first] = keysBetween(null, null, 1) as [string];
const note = (id: string, g: Geometry = [0, 0, 100, 100, 0]): BoardItem => ({
  id,
  record: { v: 1, kind: 'note', createdAt: 1 },
  fields: { g, o: first }
});
const meet = (...docs: Y.Doc[]) => {
  for (let round = 0; round < 2; round++)
    for (const from of docs)
      for (const to of docs) if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
};
const contentOf = (doc: Y.Doc) => Object.fromEntries([...readItems(doc)].toSorted(([a], [b]) => (a < b ? -1 : 1)));

describe('[MOOD-2] board documents', () => {
  it('changes of different fields of one item both survive', () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    addItems(one, [note('aaaaaaaa')]);
    meet(one, other);
    changeItems(one, [{ id: 'aaaaaaaa', fields: { g: [5, 5, 100, 100, 0] } }]);
    changeItems(other, [{ id: 'aaaaaaaa', fields: { colour: '#ffeecc', tags: ['warm'] } }]);
    meet(one, other);
    expect(contentOf(one)).toEqual(contentOf(other));
    expect(readItem(one, 'aaaaaaaa')?.fields).toEqual({ g: [5, 5, 100, 100, 0], o: first, colour: '#ffeecc', tags: ['warm'] });
  });

  it('what is gone stays gone although somebody else moved it at the same time', () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    addItems(one, [note('aaaaaaaa'), note('bbbbbbbb')]);
    meet(one, other);
    removeItems(one, ['aaaaaaaa']);
    changeItems(other, [{ id: 'aaaaaaaa', fields: { g: [9, 9, 9, 9, 0] } }]);
    meet(one, other);
    expect([...readItems(one).keys()]).toEqual(['bbbbbbbb']);
    expect(readItem(other, 'aaaaaaaa')).toBeUndefined();
    changeItems(other, [{ id: 'aaaaaaaa', fields: { title: 'ghost' } }]);
    expect(readItem(other, 'aaaaaaaa')).toBeUndefined();
  });

  it('says what it cannot read instead of hiding it, and refuses bad values whole', () => {
    const doc = new Y.Doc();
    const map = doc.getMap<unknown>('items');
    map.set('cccccccc', { v: 1, kind: 'hologram' });
    map.set('dddddddd', { v: 2, kind: 'note' });
    addItems(doc, [note('eeeeeeee')]);
    map.set('eeeeeeee:g', 'far away');
    expect(readItem(doc, 'cccccccc')).toMatchObject({ unreadable: 'damaged' });
    expect(readItem(doc, 'dddddddd')).toMatchObject({ unreadable: 'newer' });
    expect(readItem(doc, 'eeeeeeee')?.fields).toEqual({ o: first });
    expect(() => changeItems(doc, [{ id: 'eeeeeeee', fields: { title: 'ok', g: [0, 0, -1, 5, 0] as Geometry } }])).toThrow();
    expect(readItem(doc, 'eeeeeeee')?.fields.title).toBeUndefined();
  });

  it('tells which items changed or only moved, and writes nothing where nothing changes', () => {
    const doc = new Y.Doc();
    addItems(doc, [note('aaaaaaaa'), note('bbbbbbbb')]);
    const heard: [string, string][][] = [];
    const stop = observeItems(doc, (news) => heard.push([...news]));
    changeItems(doc, [{ id: 'aaaaaaaa', fields: { g: [0, 0, 100, 100, 0] } }]);
    changeItems(doc, [
      { id: 'aaaaaaaa', fields: { g: [1, 0, 100, 100, 0], title: 'one' } },
      { id: 'bbbbbbbb', fields: { locked: true } }
    ]);
    changeItems(doc, [{ id: 'bbbbbbbb', fields: { g: [3, 0, 100, 100, 0] } }]);
    stop();
    expect(heard).toEqual([
      [
        ['aaaaaaaa', 'changed'],
        ['bbbbbbbb', 'changed']
      ],
      [['bbbbbbbb', 'moved']]
    ]);
    expect(readGeometry(doc, 'bbbbbbbb')).toEqual([3, 0, 100, 100, 0]);
  });

  it('undo takes back one’s own work and nothing of anybody else’s', () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    const mine = {};
    const undo = boardUndo(one, mine);
    addItems(one, [note('aaaaaaaa')], mine);
    trackNote(undo, one, 'aaaaaaaa');
    meet(one, other);
    undo.stopCapturing();
    changeItems(one, [{ id: 'aaaaaaaa', fields: { g: [50, 50, 100, 100, 0] } }], mine);
    changeItems(other, [{ id: 'aaaaaaaa', fields: { colour: '#112233' } }]);
    addItems(other, [note('bbbbbbbb')]);
    meet(one, other);
    undo.stopCapturing();
    one.transact(() => noteText(one, 'aaaaaaaa').insert(0, 'Keep the floor bare.'), mine);
    undo.undo();
    expect(noteText(one, 'aaaaaaaa').toJSON()).toBe('');
    undo.undo();
    expect(readItem(one, 'aaaaaaaa')?.fields).toEqual({ g: [0, 0, 100, 100, 0], o: first, colour: '#112233' });
    undo.undo();
    expect([...readItems(one).keys()]).toEqual(['bbbbbbbb']);
    undo.redo();
    undo.redo();
    expect(readItem(one, 'aaaaaaaa')?.fields.g).toEqual([50, 50, 100, 100, 0]);
    meet(one, other);
    expect(contentOf(one)).toEqual(contentOf(other));
  });

  it('five people’s random work converges', () => {
    const id = fc.constantFrom('aaaaaaaa', 'bbbbbbbb', 'cccccccc');
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const), peer: fc.nat(4), id }),
      fc.record({ do: fc.constant('move' as const), peer: fc.nat(4), id, x: fc.integer({ min: -500, max: 500 }) }),
      fc.record({ do: fc.constant('type' as const), peer: fc.nat(4), id, words: fc.string({ maxLength: 5 }) }),
      fc.record({ do: fc.constant('remove' as const), peer: fc.nat(4), id }),
      fc.record({ do: fc.constant('meet' as const), peer: fc.nat(4), id })
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const docs = Array.from({ length: 5 }, () => new Y.Doc());
        for (const one of steps) {
          const doc = docs[one.peer] as Y.Doc;
          if (one.do === 'add') addItems(doc, [note(one.id)]);
          else if (one.do === 'move') changeItems(doc, [{ id: one.id, fields: { g: [one.x, 0, 10, 10, 0] } }]);
          else if (one.do === 'type') noteText(doc, one.id).insert(0, one.words.toWellFormed());
          else if (one.do === 'remove') removeItems(doc, [one.id]);
          else meet(doc, docs[(one.peer + 1) % 5] as Y.Doc);
        }
        meet(...docs);
        for (const doc of docs) expect(contentOf(doc)).toEqual(contentOf(docs[0] as Y.Doc));
      }),
      { numRuns: 60 }
    );
  });
});
