// Entries of the ledger that runs cause; each stands in the transaction of its cause, so sums are exact at every moment.
import type { Insertable } from 'kysely';
import type { Micros } from 'shared/kernel';
import type { LedgerTable } from '#platform/database';
import type { Change, RunRow, Tx } from './store.ts';

/** Rows a statement, below the databases' limits on parameters. */
const SLICE = 1_000;

type Entry = Insertable<LedgerTable>;

/** What an entry is about: the item, and its fence at the time, which no other entry of its kind shares. */
interface Booked {
  readonly id: string;
  readonly fence: number;
}

/** Reserves a whole run at its acceptance. */
export async function reserveRun(tx: Tx, run: RunRow): Promise<void> {
  const entry = entryOf(run, 'reserve', `${run.id}:reserve`, null, run.created_at);
  await insert(tx, [{ ...entry, reserved: run.items * run.item_price }]);
}

/** Reserves items again for their retry. */
export async function reserveItems({ tx, run, now }: Change, items: readonly Booked[]): Promise<void> {
  await insert(
    tx,
    items.map(({ id, fence }) => ({
      ...entryOf(run, 'reserve', `${id}:reserve:${fence}`, id, now),
      reserved: run.item_price
    }))
  );
}

/** Gives reservations back, on proof that nothing was charged. */
export async function releaseItems({ tx, run, now }: Change, items: readonly Booked[]): Promise<void> {
  await insert(
    tx,
    items.map(({ id, fence }) => ({
      ...entryOf(run, 'release', `${id}:release:${fence}`, id, now),
      reserved: -run.item_price
    }))
  );
}

/** Turns an item's reservation into an expense at its quote, once an attempt, and notes it on the item. */
export async function settleItem({ tx, run, now }: Change, item: { id: string; attempts: number }): Promise<void> {
  const inserted = await insert(tx, [
    {
      ...entryOf(run, 'settle', `${item.id}:settle:${item.attempts}`, item.id, now),
      reserved: -run.item_price,
      spent: run.item_price
    }
  ]);
  if (inserted === 0) return;
  await tx
    .updateTable('item')
    .set((eb) => ({ charged: eb('charged', '+', run.item_price) }))
    .where('id', '=', item.id)
    .execute();
}

/** Micro-dollars that a purse may still spend. */
export async function availableIn(tx: Tx, purse: string): Promise<Micros> {
  const { granted, reserved, spent } = await tx
    .selectFrom('ledger')
    .select(({ fn }) => [
      fn.sum<number | null>('granted').as('granted'),
      fn.sum<number | null>('reserved').as('reserved'),
      fn.sum<number | null>('spent').as('spent')
    ])
    .where('purse', '=', purse)
    .executeTakeFirstOrThrow();
  return (granted ?? 0) - (reserved ?? 0) - (spent ?? 0);
}

function entryOf(run: RunRow, kind: Entry['kind'], id: string, itemId: string | null, at: number): Entry {
  return { id, purse: run.purse, kind, run_id: run.id, item_id: itemId, granted: 0, reserved: 0, spent: 0, created_at: at };
}

async function insert(tx: Tx, entries: readonly Entry[]): Promise<number> {
  let inserted = 0;
  for (let from = 0; from < entries.length; from += SLICE) {
    const rows = await tx
      .insertInto('ledger')
      .values(entries.slice(from, from + SLICE))
      .onConflict((on) => on.column('id').doNothing())
      .returning('id')
      .execute();
    inserted += rows.length;
  }
  return inserted;
}
