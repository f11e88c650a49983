// Credit as people see it: what is left, what was spent and may be, and the newest entries of the ledger behind it.
import {
  accountProblem,
  dayOf,
  type Caps,
  type CapsChange,
  type Credits,
  type EngineKind,
  type LedgerEntry,
  type NewGrant
} from 'shared/accounts';
import type { Micros } from 'shared/kernel';
import type { Database, Query } from '#platform/database';
import type { Caller } from '#platform/http';
import { capsOf, changeCaps, committedOn, isPlay } from './caps.ts';
import { availableIn, serverPurse, type Purse } from './purse.ts';

/** Entries a page. */
const PAGE = 50;

export interface CreditsOptions {
  readonly database: Database;
  readonly engineOf: (workspaceId: string) => Promise<EngineKind>;
  readonly purseOf: (caller: Caller, workspaceId: string) => Promise<Purse>;
  readonly isOperator: (userId: string) => Promise<boolean>;
  /** The provider's account behind a purse, for whoever pays it; null where there is none to tell of. */
  readonly providerOf: (purse: string, caller: Caller, workspaceId: string) => Promise<Credits['provider']>;
  /** Tells open pages of the workspace that its credit changed. */
  readonly changed: (workspaceId: string) => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

export class CreditBook {
  readonly #options: CreditsOptions;
  readonly #now: () => number;

  constructor(options: CreditsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Credit of the caller in a workspace, with a page of its ledger from after `cursor`. */
  async read(caller: Caller, workspaceId: string, cursor?: string): Promise<Credits> {
    const { database, engineOf, purseOf, providerOf } = this.#options;
    const { db } = database;
    const now = this.#now();
    const { purse, available } = await purseOf(caller, workspaceId);
    const [engine, caps, committed, sums, provider, page] = await Promise.all([
      engineOf(workspaceId),
      capsOf(db, workspaceId),
      committedOn(db, { workspaceId, purse, day: dayOf(now) }),
      sumsOf(db, workspaceId, purse, now),
      cursor === undefined ? providerOf(purse, caller, workspaceId) : null,
      entriesOf(db, { workspaceId, userId: caller.userId }, cursor)
    ]);
    return {
      engine,
      money: isPlay(purse) ? 'play' : purse.startsWith('workspace:') ? 'workspace' : 'server',
      balance: available,
      ...sums,
      committedToday: {
        mine: committed.get(caller.userId) ?? 0,
        workspace: [...committed.values()].reduce((sum, amount) => sum + amount, 0)
      },
      caps,
      provider,
      ...page
    };
  }

  /** Changes the caps that are named. */
  async setCaps(change: CapsChange, caller: Caller): Promise<Caps> {
    const { database, changed } = this.#options;
    await changeCaps(database.db, change, caller.userId, this.#now());
    changed(change.workspaceId);
    return capsOf(database.db, change.workspaceId);
  }

  /**
   * Gives an account credit with the server's key, or takes some back; the same id twice is the same grant.
   * Throws `operators-only`, or `account-unknown` for anonymous users and nobody.
   */
  async grant({ id, userId, micros }: NewGrant, caller: Caller): Promise<{ userId: string; balance: Micros }> {
    const { database, isOperator } = this.#options;
    if (!(await isOperator(caller.userId))) throw accountProblem('operators-only');
    const purse = serverPurse(userId);
    const balance = await database.db.transaction().execute(async (tx) => {
      const user = await tx.selectFrom('user').select('isAnonymous').where('id', '=', userId).executeTakeFirst();
      if (!user || user.isAnonymous) throw accountProblem('account-unknown');
      await tx
        .insertInto('ledger')
        .values({
          id: `grant:${id}`,
          purse,
          kind: 'grant',
          day: dayOf(this.#now()),
          granted: micros,
          reserved: 0,
          spent: 0,
          created_at: this.#now()
        })
        .onConflict((on) => on.column('id').doNothing())
        .execute();
      return availableIn(tx, purse);
    });
    return { userId, balance };
  }
}

/** What stands reserved, and what was spent today and this month, of one kind of money. */
async function sumsOf(query: Query, workspaceId: string, purse: string, now: number): Promise<Pick<Credits, 'reserved' | 'spent'>> {
  const at = new Date(now);
  const month = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
  const sum = (column: 'reserved' | 'spent', since: number) =>
    query
      .selectFrom('ledger')
      .select(({ fn }) => fn.sum<number | null>(column).as('sum'))
      .where('workspace_id', '=', workspaceId)
      .where('purse', isPlay(purse) ? 'like' : 'not like', 'play:%')
      .$if(since > 0, (some) => some.where('created_at', '>=', since))
      .executeTakeFirstOrThrow()
      .then((row) => row.sum ?? 0);
  const today = dayOf(now) * 24 * 60 * 60_000;
  const [reserved, spentToday, spentThisMonth] = await Promise.all([sum('reserved', 0), sum('spent', today), sum('spent', month)]);
  return { reserved, spent: { today: spentToday, month: spentThisMonth } };
}

/** A workspace's entries and the caller's own grants, newest first. */
async function entriesOf(
  query: Query,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  cursor?: string
): Promise<Pick<Credits, 'entries' | 'next'>> {
  const [before, id = ''] =
    cursor === undefined ? [] : [Number(cursor.slice(0, cursor.indexOf('.'))), cursor.slice(cursor.indexOf('.') + 1)];
  const rows = await query
    .selectFrom('ledger')
    .selectAll()
    .where((eb) => eb.or([eb('workspace_id', '=', workspaceId), eb.and([eb('purse', '=', serverPurse(userId)), eb('kind', '=', 'grant')])]))
    .$if(before !== undefined, (some) =>
      some.where((eb) => eb.or([eb('created_at', '<', before ?? 0), eb.and([eb('created_at', '=', before ?? 0), eb('id', '<', id)])]))
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute();
  const entries: LedgerEntry[] = rows.slice(0, PAGE).map((row) => ({
    id: row.id,
    kind: row.kind,
    granted: row.granted,
    reserved: row.reserved,
    spent: row.spent,
    runId: row.run_id,
    itemId: row.item_id,
    userId: row.user_id,
    at: row.created_at
  }));
  const last = rows.length > PAGE ? entries.at(-1) : undefined;
  return { entries, next: last ? `${last.at}.${last.id}` : null };
}
