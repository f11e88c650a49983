// How words of a note break on paper.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrapped } from './draw.ts';

const widthOf = (words: string) => [...words].length;

it('[MOOD-7] breaks at spaces, within what is longer than a line, and keeps paragraphs', () => {
  expect(wrapped('Keep the floor bare.', 10, widthOf)).toEqual(['Keep the', 'floor', 'bare.']);
  expect(wrapped('unbreakableword', 6, widthOf)).toEqual(['unbrea', 'kablew', 'ord']);
  expect(wrapped('one\n\ntwo', 10, widthOf)).toEqual(['one', '', 'two']);
});

it('[MOOD-7] loses no character and overruns no line', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 60 }),
      fc.integer({ min: 1, max: 12 }),
      (words, room) => {
        const lines = wrapped(words, room, widthOf);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(/[ \n]/g, ''));
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(Math.max(room, 1));
      }
    )
  );
});
