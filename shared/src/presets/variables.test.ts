// Names in braces.
import { expect, it } from 'vitest';
import { filled, openVariables, variablesIn } from './variables.ts';

it.each([
  ['a {subject} and a {place}, again {subject}', ['subject', 'place']],
  ['{main subject} {größe_2} {a-b}', ['main subject', 'größe_2', 'a-b']],
  ['{} {12} { x} {x } {a\nb} {{deep}}', ['deep']],
  [`{${'x'.repeat(40)}} {${'y'.repeat(41)}}`, ['x'.repeat(40)]],
  ['{x}', ['x']]
])('[PLAY-2] finds the variables of “%s”', (text, expected) => {
  expect(variablesIn(text)).toEqual(expected);
});

it('[PLAY-2] takes values literally', () => {
  expect(filled('{a} {b} {constructor}', { a: '$& {b}', b: 'x' })).toBe('$& {b} x {constructor}');
  expect(openVariables('{a} {b} {constructor}', { a: 'x', b: '' })).toEqual(['b', 'constructor']);
});
