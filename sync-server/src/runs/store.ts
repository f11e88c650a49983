// The one way in which a run or its items change: under the run's row, with its revision raised, announced once committed.
import type { Selectable, Transaction } from 'kysely';
import { problem } from 'shared/kernel';
import { finalStates, isFinal, mayFollow, type ItemState } from 'shared/runs';
import type { Database, ItemTable, RunTable, Tables } from '#platform/database';
import type { Announcer } from './announcer.ts';

export type RunRow = Selectable<RunTable>;
export type ItemRow = Selectable<ItemTable>;
export type Tx = Transaction<Tables>;

/** The item is no longer this holder's: it was cancelled, or another process took it over. Its transaction is undone. */
export class LostItem extends Error {
  override readonly name = 'LostItem';
}

/** A change of one run inside its transaction, in which only the transaction's own queries are awaited. */
export interface Change {
  readonly tx: Tx;
  readonly run: RunRow;
  readonly now: number;
  /** Set when an item reached an end, so that the run's own end is looked for. */
  ended: boolean;
  /** Set when money moved, so that pages look at their credit. */
  booked: boolean;
}

/** What identifies an item as it was last seen. */
export interface Seen {
  readonly id: string;
  readonly fence: number;
  readonly state: ItemState;
}

type ItemSet = Partial<Omit<ItemRow, 'id' | 'run_id' | 'state' | 'fence' | 'revision'>>;

export class RunStore {
  readonly database: Database;
  readonly now: () => number;
  readonly #announcer: Announcer;

  constructor(database: Database, announcer: Announcer, now: () => number) {
    this.database = database;
    this.#announcer = announcer;
    this.now = now;
  }

  /** Changes a run in one transaction. Whoever changes a run locks its row first, so changes of one run never wait in a circle. */
  async change<Result>(runId: string, edit: (change: Change) => Promise<Result>): Promise<Result> {
    const now = this.now();
    const { run, result, booked } = await this.database.db.transaction().execute(async (tx) => {
      const row = await tx
        .updateTable('run')
        .set((eb) => ({ revision: eb('revision', '+', 1) }))
        .where('id', '=', runId)
        .returningAll()
        .executeTakeFirst();
      if (!row) throw problem('not-found');
      const change: Change = { tx, run: row, now, ended: false, booked: false };
      const answer = await edit(change);
      if (change.ended) await finishRun(change);
      return { run: row, result: answer, booked: change.booked };
    });
    this.announce(run, booked);
    return result;
  }

  /** Tells pages of a committed change, and that money moved. */
  announce(run: Pick<RunRow, 'workspace_id' | 'id' | 'revision'>, booked: boolean): void {
    this.#announcer.changed(run.workspace_id, run.id, run.revision);
    if (booked) this.#announcer.booked(run.workspace_id, this.now());
  }

  /**
   * Makes every other transaction that takes the same name wait for this one. SQLite has one writer and needs none.
   */
  async lock(tx: Tx, name: string): Promise<void> {
    if (!this.database.skipLocked) return;
    await tx
      .insertInto('setting')
      .values({ key: `lock:${name}`, value: '' })
      .onConflict((on) => on.column('key').doNothing())
      .execute();
    await tx.selectFrom('setting').select('key').where('key', '=', `lock:${name}`).forUpdate().execute();
  }
}

/** Moves an item from the state in which its holder saw it, or throws `LostItem`. An end gives the lease back. */
export async function moveItem(change: Change, seen: Seen, to: ItemState, set: ItemSet = {}): Promise<ItemRow> {
  if (seen.state !== to && !mayFollow(seen.state, to)) throw new Error(`An item never goes from ${seen.state} to ${to}.`);
  const end: ItemSet = isFinal(to) ? { finished_at: change.now, owner: null, lease_until: null } : {};
  const row = await change.tx
    .updateTable('item')
    .set({ ...end, ...set, state: to, revision: change.run.revision })
    .where('id', '=', seen.id)
    .where('fence', '=', seen.fence)
    .where('state', '=', seen.state)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new LostItem();
  if (isFinal(to)) change.ended = true;
  return row;
}

/** What gives an item back to the queue, to be looked at again from `dueAt` on. */
export function letGo(dueAt: number) {
  return { owner: null, lease_until: null, due_at: dueAt } as const;
}

async function finishRun({ tx, run, now }: Change): Promise<void> {
  const open = await tx
    .selectFrom('item')
    .select('id')
    .where('run_id', '=', run.id)
    .where('state', 'not in', [...finalStates])
    .limit(1)
    .executeTakeFirst();
  if (!open) await tx.updateTable('run').set({ finished_at: now, paused: 0 }).where('id', '=', run.id).execute();
}
