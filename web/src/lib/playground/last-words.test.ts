// Proves that the last moments before a reload are not lost, and never undo something newer.
import { beforeEach, expect, it, vi } from 'vitest';
import { leave, newer } from './last-words.ts';

const stored = { key: 'w/playground/generate', value: 'stored', at: 10 };

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  });
});

it('[PLAY-7] prefers what was typed last, wherever it was kept', () => {
  leave([{ ...stored, value: 'typed', at: 11 }]);
  expect(newer(stored, stored.key)?.value).toBe('typed');
  expect(newer(undefined, stored.key)?.value).toBe('typed');
  expect(newer({ ...stored, at: 12 }, stored.key)?.value).toBe('stored');
  expect(newer(stored, 'w/playground/edit')).toBe(stored);
});

it('[PLAY-7] works where the browser keeps nothing', () => {
  vi.stubGlobal('localStorage', undefined);
  leave([stored]);
  expect(newer(stored, stored.key)).toBe(stored);
});
