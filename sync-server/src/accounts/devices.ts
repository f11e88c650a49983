// Devices prove themselves by the secret they made; the server keeps its hash, beside the workspace it was made with.
import { createHash } from 'node:crypto';
import { accountProblem, type Claim, type Renew, type Role, type Workspace } from 'shared/accounts';
import { problem } from 'shared/kernel';
import type { Database, Query } from '#platform/database';

/**
 * Claims a workspace that a device made or works in: creates it with the user as owner, or answers the user's own one unchanged.
 * Throws `device-known` when the secret is right but the session is another user's, `not-found` when it is somebody else's.
 */
export function claimWorkspace(database: Database, userId: string, { workspaceId, name, secret }: Claim): Promise<Workspace> {
  const now = Date.now();
  return database.db.transaction().execute(async (transaction) => {
    const created = await transaction
      .insertInto('workspace')
      .values({ id: workspaceId, name, kind: 'personal', created_at: now })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (created) {
      await transaction
        .insertInto('member')
        .values({ workspace_id: workspaceId, user_id: userId, role: 'owner', created_at: now })
        .execute();
    }
    const [own] = await workspacesOf(transaction, userId, workspaceId);
    if (own) {
      // A further device of a member's proves itself by its own secret from now on.
      await transaction
        .insertInto('device')
        .values({ secret_hash: hashOf(secret), workspace_id: workspaceId, user_id: userId, created_at: now, seen_at: now })
        .onConflict((conflict) => conflict.columns(['secret_hash', 'workspace_id']).doNothing())
        .execute();
      return own;
    }
    const known = await userOfDevice(transaction, { workspaceId, secret });
    // Renewing brings nothing to a user who was here and was removed.
    throw known === undefined || known === userId ? problem('not-found') : accountProblem('device-known');
  });
}

/** The user whose device made the workspace with this secret. A wrong secret and an unknown workspace cost the same one query. */
export async function userOfDevice(query: Query, { workspaceId, secret }: Renew): Promise<string | undefined> {
  const device = await query
    .selectFrom('device')
    .select('user_id')
    .where('secret_hash', '=', hashOf(secret))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return device?.user_id;
}

/** Notes that the device was here. */
export async function sawDevice({ db }: Database, { workspaceId, secret }: Renew): Promise<void> {
  await db
    .updateTable('device')
    .set({ seen_at: Date.now() })
    .where('secret_hash', '=', hashOf(secret))
    .where('workspace_id', '=', workspaceId)
    .execute();
}

/** The workspaces in which the user is a member, oldest first; only the one of `workspaceId` if it is given. */
export async function workspacesOf(query: Query, userId: string, workspaceId?: string): Promise<Workspace[]> {
  const rows = await query
    .selectFrom('member')
    .innerJoin('workspace', 'workspace.id', 'member.workspace_id')
    .leftJoin('engine_key', 'engine_key.workspace_id', 'workspace.id')
    .select(['workspace.id', 'workspace.name', 'workspace.kind', 'member.role', 'engine_key.ending'])
    .where('member.user_id', '=', userId)
    .$if(workspaceId !== undefined, (one) => one.where('workspace.id', '=', workspaceId ?? ''))
    .orderBy('workspace.created_at')
    .orderBy('workspace.id')
    .execute();
  return rows.map(({ ending, ...workspace }) => ({ ...workspace, ...(ending === null ? {} : { ownKey: true }) }));
}

/** One member's role. */
export async function roleOf({ db }: Database, userId: string, workspaceId: string): Promise<Role | undefined> {
  const row = await db
    .selectFrom('member')
    .select('role')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.role;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret, 'hex').digest('hex');
}
