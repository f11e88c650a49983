// Proves that ranges never reach beyond a blob.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRange } from './byte-range.ts';

it('[GAL-5] reads the forms of a range that players send', () => {
  expect(['bytes=0-', 'bytes=0-1', 'bytes=5-', 'bytes=-3', 'bytes=-99', 'bytes=8-99'].map((header) => parseRange(header, 10))).toEqual([
    { start: 0, end: 9 },
    { start: 0, end: 1 },
    { start: 5, end: 9 },
    { start: 7, end: 9 },
    { start: 0, end: 9 },
    { start: 8, end: 9 }
  ]);
  expect(['bytes=10-', 'bytes=-0', 'bytes=99-100'].map((header) => parseRange(header, 10))).toEqual(Array(3).fill('unsatisfiable'));
  expect(
    [undefined, '', 'bytes=-', 'bytes=1-2,4-5', 'bytes=5-2', 'items=0-1', 'bytes=a-b'].map((header) => parseRange(header, 10))
  ).toEqual(Array(7).fill('whole'));
  expect(['bytes=0-', 'bytes=-5'].map((header) => parseRange(header, 0))).toEqual(['unsatisfiable', 'unsatisfiable']);
});

it('[GAL-5] any header yields a range within the blob or none', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`)
      ),
      fc.nat(1_000),
      (header, size) => {
        const range = parseRange(header, size);
        if (typeof range === 'object') expect(0 <= range.start && range.start <= range.end && range.end < size).toBe(true);
      }
    )
  );
});
