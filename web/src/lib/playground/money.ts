// Whether there is money for a request, said before it is pressed; the server decides again.
import type { Me } from 'shared/accounts';
import { formatMoney, type Micros } from 'shared/kernel';

/** Why this account cannot pay for something, as a sentence with the remedy; undefined when it can or nothing is known. */
export function moneyReason(me: Pick<Me, 'spending' | 'balance'> | undefined, total: Micros | null): string | undefined {
  if (!me || total === null) return undefined;
  if (me.spending === 'no-credit') return 'This account has no credit here. Ask the operator for some.';
  if (me.balance !== null && total > me.balance)
    return `${formatMoney(total - me.balance)} more than is left. Ask for fewer images, or the operator for credit.`;
  return undefined;
}
