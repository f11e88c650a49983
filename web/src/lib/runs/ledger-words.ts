// Entries of the ledger in words: what each is and which way the money went.
import type { Credits, LedgerEntry } from 'shared/accounts';
import { formatMoney } from 'shared/kernel';

/** One entry; the amount carries its sign where money was spent or given. */
export function entryWords({ kind, granted, reserved, spent, itemId }: LedgerEntry): { words: string; amount: string } {
  switch (kind) {
    case 'grant':
      return { words: granted < 0 ? 'Credit taken back' : 'Credit granted', amount: signed(granted) };
    case 'reserve':
      return { words: itemId ? 'Reserved again for a retry' : 'Reserved', amount: formatMoney(reserved) };
    case 'settle':
      return { words: 'Charged for an item', amount: signed(-spent) };
    case 'release':
      return { words: 'Reservation given back', amount: formatMoney(-reserved) };
    case 'correct':
      return { words: 'Corrected after the provider’s bill', amount: signed(-spent) };
  }
}

function signed(micros: number): string {
  return micros > 0 ? `+${formatMoney(micros)}` : formatMoney(micros);
}

/** Whose money a run here spends. */
export function whoPays(money: Credits['money']): string {
  switch (money) {
    case 'play':
      return 'Play money: it never mixes with real credit.';
    case 'server':
      return 'Paid with the server’s WaveSpeed key, within what its operator granted you.';
    case 'workspace':
      return 'Paid with this workspace’s own WaveSpeed key, by its owner.';
  }
}

/** Micro-dollars out of what a person typed as dollars: `null` for nothing (no cap), undefined where it is no amount. */
export function parseDollars(text: string): number | null | undefined {
  const plain = text.trim().replace(/^\$/, '').replace(',', '.');
  if (plain === '') return null;
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(plain)) return undefined;
  const [whole = '0', fraction = ''] = plain.split('.');
  return Number(whole) * 1_000_000 + Number(fraction.padEnd(6, '0'));
}
