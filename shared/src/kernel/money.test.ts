// Proves that money is shown exactly and never rounded away.
import { expect, it } from 'vitest';
import { formatMoney, toMicros } from './money.ts';

it('[RUN-8] shows prices with as many decimals as they have, and two at least', () => {
  expect([0.027, 0.108, 12.4, 0, 0.0024, -0.13, 1234.5].map((dollars) => formatMoney(toMicros(dollars)))).toEqual([
    '$0.027',
    '$0.108',
    '$12.40',
    '$0.00',
    '$0.0024',
    '-$0.13',
    '$1234.50'
  ]);
});
