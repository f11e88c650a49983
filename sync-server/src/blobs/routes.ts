// Routes of blobs: a device sends bytes under their hash, and reads them back.
import { createRoute, z } from '@hono/zod-openapi';
import { blobInfoSchema, blobProblem, MAX_BLOB_BYTES } from 'shared/blobs';
import { hashSchema, idSchema, problem, sha256 } from 'shared/kernel';
import { answers, router } from '#platform/http';
import type { Blobs } from './blobs.ts';
import { readBody } from './body.ts';
import { serveBlob, type WorkspacesOf } from './serve.ts';

/** Bytes of bodies held in memory at once, so that many large uploads together cannot exhaust it. */
const MAX_BODIES_BYTES = 3 * MAX_BLOB_BYTES;

const put = createRoute({
  method: 'put',
  path: '/blobs/{hash}',
  summary: 'Keeps a picture or video of a workspace under its SHA-256.',
  request: { params: z.object({ hash: hashSchema }), query: z.object({ workspaceId: idSchema }) },
  responses: answers(blobInfoSchema, 'What is known of the blob')
});

/** PUT, GET and HEAD of `/blobs/{hash}`. */
export function blobRoutes(blobs: Blobs, workspacesOf: WorkspacesOf) {
  let held = 0;
  return router()
    .openapi(put, async (c) => {
      const { hash } = c.req.valid('param');
      const { workspaceId } = c.req.valid('query');
      const announced = Number(c.req.header('content-length') || Number.NaN);
      const size = Number.isSafeInteger(announced) ? announced : MAX_BLOB_BYTES;
      if (held > 0 && held + size > MAX_BODIES_BYTES) throw problem('too-many-requests', { retryAfter: 2 });
      held += size;
      try {
        const bytes = await readBody(c.req.raw, MAX_BLOB_BYTES);
        if ((await sha256(bytes)) !== hash) throw blobProblem('hash-mismatch');
        return c.json(await blobs.keep(workspaceId, bytes), 200);
      } finally {
        held -= size;
      }
    })
    .get('/blobs/:hash', serveBlob(blobs, workspacesOf));
}
