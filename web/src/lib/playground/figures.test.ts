// Mentions of references in words.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { figure, inserted, LOST, mentionAt, renumbered, speaksOfLost } from './figures.ts';

it('[PLAY-2] keeps a mention on its picture when references move', () => {
  const text = 'Put Figure 1 beside Figure 2, in the light of Figure 3; Figure 10 stays';
  expect(renumbered(text, ['a', 'b', 'c'], ['c', 'a', 'b'])).toBe(
    'Put Figure 2 beside Figure 3, in the light of Figure 1; Figure 10 stays'
  );
});

it('[PLAY-2] says which mention lost its picture instead of meaning another one', () => {
  const text = renumbered('Figure 1 in Figure 2', ['a', 'b'], ['b']);
  expect(text).toBe(`${LOST} in Figure 1`);
  expect(speaksOfLost(text)).toBe(true);
  expect(speaksOfLost('Figure 1')).toBe(false);
});

it('[PLAY-2] goes back to the same words when references go back', () => {
  const hashes = fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{4}$/), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(
      hashes.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      fc.array(fc.nat(12), { maxLength: 8 }),
      ([before, after], mentions) => {
        const text = mentions.map((index) => `a ${figure(index)},`).join(' ');
        expect(renumbered(renumbered(text, before, after), after, before)).toBe(text);
      }
    )
  );
});

it.each([
  ['put @', 5, { start: 4, query: '' }],
  ['put @red ha', 11, { start: 4, query: 'red ha' }],
  ['@x and more', 2, { start: 0, query: 'x' }],
  ['mail a@b.c', 10, undefined],
  ['no mention', 10, undefined]
])('[PLAY-2] knows that a mention is being typed in “%s”', (text, caret, expected) => {
  expect(mentionAt(text, caret)).toEqual(expected);
});

it('[PLAY-2] inserts with spaces where words would touch', () => {
  expect(inserted('put @red in', 4, 8, 'Figure 1')).toEqual({ text: 'put Figure 1 in', caret: 12 });
  expect(inserted('put', 3, 3, '{place}')).toEqual({ text: 'put {place}', caret: 11 });
  expect(inserted('ab', 1, 1, 'X')).toEqual({ text: 'a X b', caret: 3 });
  expect(inserted('(', 1, 1, 'X')).toEqual({ text: '(X', caret: 2 });
});
