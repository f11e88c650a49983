// Entries of the ledger that runs cause; each stands in the transaction of its cause, so sums are exact at every moment.
import type { Insertable } from 'kysely';
import { dayOf } from 'shared/accounts';
import type { LedgerTable } from '#platform/database';
import type { Change, ItemRow, RunRow, Tx } from './store.ts';

/** Rows a statement, below the databases' limits on parameters. */
const SLICE = 1_000;

type Entry = Insertable<LedgerTable>;

/** What an entry is about: the item, and its fence at the time, which no other entry of its kind shares. */
export interface Booked {
  readonly id: string;
  readonly fence: number;
  /** Micro-dollars. */
  readonly price: number;
  /** Epoch milliseconds of the reservation. */
  readonly reservedAt: number;
}

/** The columns that an entry needs of an item's row. */
export const bookedColumns = ['id', 'fence', 'price', 'reserved_at'] as const;

export function bookedOf(row: Pick<ItemRow, (typeof bookedColumns)[number]>): Booked {
  return { id: row.id, fence: row.fence, price: row.price, reservedAt: row.reserved_at };
}

/** Reserves a whole run at its acceptance. */
export async function reserveRun(tx: Tx, run: RunRow): Promise<void> {
  const entry = entryOf(run, 'reserve', `${run.id}:reserve`, null, { at: run.created_at, reservedAt: run.created_at });
  await insert(tx, [{ ...entry, reserved: run.total }]);
}

/** Reserves items again for their retry. */
export async function reserveItems(change: Change, items: readonly Booked[]): Promise<void> {
  const { tx, run, now: at } = change;
  change.booked ||= items.length > 0;
  await insert(
    tx,
    items.map(({ id, fence, price, reservedAt }) => ({
      ...entryOf(run, 'reserve', `${id}:reserve:${fence}`, id, { at, reservedAt }),
      reserved: price
    }))
  );
}

/** Gives reservations back, on proof that nothing was charged. */
export async function releaseItems(change: Change, items: readonly Booked[]): Promise<void> {
  const { tx, run, now: at } = change;
  change.booked ||= items.length > 0;
  await insert(
    tx,
    items.map(({ id, fence, price, reservedAt }) => ({
      ...entryOf(run, 'release', `${id}:release:${fence}`, id, { at, reservedAt }),
      reserved: -price
    }))
  );
}

/** Turns an item's reservation into an expense at its quote, once an attempt, and notes it on the item. */
export async function settleItem(change: Change, item: Omit<Booked, 'fence'> & { attempts: number }): Promise<void> {
  const { tx, run, now: at } = change;
  const inserted = await insert(tx, [
    {
      ...entryOf(run, 'settle', settlementId(item), item.id, { at, reservedAt: item.reservedAt }),
      reserved: -item.price,
      spent: item.price
    }
  ]);
  if (inserted === 0) return;
  change.booked = true;
  await tx
    .updateTable('item')
    .set((eb) => ({ charged: eb('charged', '+', item.price) }))
    .where('id', '=', item.id)
    .execute();
}

/** Adds what the bill says more or less than the ledger, once an id, and notes it on the item. */
export async function correctItem(change: Change, item: Booked, { id, difference }: { id: string; difference: number }): Promise<void> {
  const { tx, run, now: at } = change;
  const entry = entryOf(run, 'correct', id, item.id, { at, reservedAt: item.reservedAt });
  if ((await insert(tx, [{ ...entry, spent: difference }])) === 0) return;
  change.booked = true;
  await tx
    .updateTable('item')
    .set((eb) => ({ charged: eb('charged', '+', difference), revision: run.revision }))
    .where('id', '=', item.id)
    .execute();
}

/** The id of an attempt's settlement. */
export function settlementId(item: { id: string; attempts: number }): string {
  return `${item.id}:settle:${item.attempts}`;
}

function entryOf(
  run: RunRow,
  kind: Entry['kind'],
  id: string,
  itemId: string | null,
  { at, reservedAt }: { at: number; reservedAt: number }
): Entry {
  return {
    id,
    purse: run.purse,
    kind,
    workspace_id: run.workspace_id,
    user_id: run.user_id,
    day: dayOf(reservedAt),
    run_id: run.id,
    item_id: itemId,
    granted: 0,
    reserved: 0,
    spent: 0,
    created_at: at
  };
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
