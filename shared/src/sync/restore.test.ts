// Proves that a restored document says what the earlier state said, merges on, and keeps what both states have in common.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { restoreTopLevel } from './restore.ts';

const values = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.integer(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.boolean()
);
const keys = fc.constantFrom('a', 'b', 'c', 'd');
// Without surrogate pairs: these steps count UTF-16 units and would cut them in two, which Yjs itself does not survive.
const words = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '字', ' '), maxLength: 8 });

const edit = fc.oneof(
  fc.record({ do: fc.constant('set' as const), key: keys, value: values }),
  fc.record({ do: fc.constant('unset' as const), key: keys }),
  fc.record({ do: fc.constant('nest' as const), key: keys, kind: fc.constantFrom('map', 'text', 'array'), words }),
  fc.record({ do: fc.constant('fill' as const), key: keys, words }),
  fc.record({ do: fc.constant('type' as const), at: fc.nat(30), words }),
  fc.record({ do: fc.constant('erase' as const), at: fc.nat(30), count: fc.nat(6) }),
  fc.record({ do: fc.constant('mark' as const), at: fc.nat(30), count: fc.nat(6), bold: fc.boolean() }),
  fc.record({ do: fc.constant('push' as const), at: fc.nat(8), value: values }),
  fc.record({ do: fc.constant('pull' as const), at: fc.nat(8), count: fc.nat(3) })
);
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

function perform(doc: Y.Doc, step: Edit): void {
  const [map, body, list] = [doc.getMap('map'), doc.getText('body'), doc.getArray('list')];
  if (step.do === 'set') map.set(step.key, step.value);
  else if (step.do === 'unset') map.delete(step.key);
  else if (step.do === 'nest') {
    if (step.kind === 'map') map.set(step.key, new Y.Map([['in', step.words]]));
    else map.set(step.key, step.kind === 'text' ? new Y.Text(step.words) : Y.Array.from([step.words]));
  } else if (step.do === 'fill') {
    const inner = map.get(step.key);
    if (inner instanceof Y.Map) inner.set(step.words, 1);
    else if (inner instanceof Y.Text) inner.insert(0, step.words);
    else if (inner instanceof Y.Array) inner.push([step.words]);
  } else if (step.do === 'type') body.insert(Math.min(step.at, body.length), step.words);
  else if (step.do === 'erase')
    body.delete(Math.min(step.at, body.length), Math.min(step.count, body.length - Math.min(step.at, body.length)));
  else if (step.do === 'mark') {
    const at = Math.min(step.at, body.length);
    body.format(at, Math.min(step.count, body.length - at), { bold: step.bold || null });
  } else if (step.do === 'push') list.insert(Math.min(step.at, list.length), [step.value]);
  else list.delete(Math.min(step.at, list.length), Math.min(step.count, list.length - Math.min(step.at, list.length)));
}

const stateOf = (doc: Y.Doc) => ({
  map: doc.getMap('map').toJSON(),
  list: doc.getArray('list').toJSON(),
  body: characters(doc.getText('body'))
});
/** Every character with what it is marked by: how they are grouped into runs says nothing. */
const characters = (text: Y.Text) =>
  (text.toDelta() as { insert: string; attributes?: object }[]).flatMap(({ insert, attributes }) =>
    Array.from(insert, (character) => [character, attributes ?? {}])
  );
const loaded = (update: Uint8Array) => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
};
const meet = (one: Y.Doc, two: Y.Doc) => {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two, Y.encodeStateVector(one)));
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one, Y.encodeStateVector(two)));
};

