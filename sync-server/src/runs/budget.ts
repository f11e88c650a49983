// Whether something may be reserved: within the credit of its purse and the caps of its workspace, decided in the reserving transaction.
import { dayOf } from 'shared/accounts';
import { formatMoney, type Micros } from 'shared/kernel';
import { runProblem } from 'shared/runs';
import { availableIn, capsOf, committedOn } from '#area/accounts';
import type { Purse } from './ports.ts';
import type { RunRow, RunStore, Tx } from './store.ts';

export interface Reservation {
  readonly purse: Purse;
  readonly run: Pick<RunRow, 'workspace_id' | 'user_id' | 'purse'>;
  /** Micro-dollars to be reserved. */
  readonly total: Micros;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Throws `over-run-cap`, `over-member-cap`, `over-day-cap` or `over-credit`, each with the amount that is too much. */
export async function requireBudget(store: RunStore, tx: Tx, reservation: Reservation): Promise<void> {
  const { purse, run, total } = reservation;
  await requireCaps(store, tx, reservation);
  if (purse.available === null) return;
  await store.lock(tx, `purse:${purse.purse}`);
  const available = await availableIn(tx, run.purse);
  if (available >= total) return;
  throw runProblem('over-credit', {
    detail: `This would cost ${formatMoney(total)}, and ${formatMoney(Math.max(0, available))} is left. ${formatMoney(total - available)} is missing.`
  });
}

async function requireCaps(store: RunStore, tx: Tx, { run, total, now }: Reservation): Promise<void> {
  const caps = await capsOf(tx, run.workspace_id);
  if (caps.run !== null && total > caps.run)
    throw runProblem('over-run-cap', {
      detail: `Over the cap for one run by ${formatMoney(total - caps.run)}. Ask for fewer, or ask an owner.`
    });
  if (caps.memberDay === null && caps.workspaceDay === null) return;
  await store.lock(tx, `caps:${run.workspace_id}`);
  const committed = await committedOn(tx, { workspaceId: run.workspace_id, purse: run.purse, day: dayOf(now) });
  const mine = committed.get(run.user_id) ?? 0;
  const all = [...committed.values()].reduce((sum, amount) => sum + amount, 0);
  const over = (cap: number | null, spent: Micros) => (cap === null ? 0 : spent + total - cap);
  if (over(caps.memberDay, mine) > 0)
    throw runProblem('over-member-cap', { detail: `Over your cap for today by ${formatMoney(over(caps.memberDay, mine))}. ${LATER}` });
  if (over(caps.workspaceDay, all) > 0)
    throw runProblem('over-day-cap', { detail: `Over today’s cap by ${formatMoney(over(caps.workspaceDay, all))}. ${LATER}` });
}

const LATER = 'Ask an owner, or send it tomorrow.';
