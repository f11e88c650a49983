// The HTTP door of runs: parse, call, answer.
import { createRoute, z } from '@hono/zod-openapi';
import { idSchema } from 'shared/kernel';
import { itemChoiceSchema, newRunSchema, runPageSchema, runSchema, type Run, type RunPage } from 'shared/runs';
import { answers, callerOf, router } from '#platform/http';
import type { Runs } from './service.ts';

const params = z.object({ id: idSchema });
const choice = { content: { 'application/json': { schema: itemChoiceSchema } } };
const cursor = z
  .string()
  .regex(/^\d{1,15}\.[0-9a-f]{32}$/, 'Use the `next` of the page before.')
  .optional();

const accept = createRoute({
  method: 'post',
  path: '/runs',
  request: { body: { required: true, content: { 'application/json': { schema: newRunSchema } } } },
  responses: answers(runSchema, 'The run, new or known')
});
const list = createRoute({
  method: 'get',
  path: '/runs',
  request: { query: z.object({ workspaceId: idSchema, cursor }) },
  responses: answers(runPageSchema, 'Runs of a workspace, newest first')
});
const get = createRoute({ method: 'get', path: '/runs/{id}', request: { params }, responses: answers(runSchema, 'The run') });
const cancel = createRoute({
  method: 'post',
  path: '/runs/{id}/cancel',
  request: { params, body: choice },
  responses: answers(runSchema, 'The run, cancelled')
});
const pause = createRoute({
  method: 'post',
  path: '/runs/{id}/pause',
  request: { params },
  responses: answers(runSchema, 'The run, paused')
});
const resume = createRoute({
  method: 'post',
  path: '/runs/{id}/resume',
  request: { params },
  responses: answers(runSchema, 'The run, going on')
});
const retry = createRoute({
  method: 'post',
  path: '/runs/{id}/retry',
  request: { params, body: choice },
  responses: answers(runSchema, 'The run, with items queued again')
});

/** Routes of runs below `/api`. Who may call them is decided before, by the workspace that `Runs.workspaceOf` names. */
export function runRoutes(runs: Runs) {
  return router()
    .openapi(accept, async (c) => {
      const run: Run = await runs.accept(c.req.valid('json'), callerOf(c));
      return c.json(run, 200);
    })
    .openapi(list, async (c) => {
      const query = c.req.valid('query');
      const page: RunPage = await runs.list(query.workspaceId, query.cursor);
      return c.json(page, 200);
    })
    .openapi(get, async (c) => c.json(await runs.get(c.req.valid('param').id), 200))
    .openapi(cancel, async (c) => c.json(await runs.cancel(c.req.valid('param').id, c.req.valid('json').itemId), 200))
    .openapi(pause, async (c) => c.json(await runs.pause(c.req.valid('param').id), 200))
    .openapi(resume, async (c) => c.json(await runs.resume(c.req.valid('param').id), 200))
    .openapi(retry, async (c) => c.json(await runs.retry(c.req.valid('param').id, callerOf(c), c.req.valid('json').itemId), 200));
}
