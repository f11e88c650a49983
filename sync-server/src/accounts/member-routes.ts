// The HTTP side of membership: members and their roles, invite links, and coming in by one.
import { createRoute, z } from '@hono/zod-openapi';
import {
  inviteListSchema,
  inviteSchema,
  memberListSchema,
  memberSchema,
  newInviteSchema,
  openLinkSchema,
  removedMemberSchema,
  revokedLinkSchema,
  roleChangeSchema,
  workspaceSchema
} from 'shared/accounts';
import { idSchema } from 'shared/kernel';
import { answers, callerOf, json, router } from '#platform/http';
import type { Invites } from './invites.ts';
import type { Members } from './members.ts';

const workspace = z.object({ workspaceId: idSchema });
const member = workspace.extend({ userId: z.string().min(1).max(64) });

const list = createRoute({
  method: 'get',
  path: '/workspaces/{workspaceId}/members',
  summary: 'The members of a workspace',
  request: { params: workspace },
  responses: answers(memberListSchema, 'Oldest member first')
});
const change = createRoute({
  method: 'put',
  path: '/workspaces/{workspaceId}/members/{userId}',
  summary: 'Give a member another role',
  request: { params: member, ...json(roleChangeSchema) },
  responses: answers(memberSchema, 'The member as they are now')
});
const remove = createRoute({
  method: 'delete',
  path: '/workspaces/{workspaceId}/members/{userId}',
  summary: 'Remove a member, or leave',
  request: { params: member },
  responses: answers(removedMemberSchema, 'Who is no member now')
});
const invites = createRoute({
  method: 'get',
  path: '/workspaces/{workspaceId}/invites',
  summary: 'The invite links that still let somebody in',
  request: { params: workspace },
  responses: answers(inviteListSchema, 'Newest first')
});
const invite = createRoute({
  method: 'post',
  path: '/workspaces/{workspaceId}/invites',
  summary: 'Make an invite link',
  request: { params: workspace, ...json(newInviteSchema) },
  responses: answers(inviteSchema, 'The invite, without its secret')
});
const revoke = createRoute({
  method: 'delete',
  path: '/workspaces/{workspaceId}/invites/{id}',
  summary: 'Revoke an invite link',
  request: { params: workspace.extend({ id: idSchema }) },
  responses: answers(revokedLinkSchema, 'The link that works no longer')
});
const accept = createRoute({
  method: 'post',
  path: '/invites/accept',
  summary: 'Come into a workspace by an invite link',
  request: json(openLinkSchema),
  responses: answers(workspaceSchema, 'The workspace')
});

/** The routes of members and invites, below `/api`. */
export function memberRoutes({ members, invites: links }: { members: Members; invites: Invites }) {
  return router()
    .openapi(list, async (c) => c.json({ members: await members.list(c.req.valid('param').workspaceId) }, 200))
    .openapi(change, async (c) => {
      const { workspaceId, userId } = c.req.valid('param');
      return c.json(await members.change(workspaceId, userId, c.req.valid('json').role), 200);
    })
    .openapi(remove, async (c) => {
      const { workspaceId, userId } = c.req.valid('param');
      await members.remove(workspaceId, userId, callerOf(c).userId);
      return c.json({ userId }, 200);
    })
    .openapi(invites, async (c) => c.json({ invites: await links.list(c.req.valid('param').workspaceId) }, 200))
    .openapi(invite, async (c) => {
      const { workspaceId } = c.req.valid('param');
      return c.json(await links.create(workspaceId, c.req.valid('json'), callerOf(c).userId), 200);
    })
    .openapi(revoke, async (c) => {
      const { workspaceId, id } = c.req.valid('param');
      await links.revoke(workspaceId, id);
      return c.json({ id }, 200);
    })
    .openapi(accept, async (c) => c.json(await links.accept(c.req.valid('json').secret, callerOf(c).userId), 200));
}
