// The HTTP side of credit: what is left and spent, caps, and grants by operators.
import { createRoute, z } from '@hono/zod-openapi';
import { capsChangeSchema, capsSchema, creditsSchema, grantedSchema, newGrantSchema } from 'shared/accounts';
import { idSchema } from 'shared/kernel';
import { answers, callerOf, json, router } from '#platform/http';
import type { CreditBook } from './credits.ts';

const cursor = z
  .string()
  .max(200)
  .regex(/^\d{1,15}\.[\w:.-]+$/, 'Use the `next` of the page before.')
  .optional();

const read = createRoute({
  method: 'get',
  path: '/credits',
  summary: 'What a workspace has spent and may spend, with the newest entries of its ledger',
  request: { query: z.object({ workspaceId: idSchema, cursor }) },
  responses: answers(creditsSchema, 'The credit')
});
const caps = createRoute({
  method: 'put',
  path: '/credits/caps',
  summary: 'Change what a workspace allows itself',
  request: json(capsChangeSchema),
  responses: answers(capsSchema, 'The caps as they are now')
});
const grant = createRoute({
  method: 'post',
  path: '/credits/grants',
  summary: 'Give an account credit with the server’s key (operators)',
  request: json(newGrantSchema),
  responses: answers(grantedSchema, 'What the account may still spend')
});

/** Routes of credit below `/api`. */
export function creditRoutes(credits: CreditBook) {
  return router()
    .openapi(read, async (c) => {
      const { workspaceId, cursor: after } = c.req.valid('query');
      return c.json(await credits.read(callerOf(c), workspaceId, after), 200);
    })
    .openapi(caps, async (c) => c.json(await credits.setCaps(c.req.valid('json'), callerOf(c)), 200))
    .openapi(grant, async (c) => c.json(await credits.grant(c.req.valid('json'), callerOf(c)), 200));
}
