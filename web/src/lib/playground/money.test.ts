// Proves that the button says when there is no money, and is silent when nothing is counted.
import { expect, it } from 'vitest';
import { moneyReason } from './money.ts';

it('[RUN-8] says how much is missing before anything is sent', () => {
  expect(moneyReason({ spending: 'granted', balance: 100_000 }, 108_000)).toBe(
    '$0.008 more than is left. Ask for fewer images, or the operator for credit.'
  );
  expect(moneyReason({ spending: 'granted', balance: 108_000 }, 108_000)).toBeUndefined();
});

it('[RUN-9] says that an account without credit cannot spend the server’s key', () => {
  expect(moneyReason({ spending: 'no-credit', balance: 0 }, 27_000)).toContain('no credit');
  expect(moneyReason({ spending: 'free', balance: null }, 27_000)).toBeUndefined();
  expect(moneyReason(undefined, 27_000)).toBeUndefined();
});
