// Routes of earlier states: list, name, look at, restore. Who may call them is decided before, by the state's workspace.
import { createRoute, z } from '@hono/zod-openapi';
import { idSchema, problem } from 'shared/kernel';
import { historyEntrySchema, historyListSchema, historyPlaceSchema, newHistoryEntrySchema } from 'shared/sync';
import { answers, callerOf, router } from '#platform/http';
import type { DocumentHistory } from './history.ts';

const params = z.object({ id: idSchema });

const list = createRoute({
  method: 'get',
  path: '/documents/history',
  summary: 'Earlier states of a document.',
  request: { query: historyPlaceSchema },
  responses: answers(historyListSchema, 'Earlier states, newest first')
});
const keep = createRoute({
  method: 'post',
  path: '/documents/history',
  summary: 'Keeps the present state of a document under a name.',
  request: { body: { required: true, content: { 'application/json': { schema: newHistoryEntrySchema } } } },
  responses: answers(historyEntrySchema, 'The state, new or known')
});
const restore = createRoute({
  method: 'post',
  path: '/documents/history/{id}/restore',
  summary: 'Brings a document back to an earlier state by an ordinary edit.',
  request: { params },
  responses: answers(z.object({}), 'It is restored')
});
const remove = createRoute({
  method: 'delete',
  path: '/documents/history/{id}',
  summary: 'Forgets an earlier state.',
  request: { params },
  responses: answers(z.object({}), 'It is gone')
});

/** Routes below `/api`. */
export function historyRoutes(history: DocumentHistory) {
  return router()
    .openapi(list, async (c) => c.json({ entries: await history.list(c.req.valid('query')) }, 200))
    .openapi(keep, async (c) => {
      const { id, name, ...place } = c.req.valid('json');
      return c.json(await history.keep(place, { id, name, by: callerOf(c).userId }), 200);
    })
    .openapi(restore, async (c) => {
      await history.restore(c.req.valid('param').id);
      return c.json({}, 200);
    })
    .openapi(remove, async (c) => {
      await history.remove(c.req.valid('param').id);
      return c.json({}, 200);
    })
    .get('/documents/history/:id/state', async (c) => {
      const id = idSchema.safeParse(c.req.param('id'));
      if (!id.success) throw problem('not-found');
      const state = await history.state(id.data);
      return c.body(new Uint8Array(state), 200, { 'content-type': 'application/octet-stream', 'cache-control': 'private, no-store' });
    });
}
