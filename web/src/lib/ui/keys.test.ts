// Proves that one description of a key matches the right presses and no others.
import { expect, it } from 'vitest';
import { keyCaps, matchesKeys } from './keys.ts';

const press = (key: string, ...modifiers: ('ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey')[]) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...Object.fromEntries(modifiers.map((name) => [name, true]))
});

it('[PLAY-7] takes Ctrl for Command and refuses missing or extra modifiers', () => {
  expect(matchesKeys('Ctrl+K', press('k', 'ctrlKey'))).toBe(true);
  expect(matchesKeys('Ctrl+K', press('k', 'metaKey'))).toBe(true);
  expect(matchesKeys('Ctrl+K', press('k'))).toBe(false);
  expect(matchesKeys('K', press('k', 'ctrlKey'))).toBe(false);
  expect(matchesKeys('F', press('F', 'shiftKey'))).toBe(false);
});

it('[PLAY-7] fires a sequence only after its first key', () => {
  expect(matchesKeys('G P', press('p'), 'G')).toBe(true);
  expect(matchesKeys('G P', press('p'))).toBe(false);
  expect(matchesKeys('G P', press('p'), 'F')).toBe(false);
});

it('[PLAY-7] knows signs whether or not the keyboard needs Shift for them', () => {
  expect(matchesKeys('?', press('?', 'shiftKey'))).toBe(true);
  expect(matchesKeys('?', press('?'))).toBe(true);
  expect(matchesKeys('/', press('/', 'shiftKey'))).toBe(true);
  expect(matchesKeys('Space', press(' '))).toBe(true);
  expect(matchesKeys('Ctrl++', press('+', 'ctrlKey'))).toBe(true);
});

it('[PLAY-7] draws the caps of a description', () => {
  expect(keyCaps('G P')).toEqual(['G', 'P']);
  expect(keyCaps('Ctrl+Enter')).toEqual(['Ctrl', '↵']);
});
