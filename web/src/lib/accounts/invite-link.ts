// An invite link carries its secret in the fragment, which browsers send to no server and write into no log.
import { linkSecretSchema } from 'shared/accounts';

const MINUTE = 60 * 1_000;
const DAY = 24 * 60 * MINUTE;

/** The address to hand to whoever is invited. */
export function inviteLink(origin: string, secret: string): string {
  return `${origin}/join#${secret}`;
}

/** The secret of an address's fragment (`#…`), undefined when the link is not whole. */
export function secretOf(fragment: string): string | undefined {
  return linkSecretSchema.safeParse(fragment.replace(/^#/, '').trim().toLowerCase()).data;
}

/** How long a link still works, from `now` in epoch milliseconds. */
export function endsIn(expiresAt: number, now: number): string {
  // The clocks of server and device differ a little: a link of seven days has no eighth.
  const days = Math.ceil((expiresAt - now - MINUTE) / DAY);
  return days <= 1 ? 'Ends within a day' : `Ends in ${days} days`;
}
