// A note that two people type into.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { rewrite } from './note-words.ts';

const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '😀', '😁', 'é'), maxLength: 12 });

it('[MOOD-1] a note says what was typed, whatever it said before', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const text = new Y.Doc().getText('note:aaaaaaaa');
      text.insert(0, before);
      rewrite(text, after, undefined);
      expect(text.toJSON()).toBe(after);
    })
  );
});

it('[MOOD-2] words typed at both ends at the same time both stay', () => {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  one.getText('note:aaaaaaaa').insert(0, 'the floor');
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
  rewrite(one.getText('note:aaaaaaaa'), 'Keep the floor', undefined);
  rewrite(other.getText('note:aaaaaaaa'), 'the floor bare.', undefined);
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
  expect(other.getText('note:aaaaaaaa').toJSON()).toBe('Keep the floor bare.');
});
