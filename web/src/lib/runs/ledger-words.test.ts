// Proves that what is typed as dollars is the amount that is shown, to the micro-dollar, and that entries say which way money went.
import fc from 'fast-check';
import { formatMoney } from 'shared/kernel';
import { expect, it } from 'vitest';
import { entryWords, parseDollars } from './ledger-words.ts';

it('[RUN-8] reads a cap exactly as it is written, and nothing else', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (micros) => {
      expect(parseDollars(formatMoney(micros))).toBe(micros);
    })
  );
  expect(parseDollars(' 2,5 ')).toBe(2_500_000);
  expect(parseDollars('')).toBeNull();
  for (const wrong of ['-1', '1e3', 'two', '1.2.3', '0.0000001', '12345678']) expect(parseDollars(wrong)).toBeUndefined();
});

it('[RUN-8] tells spending from reserving', () => {
  const entry = { id: '1', granted: 0, reserved: 0, spent: 0, runId: 'r', itemId: null, userId: null, at: 0 };
  expect(entryWords({ ...entry, kind: 'settle', reserved: -27_000, spent: 27_000 })).toEqual({
    words: 'Charged for an item',
    amount: '-$0.027'
  });
  expect(entryWords({ ...entry, kind: 'reserve', reserved: 108_000 })).toEqual({ words: 'Reserved', amount: '$0.108' });
  expect(entryWords({ ...entry, kind: 'grant', granted: 5_000_000 }).amount).toBe('+$5.00');
  expect(entryWords({ ...entry, kind: 'correct', spent: -7_000 }).amount).toBe('+$0.007');
});
