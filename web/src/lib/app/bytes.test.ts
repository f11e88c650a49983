// Proves that sizes are written shortly and never as 1000 of a unit.
import { expect, it } from 'vitest';
import { formatBytes } from './bytes.ts';

it('[PWA-3] states sizes in the largest fitting unit', () => {
  expect([0, 999, 999_600, 2_140_000, 12_340_000, 1_250_000_000].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1 MB',
    '2.14 MB',
    '12.3 MB',
    '1.25 GB'
  ]);
});
