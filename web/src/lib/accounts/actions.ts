// Every change to who belongs to a workspace. Each throws the server's Problem, or Unreachable; nothing is then changed.
import type { NewInvite, Role, Workspace } from 'shared/accounts';
import { newId, randomHex } from 'shared/kernel';
import { api, call } from '#lib/platform';
import { account } from './account.svelte.ts';
import { inviteLink } from './invite-link.ts';

const place = () => api().workspaces[':workspaceId'];

/** Gives a member another role; their open pages follow within a second. */
export async function changeRole(workspaceId: string, userId: string, role: Role): Promise<void> {
  await call(place().members[':userId'].$put({ param: { workspaceId, userId }, json: { role } }));
}

/** Removes a member, or lets this user leave. */
export async function removeMember(workspaceId: string, userId: string): Promise<void> {
  await call(place().members[':userId'].$delete({ param: { workspaceId, userId } }));
}

/** Makes an invite link and answers it; it can be seen only now, since the server keeps no secret. */
export async function createInvite(workspaceId: string, options: Pick<NewInvite, 'role' | 'days' | 'maxUses'>): Promise<string> {
  const secret = randomHex(32);
  await call(place().invites.$post({ param: { workspaceId }, json: { id: newId(), secret, ...options } }));
  return inviteLink(location.origin, secret);
}

/** Ends an invite link. */
export async function revokeInvite(workspaceId: string, id: string): Promise<void> {
  await call(place().invites[':id'].$delete({ param: { workspaceId, id } }));
}

/** Comes into a workspace by an invite's secret and shows it in this tab. */
export async function joinWorkspace(secret: string): Promise<Workspace> {
  const workspace = await call(api().invites.accept.$post({ json: { secret } }));
  await account.refresh();
  await account.switchTo(workspace.id);
  return workspace;
}
