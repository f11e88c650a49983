// Invite links: a secret in a link's fragment lets so many people, until a certain time, into a workspace by one role.
import { accountProblem, type Invite, type NewInvite, type Workspace } from 'shared/accounts';
import { problem } from 'shared/kernel';
import type { Database, Query } from '#platform/database';
import { workspacesOf } from './devices.ts';
import { hashOfLink } from './link-secrets.ts';
import type { Members } from './members.ts';

const DAY = 24 * 60 * 60 * 1_000;
/** Open invite links of one workspace. */
const MOST_INVITES = 50;

export interface InvitesOptions {
  readonly database: Database;
  readonly members: Members;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

export class Invites {
  readonly #database: Database;
  readonly #members: Members;
  readonly #now: () => number;

  constructor({ database, members, now = Date.now }: InvitesOptions) {
    this.#database = database;
    this.#members = members;
    this.#now = now;
  }

  /** Makes a link; the same id again answers the link as it is. Throws `too-many-links`, `not-found` for an id of another workspace. */
  async create(workspaceId: string, invite: NewInvite, userId: string): Promise<Invite> {
    const now = this.#now();
    return this.#database.db.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('invite').where('workspace_id', '=', workspaceId).where('expires_at', '<=', now).execute();
      await transaction
        .insertInto('invite')
        .values({
          id: invite.id,
          workspace_id: workspaceId,
          secret_hash: hashOfLink(invite.secret),
          role: invite.role,
          max_uses: invite.maxUses,
          uses: 0,
          expires_at: now + invite.days * DAY,
          created_by: userId,
          created_at: now
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const made = await invitesOf(transaction, workspaceId).where('id', '=', invite.id).executeTakeFirst();
      if (!made) throw problem('not-found');
      if ((await openInvites(transaction, workspaceId, now)).length > MOST_INVITES) throw accountProblem('too-many-links');
      return made;
    });
  }

  /** The links that still let somebody in, newest first. */
  list(workspaceId: string): Promise<Invite[]> {
    return openInvites(this.#database.db, workspaceId, this.#now());
  }

  /** Ends a link; one that is not there stays so. */
  async revoke(workspaceId: string, id: string): Promise<void> {
    await this.#database.db.deleteFrom('invite').where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
  }

  /**
   * Lets the user in and answers the workspace. A member stays what they are and takes nobody's place. Throws `invite-over`
   * for a wrong, expired, revoked or used-up link alike.
   */
  async accept(secret: string, userId: string): Promise<Workspace> {
    const now = this.#now();
    const { workspace, isNew } = await this.#database.db.transaction().execute(async (transaction) => {
      // Counting comes first: it locks the row, so that the last place is taken once.
      const invite = await transaction
        .updateTable('invite')
        .set((eb) => ({ uses: eb('uses', '+', 1) }))
        .where('secret_hash', '=', hashOfLink(secret))
        .where('expires_at', '>', now)
        .returning(['id', 'workspace_id', 'role', 'uses', 'max_uses'])
        .executeTakeFirst();
      if (!invite) throw accountProblem('invite-over');
      const joined = await transaction
        .insertInto('member')
        .values({ workspace_id: invite.workspace_id, user_id: userId, role: invite.role, created_at: now })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doNothing())
        .returning('user_id')
        .executeTakeFirst();
      if (joined && invite.uses > invite.max_uses) throw accountProblem('invite-over');
      if (!joined)
        await transaction
          .updateTable('invite')
          .set((eb) => ({ uses: eb('uses', '-', 1) }))
          .where('id', '=', invite.id)
          .execute();
      const [workspace] = await workspacesOf(transaction, userId, invite.workspace_id);
      return { workspace: workspace as Workspace, isNew: joined !== undefined };
    });
    if (isNew) this.#members.joined(workspace.id, userId, workspace.role);
    return workspace;
  }
}

const invitesOf = (query: Query, workspaceId: string) =>
  query
    .selectFrom('invite')
    .select(['id', 'role', 'max_uses as maxUses', 'uses', 'expires_at as expiresAt', 'created_at as createdAt'])
    .where('workspace_id', '=', workspaceId);

/** Those that still let somebody in, newest first. */
async function openInvites(query: Query, workspaceId: string, now: number): Promise<Invite[]> {
  return invitesOf(query, workspaceId)
    .where('expires_at', '>', now)
    .whereRef('uses', '<', 'max_uses')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}
