// What a workspace allows itself to spend: caps for a run, a member's day and the workspace's day, and what counts against them.
import { noCaps, type Caps, type CapsChange } from 'shared/accounts';
import type { Micros } from 'shared/kernel';
import type { Query } from '#platform/database';

/** The caps of a workspace. To decide and reserve without a gap, ask inside the transaction that reserves. */
export async function capsOf(query: Query, workspaceId: string): Promise<Caps> {
  const row = await query.selectFrom('cap').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();
  return row ? { run: row.run, memberDay: row.member_day, workspaceDay: row.workspace_day } : noCaps;
}

/** Changes the caps that are named; the others stay. */
export async function changeCaps(query: Query, { workspaceId, ...changes }: CapsChange, by: string, now: number): Promise<void> {
  const columns = {
    ...(changes.run === undefined ? {} : { run: changes.run }),
    ...(changes.memberDay === undefined ? {} : { member_day: changes.memberDay }),
    ...(changes.workspaceDay === undefined ? {} : { workspace_day: changes.workspaceDay }),
    updated_by: by,
    updated_at: now
  };
  await query
    .insertInto('cap')
    .values({ workspace_id: workspaceId, run: null, member_day: null, workspace_day: null, ...columns })
    .onConflict((on) => on.column('workspace_id').doUpdateSet(columns))
    .execute();
}

/**
 * Micro-dollars of a workspace that were reserved on a day and not given back, by member. Play money and real money are never added:
 * those are counted that are of the purse's kind.
 */
export async function committedOn(
  query: Query,
  { workspaceId, purse, day }: { workspaceId: string; purse: string; day: number }
): Promise<Map<string, Micros>> {
  const rows = await query
    .selectFrom('ledger')
    .select(({ fn }) => ['user_id', fn.sum<number>('reserved').as('reserved'), fn.sum<number>('spent').as('spent')])
    .where('workspace_id', '=', workspaceId)
    .where('day', '=', day)
    .where('purse', isPlay(purse) ? '=' : '!=', playPurse(workspaceId))
    .groupBy('user_id')
    .execute();
  return new Map(rows.map(({ user_id: userId, reserved, spent }) => [userId ?? '', Math.max(0, reserved + spent)]));
}

/** The purse of a workspace's play money in the sandbox. */
export const playPurse = (workspaceId: string) => `play:${workspaceId}`;

export function isPlay(purse: string): boolean {
  return purse.startsWith('play:');
}
