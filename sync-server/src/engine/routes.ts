// Routes of the engine: what a person needs to point other WaveSpeed clients at the sandbox.
import { createRoute, z } from '@hono/zod-openapi';
import { answers, callerOf, router } from '#platform/http';
import type { SandboxTokens } from './sandbox-tokens.ts';

const tokenSchema = z.object({ token: z.string(), baseUrl: z.string() });

/** `GET /sandbox/token`: the caller's key for the sandbox at `baseUrl`. */
export function engineRoutes({ tokens, baseUrl }: { tokens: SandboxTokens; baseUrl: string }) {
  const route = createRoute({
    method: 'get',
    path: '/sandbox/token',
    summary: 'Key and base address of the sandbox, for other WaveSpeed clients',
    responses: answers(tokenSchema, 'The caller’s own key')
  });
  return router().openapi(route, (c) => {
    const answer: z.infer<typeof tokenSchema> = { token: tokens.make(callerOf(c).userId), baseUrl };
    return c.json(answer, 200);
  });
}
