// The HTTP side of accounts: sessions, the caller's own facts, claiming workspaces and becoming operator.
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { claimSchema, meSchema, renewSchema, setupSchema, signedInSchema, workspaceSchema } from 'shared/accounts';
import { answers, callerOf, json, router } from '#platform/http';
import type { Accounts } from './accounts.ts';

const signIn = createRoute({
  method: 'post',
  path: '/auth/sign-in/anonymous',
  summary: 'Make a session without an account; a live session is kept',
  responses: answers(signedInSchema, 'Whose session the cookie belongs to')
});
const renew = createRoute({
  method: 'post',
  path: '/auth/device-renew',
  summary: 'Make a new session for a device that lost its own',
  request: json(renewSchema),
  responses: answers(signedInSchema, 'Whose session the cookie belongs to')
});
const me = createRoute({
  method: 'get',
  path: '/me',
  summary: 'Who this session is, where it may work and who pays',
  responses: answers(meSchema, 'The caller')
});
const claim = createRoute({
  method: 'post',
  path: '/workspaces/claim',
  summary: 'Claim a workspace that this device made',
  request: json(claimSchema),
  responses: answers(workspaceSchema, 'The workspace')
});
const setup = createRoute({
  method: 'post',
  path: '/setup',
  summary: 'Become operator by the set-up link',
  request: json(setupSchema),
  responses: answers(meSchema, 'The caller, now operator')
});

/** The routes of accounts, below `/api`. */
export function accountRoutes(accounts: Accounts) {
  return router()
    .openapi(signIn, async (c) => {
      const caller = c.get('caller');
      if (caller) return c.json({ userId: caller.userId }, 200);
      const { userId, cookies } = await accounts.signInAnonymously(c.req.raw.headers);
      setCookies(c, cookies);
      return c.json({ userId }, 200);
    })
    .openapi(renew, async (c) => {
      const { userId, cookies } = await accounts.renewSession(c.req.valid('json'), c.req.raw.headers);
      setCookies(c, cookies);
      return c.json({ userId }, 200);
    })
    .openapi(me, async (c) => {
      const answer = await accounts.me(callerOf(c));
      setCookies(c, await accounts.renewCookies(c.req.raw.headers));
      return c.json(answer, 200);
    })
    .openapi(claim, async (c) => c.json(await accounts.claim(c.req.valid('json'), callerOf(c)), 200))
    .openapi(setup, async (c) => c.json(await accounts.setUp(c.req.valid('json').token, callerOf(c)), 200));
}

function setCookies(c: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
}
