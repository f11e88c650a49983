// The HTTP door of runs: parse, call, answer.
import { createRoute, z } from '@hono/zod-openapi';
import { idSchema } from 'shared/kernel';
import {
  itemChoiceSchema,
  itemDetailSchema,
  newRunSchema,
  priorityChangeSchema,
  runModeSchema,
  runPageSchema,
  runSchema,
  settlementSchema,
  type ItemDetail,
  type Run,
  type RunPage
} from 'shared/runs';
import { answers, callerOf, json, router } from '#platform/http';
import type { Runs } from './service.ts';

const params = z.object({ id: idSchema });
const itemParams = params.extend({ itemId: idSchema });
const choice = { content: { 'application/json': { schema: itemChoiceSchema } } };
const cursor = z
  .string()
  .regex(/^\d{1,15}\.[0-9a-f]{32}$/, 'Use the `next` of the page before.')
  .optional();

const revision = z
  .string()
  .regex(/^\d{1,15}$/, 'Give a revision of the run.')
  .transform(Number)
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
  request: { query: z.object({ workspaceId: idSchema, cursor, mode: runModeSchema.optional(), collection: idSchema.optional() }) },
  responses: answers(
    runPageSchema,
    'Runs of a workspace or of one of its collections, newest first; those of mode `prompt` only where asked for'
  )
});
const get = createRoute({
  method: 'get',
  path: '/runs/{id}',
  request: { params, query: z.object({ since: revision }) },
  responses: answers(runSchema, 'The run, with only the items that changed after revision `since` where that is given')
});
const getItem = createRoute({
  method: 'get',
  path: '/runs/{id}/items/{itemId}',
  request: { params: itemParams },
  responses: answers(itemDetailSchema, 'The item with its recipe and its way so far')
});
const settle = createRoute({
  method: 'post',
  path: '/runs/{id}/items/{itemId}/settle',
  request: { params: itemParams, ...json(settlementSchema) },
  responses: answers(runSchema, 'The run, with the item at its end')
});
const prioritise = createRoute({
  method: 'post',
  path: '/runs/{id}/priority',
  request: { params, ...json(priorityChangeSchema) },
  responses: answers(runSchema, 'The run in its new order')
});
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
      const page: RunPage = await runs.list(query.workspaceId, query);
      return c.json(page, 200);
    })
    .openapi(get, async (c) => c.json(await runs.get(c.req.valid('param').id, c.req.valid('query').since), 200))
    .openapi(getItem, async (c) => {
      const { id, itemId } = c.req.valid('param');
      const item: ItemDetail = await runs.item(id, itemId);
      return c.json(item, 200);
    })
    .openapi(settle, async (c) => {
      const { id, itemId } = c.req.valid('param');
      return c.json(await runs.settle(id, itemId, c.req.valid('json').as), 200);
    })
    .openapi(prioritise, async (c) => c.json(await runs.prioritise(c.req.valid('param').id, c.req.valid('json').priority), 200))
    .openapi(cancel, async (c) => c.json(await runs.cancel(c.req.valid('param').id, c.req.valid('json').itemId), 200))
    .openapi(pause, async (c) => c.json(await runs.pause(c.req.valid('param').id), 200))
    .openapi(resume, async (c) => c.json(await runs.resume(c.req.valid('param').id), 200))
    .openapi(retry, async (c) => c.json(await runs.retry(c.req.valid('param').id, callerOf(c), c.req.valid('json').itemId), 200));
}
