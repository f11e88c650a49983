// What people do with a run that is there: cancel, pause, resume and retry, each one transaction.
import { problem } from 'shared/kernel';
import { finalStates, itemProblem, mayRetry, runProblem, type Priority, type Settlement } from 'shared/runs';
import { requireBudget } from './budget.ts';
import { readFacts, writeFacts, type Facts } from './facts.ts';
import { stateOf } from './held.ts';
import { bookedColumns, bookedOf, releaseItems, reserveItems, settleItem } from './ledger.ts';
import type { Purse } from './ports.ts';
import { priorityNumber } from './priorities.ts';
import { moveItem, type Change, type ItemRow, type RunStore } from './store.ts';

/** How long the provider keeps what it made (wavespeed-contract, section 4). */
const KEPT_BY_PROVIDER = 7 * 24 * 60 * 60_000;
/** Ids a statement, below the databases' limits on parameters. */
const SLICE = 1_000;

/** Cancels what is queued and asks what is in flight to stop, of one item or of the whole run. Repeatable. */
export async function cancel(store: RunStore, runId: string, itemId?: string): Promise<void> {
  await store.change(runId, async (change) => {
    const { tx, now } = change;
    if (itemId === undefined)
      await tx.updateTable('run').set({ cancelled: 1 }).where('id', '=', runId).where('finished_at', 'is', null).execute();
    else await requireItem(change, itemId);
    const released = await tx
      .updateTable('item')
      .set((eb) => ({
        state: 'cancelled',
        fence: eb('fence', '+', 1),
        owner: null,
        lease_until: null,
        finished_at: now,
        problem: null,
        revision: change.run.revision
      }))
      .where('run_id', '=', runId)
      .where('state', '=', 'queued')
      .$if(itemId !== undefined, (one) => one.where('id', '=', itemId ?? ''))
      .returning([...bookedColumns])
      .execute();
    await releaseItems(change, released.map(bookedOf));
    change.ended = released.length > 0;
    await tx
      .updateTable('item')
      .set({ cancel_requested: 1, revision: change.run.revision })
      .where('run_id', '=', runId)
      .where('state', 'not in', [...finalStates])
      .$if(itemId !== undefined, (one) => one.where('id', '=', itemId ?? ''))
      .execute();
  });
}

/** Holds back what is queued, or lets it go on. A finished run stays as it is. Repeatable. */
export async function setPaused(store: RunStore, runId: string, paused: boolean): Promise<void> {
  await store.change(runId, async ({ tx }) => {
    await tx
      .updateTable('run')
      .set({ paused: paused ? 1 : 0 })
      .where('id', '=', runId)
      .where('finished_at', 'is', null)
      .execute();
  });
}

/** Puts a run before or behind its member's other runs. Repeatable. */
export async function prioritise(store: RunStore, runId: string, priority: Priority): Promise<void> {
  await store.change(runId, async ({ tx }) => {
    await tx
      .updateTable('run')
      .set({ priority: priorityNumber(priority) })
      .where('id', '=', runId)
      .execute();
  });
}

/**
 * Ends an item whose answer was lost and could not be found, as a person read it on the provider's bill. The same again changes nothing.
 * Throws `not-settleable`, `not-found`.
 */
export async function settle(store: RunStore, runId: string, itemId: string, as: Settlement['as']): Promise<void> {
  await store.change(runId, async (change) => {
    const row = await requireItem(change, itemId);
    const code = problemCodeOf(row);
    const outcome = as === 'charged' ? 'lost-charged' : 'lost-free';
    if (row.state === 'failed' && code === outcome) return;
    if (row.state !== 'uncertain' || code !== 'undecided') throw runProblem('not-settleable');
    await moveItem(change, { id: row.id, fence: row.fence, state: 'uncertain' }, 'failed', {
      problem: JSON.stringify(itemProblem(outcome))
    });
    const booked = bookedOf(row);
    if (as === 'charged') await settleItem(change, { ...booked, attempts: row.attempts });
    else await releaseItems(change, [booked]);
  });
}

/** What a retry would do, found out before its transaction so that the right purse can be asked for. */
export async function needsCredit(store: RunStore, runId: string, itemId?: string): Promise<boolean> {
  const items = await retried({ tx: store.database.db, now: store.now() }, runId, itemId);
  return items.paid.length > 0;
}

