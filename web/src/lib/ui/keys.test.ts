// Proves that one description of a key matches the right presses and no others.
import { expect, it } from 'vitest';
import { describeKey, keyCaps, keysCollide, matchesKeys } from './keys.ts';

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

it('[MOOD-1] tells brackets with Shift from those without, on keyboards that make braces of them', () => {
  const [plain, shifted] = [
    { ...press(']', 'ctrlKey'), code: 'BracketRight' },
    { ...press('}', 'ctrlKey', 'shiftKey'), code: 'BracketRight' }
  ];
  expect(['Ctrl+]', 'Ctrl+Shift+]', 'Ctrl+Shift+['].map((keys) => matchesKeys(keys, plain))).toEqual([true, false, false]);
  expect(['Ctrl+]', 'Ctrl+Shift+]', 'Ctrl+Shift+['].map((keys) => matchesKeys(keys, shifted))).toEqual([false, true, false]);
  // The same place on a German keyboard zooms the page.
  expect(matchesKeys('Ctrl+]', { ...press('+', 'ctrlKey'), code: 'BracketRight' })).toBe(false);
});

it('[PLAY-7] draws the caps of a description', () => {
  expect(keyCaps('G P')).toEqual(['G', 'P']);
  expect(keyCaps('Ctrl+Enter')).toEqual(['Ctrl', '↵']);
});

it('[PLAY-7] describes a pressed key so that the same key matches it again', () => {
  for (const [event, keys] of [
    [press('k', 'ctrlKey'), 'Ctrl+K'],
    [press('k', 'metaKey', 'shiftKey'), 'Ctrl+Shift+K'],
    [press('F', 'shiftKey'), 'Shift+F'],
    [press('?', 'shiftKey'), '?'],
    [press(' '), 'Space'],
    [press('+', 'ctrlKey'), 'Ctrl++'],
    [{ ...press('!', 'shiftKey'), code: 'Digit1' }, 'Shift+1'],
    [{ ...press('}', 'ctrlKey', 'shiftKey'), code: 'BracketRight' }, 'Ctrl+Shift+]'],
    [{ ...press('[', 'ctrlKey'), code: 'BracketLeft' }, 'Ctrl+['],
    [press('Delete', 'altKey'), 'Alt+Delete'],
    [press('Enter', 'ctrlKey'), 'Ctrl+Enter']
  ] as const) {
    expect(describeKey(event)).toBe(keys);
    expect([keys, matchesKeys(keys, event)]).toEqual([keys, true]);
  }
  for (const key of ['Escape', 'Tab', 'Enter', 'ArrowLeft', 'Shift', 'Control', 'Dead']) expect(describeKey(press(key))).toBeUndefined();
});

it('[PLAY-7] knows which keys cannot stand beside each other', () => {
  expect([keysCollide('G', 'G P'), keysCollide('G P', 'g p'), keysCollide('Ctrl+K', 'Ctrl+K')]).toEqual([true, true, true]);
  expect([keysCollide('G P', 'G M'), keysCollide('P', 'G P'), keysCollide('K', 'Ctrl+K')]).toEqual([false, false, false]);
});
