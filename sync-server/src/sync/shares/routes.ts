// The HTTP side of share links, and the cookie by which a link's visitor comes to the document's socket.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { openLinkSchema, revokedLinkSchema } from 'shared/accounts';
import { idSchema } from 'shared/kernel';
import { formatName, newShareSchema, openedShareSchema, shareListSchema, shareSchema, type DocumentName } from 'shared/sync';
import { answers, callerOf, json, router, type Env } from '#platform/http';
import type { Shares } from './shares.ts';

const COOKIE = 'preset.share';

const workspace = z.object({ workspaceId: idSchema });

const create = createRoute({
  method: 'post',
  path: '/shares',
  summary: 'Make a view-only link to one document',
  request: json(newShareSchema),
  responses: answers(shareSchema, 'The link, without its secret')
});
const list = createRoute({
  method: 'get',
  path: '/shares',
  summary: 'The share links of a workspace that still work',
  request: { query: workspace },
  responses: answers(shareListSchema, 'Newest first')
});
const revoke = createRoute({
  method: 'delete',
  path: '/shares/{id}',
  summary: 'Revoke a share link',
  request: { params: z.object({ id: idSchema }), query: workspace },
  responses: answers(revokedLinkSchema, 'The link that works no longer')
});
const open = createRoute({
  method: 'post',
  path: '/shares/open',
  summary: 'Open a share link; the cookie of the answer lets its holder see that document',
  request: json(openLinkSchema),
  responses: answers(openedShareSchema, 'The document')
});

/** The routes of share links, below `/api`; `isSecure` when people reach the server by https. */
export function shareRoutes(shares: Shares, isSecure: boolean) {
  return router()
    .openapi(create, async (c) => c.json(await shares.create(c.req.valid('json'), callerOf(c).userId), 200))
    .openapi(list, async (c) => c.json({ shares: await shares.list(c.req.valid('query').workspaceId) }, 200))
    .openapi(revoke, async (c) => {
      const { id } = c.req.valid('param');
      await shares.revoke(c.req.valid('query').workspaceId, id);
      return c.json({ id }, 200);
    })
    .openapi(open, async (c) => {
      const { share, pass } = await shares.open(c.req.valid('json').secret);
      setCookie(c, COOKIE, pass, {
        httpOnly: true,
        sameSite: 'Lax',
        secure: isSecure,
        // Sent to the document's own socket and nowhere else.
        path: `/sync/${formatName(share)}`,
        expires: new Date(share.expiresAt)
      });
      return c.json(share, 200);
    });
}

/** Who comes to a document by a share link; undefined without a pass that opens it. */
export async function shareVisitor(c: Context<Env>, shares: Shares, name: DocumentName): Promise<string | undefined> {
  return shares.visitorOf(getCookie(c, COOKIE), name);
}
