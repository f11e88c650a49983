// Routes of the engine: models, a workspace's own key, and what others need to use the sandbox.
import { createRoute, z } from '@hono/zod-openapi';
import { engineKeySchema, newEngineKeySchema, type EngineKey } from 'shared/engine';
import { idSchema } from 'shared/kernel';
import { answers, callerOf, json, router } from '#platform/http';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { Engines } from './engines.ts';
import type { KeyKeeping } from './key-keeping.ts';
import type { SandboxTokens } from './sandbox-tokens.ts';

export interface EngineRoutesOptions {
  readonly tokens: SandboxTokens;
  /** Where the sandbox answers over HTTP. */
  readonly sandboxUrl: string;
  readonly engines: Engines;
  readonly keys: KeyKeeping;
  readonly catalogue: Catalogue;
}

const tokenSchema = z.object({ token: z.string(), baseUrl: z.string() });
const workspace = z.object({ workspaceId: idSchema });

const token = createRoute({
  method: 'get',
  path: '/sandbox/token',
  summary: 'Key and base address of the sandbox, for other WaveSpeed clients',
  responses: answers(tokenSchema, 'The caller’s own key')
});
const readKey = createRoute({
  method: 'get',
  path: '/engine/key',
  summary: 'Whether a workspace has a provider key of its own',
  request: { query: workspace },
  responses: answers(engineKeySchema, 'Its last four characters, level and age; never the key')
});
const setKey = createRoute({
  method: 'put',
  path: '/engine/key',
  summary: 'Set or replace a workspace’s provider key, once the provider has taken it',
  request: json(newEngineKeySchema),
  responses: answers(engineKeySchema, 'What is told of the key from now on')
});
const removeKey = createRoute({
  method: 'delete',
  path: '/engine/key',
  summary: 'Take a workspace’s provider key away',
  request: { query: workspace.extend({ anyway: z.enum(['true', 'false']).default('false') }) },
  responses: answers(engineKeySchema, 'What the workspace uses now')
});

/** Routes below `/api`. */
export function engineRoutes({ tokens, sandboxUrl, engines, keys, catalogue }: EngineRoutesOptions) {
  const told = async (workspaceId: string): Promise<EngineKey> => ({
    own: (await engines.facts(workspaceId)) ?? null,
    standard: engines.standard.kind
  });
  return router()
    .openapi(token, (c) => {
      const answer: z.infer<typeof tokenSchema> = { token: tokens.make(callerOf(c).userId), baseUrl: sandboxUrl };
      return c.json(answer, 200);
    })
    .openapi(readKey, async (c) => c.json(await told(c.req.valid('query').workspaceId), 200))
    .openapi(setKey, async (c) => {
      const { workspaceId, key, level } = c.req.valid('json');
      await keys.set(workspaceId, key, level, callerOf(c).userId);
      return c.json(await told(workspaceId), 200);
    })
    .openapi(removeKey, async (c) => {
      const { workspaceId, anyway } = c.req.valid('query');
      await keys.remove(workspaceId, { anyway: anyway === 'true' });
      return c.json(await told(workspaceId), 200);
    })
    .get('/engine/models', (c) => {
      const { body, tag } = catalogue.current;
      const headers = { etag: tag, 'cache-control': 'private, no-cache' };
      const known = c.req
        .header('if-none-match')
        ?.split(/\s*,\s*/)
        .map((one) => one.replace(/^W\//, ''));
      if (known?.includes(tag)) return c.body(null, 304, headers);
      return c.body(body, 200, { ...headers, 'content-type': 'application/json' });
    });
}