/**
 * Queues the failed items (or one failed or cancelled item) again with a reservation of their own; what the provider has finished is only
 * copied again. Throws `over-credit` and the caps' problems, `not-retryable`, `not-found`. `purse` is there where `needsCredit` says that it is needed.
 */
export async function retry(store: RunStore, runId: string, itemId: string | undefined, purse: Purse | undefined): Promise<void> {
  await store.change(runId, async (change) => {
    const { tx, run } = change;
    if (itemId !== undefined) await requireItem(change, itemId);
    const found = await retried(change, runId, itemId);
    // Without a purse nothing had to be paid when the retry was asked for; what failed since then was not meant.
    const { paid, free } = purse ? found : { paid: [], free: found.free };
    if (paid.length + free.length === 0) return;
    const total = paid.reduce((sum, { price }) => sum + price, 0);
    if (purse) await requireBudget(store, tx, { purse, run, total, now: change.now });
    await queueAgain(change, paid);
    for (const item of free) await copyAgain(change, item);
    await tx.updateTable('run').set({ finished_at: null, cancelled: 0 }).where('id', '=', run.id).execute();
  });
}

async function requireItem({ tx, run }: Change, itemId: string): Promise<ItemRow> {
  const row = await tx.selectFrom('item').selectAll().where('id', '=', itemId).where('run_id', '=', run.id).executeTakeFirst();
  if (!row) throw problem('not-found');
  return row;
}

/** The stable code of why an item failed or waits. */
export function problemCodeOf({ problem: stored }: Pick<ItemRow, 'problem'>): string | undefined {
  return stored === null ? undefined : (JSON.parse(stored) as { code?: string }).code;
}

/** The items to be made again, and those that only have to be copied. An item that is queued already needs neither. */
async function retried(
  { tx, now }: { tx: Pick<Change['tx'], 'selectFrom'>; now: number },
  runId: string,
  itemId?: string
): Promise<{ paid: ItemRow[]; free: ItemRow[] }> {
  const rows = await tx
    .selectFrom('item')
    .selectAll()
    .where('run_id', '=', runId)
    .$if(itemId !== undefined, (one) => one.where('id', '=', itemId ?? ''))
    .$if(itemId === undefined, (all) => all.where('state', '=', 'failed'))
    .execute();
  const items = rows.filter((row) => mayRetry(stateOf(row)));
  const [refused] = rows.filter((row) => !items.includes(row) && row.state !== 'queued');
  if (refused) throw runProblem('not-retryable');
  const isThere = (row: ItemRow) => {
    const { made } = readFacts(row.result);
    return problemCodeOf(row) === 'copy-failed' && made !== undefined && now - made.at < KEPT_BY_PROVIDER;
  };
  return { paid: items.filter((row) => !isThere(row)), free: items.filter(isThere) };
}

async function queueAgain(change: Change, items: readonly ItemRow[]): Promise<void> {
  for (let from = 0; from < items.length; from += SLICE) {
    const queued = await change.tx
      .updateTable('item')
      .set((eb) => ({
        state: 'queued',
        fence: eb('fence', '+', 1),
        due_at: change.now,
        reserved_at: change.now,
        revision: change.run.revision,
        cancel_requested: 0,
        prediction_id: null,
        result: null,
        problem: null,
        assets: null,
        text: null,
        submitted_at: null,
        finished_at: null
      }))
      .where(
        'id',
        'in',
        items.slice(from, from + SLICE).map(({ id }) => id)
      )
      .returning([...bookedColumns])
      .execute();
    await reserveItems(change, queued.map(bookedOf));
  }
}

/** Lets an item that the provider finished copy its outputs (again). */
export async function copyAgain(
  { tx, run, now }: Change,
  item: ItemRow,
  set: Partial<Pick<ItemRow, 'prediction_id' | 'cancel_requested' | 'reserved_at'>> = {},
  known: Facts = readFacts(item.result)
): Promise<void> {
  const facts = { ...known, copyingSince: now };
  await tx
    .updateTable('item')
    .set((eb) => ({
      state: 'copying',
      fence: eb('fence', '+', 1),
      due_at: now,
      cancel_requested: 0,
      problem: null,
      finished_at: null,
      revision: run.revision,
      result: writeFacts(facts),
      ...set
    }))
    .where('id', '=', item.id)
    .execute();
}
