// Whose money a run spends: play money in the sandbox, the server's key only for operators and accounts granted credit.
import { dayOf, type Me } from 'shared/accounts';
import type { Query } from '#platform/database';

export interface Purse {
  /** `play:<workspaceId>`, `server:<userId>` or `workspace:<workspaceId>`: the ledger entries of this purse are its account. */
  readonly purse: string;
  /** `own` where the workspace's own key pays. */
  readonly spending: Me['spending'];
  /** Whole micro-dollars that may still be reserved; null where nothing is counted. */
  readonly available: number | null;
}

/** The purse of what a user spends with the server's key. */
export const serverPurse = (userId: string) => `server:${userId}`;

/**
 * Micro-dollars that may still be reserved from a purse: granted less spent less reserved. To decide and reserve
 * without a gap, ask inside the transaction that reserves (on PostgreSQL with the purse locked).
 */
export async function availableIn(query: Query, purse: string): Promise<number> {
  const { granted, spent, reserved } = await query
    .selectFrom('ledger')
    .select((eb) => [
      eb.fn.coalesce(eb.fn.sum<number>('granted'), eb.lit(0)).as('granted'),
      eb.fn.coalesce(eb.fn.sum<number>('spent'), eb.lit(0)).as('spent'),
      eb.fn.coalesce(eb.fn.sum<number>('reserved'), eb.lit(0)).as('reserved')
    ])
    .where('purse', '=', purse)
    .executeTakeFirstOrThrow();
  return granted - spent - reserved;
}

/** Gives a registered user the credit of a new account; the second time changes nothing. */
export async function grantOnce(query: Query, userId: string, micros: number): Promise<void> {
  const now = Date.now();
  const entry = { id: `${userId}:grant`, purse: serverPurse(userId), kind: 'grant' as const, day: dayOf(now) };
  const known = await query.selectFrom('ledger').select('id').where('id', '=', entry.id).executeTakeFirst();
  if (known || micros <= 0) return;
  await query
    .insertInto('ledger')
    .values({ ...entry, granted: micros, reserved: 0, spent: 0, created_at: now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