it('[SYNC-6] a restored document says what the earlier state said, and edits made meanwhile elsewhere still merge', () => {
  fc.assert(
    fc.property(
      fc.array(edit, { maxLength: 20 }),
      fc.array(edit, { maxLength: 20 }),
      fc.array(edit, { maxLength: 8 }),
      (first, then, meanwhile) => {
        const author = new Y.Doc();
        for (const step of first) perform(author, step);
        const kept = Y.encodeStateAsUpdate(author);
        for (const step of then) perform(author, step);
        const other = loaded(Y.encodeStateAsUpdate(author));
        // A server restores in a document that was only loaded, and so does not know its own types.
        const restored = loaded(Y.encodeStateAsUpdate(author));
        restoreTopLevel(restored, loaded(kept));
        expect(stateOf(restored)).toEqual(stateOf(loaded(kept)));
        for (const step of meanwhile) perform(other, step);
        meet(restored, other);
        meet(restored, author);
        meet(author, other);
        expect(stateOf(other)).toEqual(stateOf(restored));
        expect(stateOf(author)).toEqual(stateOf(restored));
      }
    ),
    { numRuns: 300 }
  );
});

it('[SYNC-6] restoring what is there already writes nothing', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), (steps) => {
      const author = new Y.Doc();
      for (const step of steps) perform(author, step);
      const doc = loaded(Y.encodeStateAsUpdate(author));
      let written = 0;
      doc.on('update', () => written++);
      restoreTopLevel(doc, loaded(Y.encodeStateAsUpdate(author)));
      expect(written).toBe(0);
    }),
    { numRuns: 100 }
  );
});

it('[SYNC-6] cursors stand where they stood in every part that both states have', () => {
  const doc = new Y.Doc();
  const [body, list] = [doc.getText('body'), doc.getArray('list')];
  body.insert(0, 'A quiet harbour at dawn, two boats, one gull');
  list.push([{ n: 1 }, { n: 2 }, { n: 3 }]);
  const kept = Y.encodeStateAsUpdate(doc);
  body.delete(2, 6);
  body.insert(body.length, ' and a dog');
  body.insert(2, 'loud ');
  list.delete(0);
  list.push([{ n: 4 }]);
  const cursor = Y.createRelativePositionFromTypeIndex(body, body.toString().indexOf('boats'));
  const selected = Y.createRelativePositionFromTypeIndex(list, 1);
  restoreTopLevel(doc, loaded(kept));
  const where = (position: Y.RelativePosition) => Y.createAbsolutePositionFromRelativePosition(position, doc)?.index;
  expect(body.toString()).toBe('A quiet harbour at dawn, two boats, one gull');
  expect(where(cursor)).toBe(body.toString().indexOf('boats'));
  expect(list.toJSON()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect(where(selected)).toBe(2);
});

it('[SYNC-6] nested types are edited in place, and the note of the format is not lowered', () => {
  const doc = new Y.Doc();
  const inner = new Y.Text('first');
  doc.getMap('map').set('inner', inner);
  doc.getMap('meta').set('version', 1);
  const kept = Y.encodeStateAsUpdate(doc);
  inner.insert(5, ' and second');
  doc.getMap('meta').set('version', 2);
  restoreTopLevel(doc, loaded(kept));
  expect([doc.getMap('map').get('inner') === inner, inner.toString(), doc.getMap('meta').get('version')]).toEqual([true, 'first', 2]);
});

it('[SYNC-6] texts and lists that have little in common are replaced as a whole', () => {
  const doc = new Y.Doc();
  doc.getText('body').insert(0, 'x'.repeat(3_000));
  const kept = Y.encodeStateAsUpdate(doc);
  doc.getText('body').delete(0, 3_000);
  doc.getText('body').insert(0, 'yz'.repeat(2_000));
  restoreTopLevel(doc, loaded(kept));
  expect(doc.getText('body').toString()).toBe('x'.repeat(3_000));
});

it('[SYNC-6] characters beyond the first plane are never cut in two', () => {
  const doc = new Y.Doc();
  doc.getText('body').insert(0, '🐎🐴');
  const kept = Y.encodeStateAsUpdate(doc);
  doc.getText('body').delete(0, 2);
  doc.getText('body').insert(2, '🐵');
  restoreTopLevel(doc, loaded(kept));
  expect(loaded(Y.encodeStateAsUpdate(doc)).getText('body').toString()).toBe('🐎🐴');
});
