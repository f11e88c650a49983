// Who belongs to a workspace and as what: every change is committed first and then told, so that open connections can follow it.
import { accountProblem, type Member, type Role } from 'shared/accounts';
import { problem } from 'shared/kernel';
import type { Database, Query } from '#platform/database';

/** A membership that began, changed or ended, after it was committed. */
export interface MembershipChange {
  readonly workspaceId: string;
  readonly userId: string;
  /** Undefined for somebody new. */
  readonly before: Role | undefined;
  /** Undefined for somebody who is no member any more. */
  readonly now: Role | undefined;
}

export interface MembersOptions {
  readonly database: Database;
  readonly changed: (change: MembershipChange) => void;
}

export class Members {
  readonly #database: Database;
  readonly #changed: (change: MembershipChange) => void;

  constructor({ database, changed }: MembersOptions) {
    this.#database = database;
    this.#changed = changed;
  }

  /** All members of the workspace, oldest first. */
  async list(workspaceId: string): Promise<Member[]> {
    return membersOf(this.#database.db, workspaceId);
  }

  /** Gives a member another role. Throws `last-owner`, or `not-found` for somebody who is no member. */
  async change(workspaceId: string, userId: string, role: Role): Promise<Member> {
    const { before, member } = await this.#database.db.transaction().execute(async (transaction) => {
      const before = await this.#lockedRole(transaction, workspaceId, userId);
      if (before === undefined) throw problem('not-found');
      if (before === 'owner' && role !== 'owner') await keepAnOwner(transaction, workspaceId, userId);
      await transaction.updateTable('member').set({ role }).where('workspace_id', '=', workspaceId).where('user_id', '=', userId).execute();
      const [member] = await membersOf(transaction, workspaceId, userId);
      return { before, member: member as Member };
    });
    if (before !== role) this.#changed({ workspaceId, userId, before, now: role });
    return member;
  }

  /**
   * Removes a member; somebody who is none is left as they are. Whom an owner removes may still hold an invite link, so the
   * workspace's links end with them; who leaves keeps nobody else out. Throws `last-owner`.
   */
  async remove(workspaceId: string, userId: string, by: string): Promise<void> {
    const before = await this.#database.db.transaction().execute(async (transaction) => {
      const before = await this.#lockedRole(transaction, workspaceId, userId);
      if (before === undefined) return undefined;
      if (before === 'owner') await keepAnOwner(transaction, workspaceId, userId);
      await transaction.deleteFrom('member').where('workspace_id', '=', workspaceId).where('user_id', '=', userId).execute();
      if (userId !== by) await transaction.deleteFrom('invite').where('workspace_id', '=', workspaceId).execute();
      return before;
    });
    if (before !== undefined) this.#changed({ workspaceId, userId, before, now: undefined });
  }

  /** Tells of somebody who came in by an invite. */
  joined(workspaceId: string, userId: string, role: Role): void {
    this.#changed({ workspaceId, userId, before: undefined, now: role });
  }

  /** The role, with every other change of the workspace's members waiting for this transaction. */
  async #lockedRole(query: Query, workspaceId: string, userId: string): Promise<Role | undefined> {
    // SQLite has one writer and needs no lock.
    if (this.#database.skipLocked) await query.selectFrom('workspace').select('id').where('id', '=', workspaceId).forUpdate().execute();
    const row = await query
      .selectFrom('member')
      .select('role')
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return row?.role;
  }
}

async function keepAnOwner(query: Query, workspaceId: string, leavingId: string): Promise<void> {
  const other = await query
    .selectFrom('member')
    .select('user_id')
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'owner')
    .where('user_id', '!=', leavingId)
    .limit(1)
    .executeTakeFirst();
  if (!other) throw accountProblem('last-owner');
}

async function membersOf(query: Query, workspaceId: string, userId?: string): Promise<Member[]> {
  return query
    .selectFrom('member')
    .leftJoin('user', 'user.id', 'member.user_id')
    .select((eb) => [
      'member.user_id as userId',
      eb.fn.coalesce('user.name', eb.val('')).as('name'),
      'member.role',
      'member.created_at as since'
    ])
    .where('member.workspace_id', '=', workspaceId)
    .$if(userId !== undefined, (one) => one.where('member.user_id', '=', userId ?? ''))
    .orderBy('member.created_at')
    .orderBy('member.user_id')
    .execute();
}
