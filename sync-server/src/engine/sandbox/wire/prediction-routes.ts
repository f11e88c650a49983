// Submitting, following, listing and deleting predictions.
import { Hono, type Context } from 'hono';
import { modelOf, type Model } from 'shared/engine';
import { newId } from 'shared/kernel';
import { taskCode } from '../drawing/task.ts';
import type { Files } from '../keeping/files.ts';
import type { NewPrediction, PredictionRow } from '../keeping/rows.ts';
import type { StoreThread } from '../keeping/store-thread.ts';
import type { SandboxCounts, SandboxOptions } from '../options.ts';
import type { Queue } from '../working/queue.ts';
import type { EngineLimits } from '../../engine.ts';
import { failure, readBody, readPage, readTime, Refusal, success } from './answers.ts';
import { quote } from './catalogue.ts';
import { toWire, toWireWithBytes } from './prediction.ts';
import { validate } from './validate.ts';

/** Accepted predictions that may wait for their turn; beyond that a submission is refused. */
const MAX_QUEUE = 10_000;
const SYNC_WINDOW_MS = 120_000;
export const RETENTION_MS = 7 * 24 * 60 * 60 * 1_000;

export interface PredictionRoutesOptions {
  readonly options: SandboxOptions;
  readonly store: StoreThread;
  readonly files: Files;
  readonly queue: Queue;
  readonly limits: EngineLimits;
  readonly counts: { -readonly [Name in keyof SandboxCounts]: SandboxCounts[Name] };
}

/** Fixed paths; they must be mounted before `submitRoute`, which takes every other POST. */
export function predictionRoutes({ options, store, files }: PredictionRoutesOptions): Hono {
  const find = async (id: string): Promise<PredictionRow> => {
    const row = await store.call('prediction', id);
    if (!row) throw new Refusal(404, 'prediction not found');
    return row;
  };
  const result = async (c: Context) => success(c, await toWireWithBytes(await find(c.req.param('id') ?? ''), options.origin, files));
  const remove = async (ids: readonly string[]) => {
    const removed = await store.call('remove', ids);
    await Promise.all(removed.map((id) => files.removeOutputs(id)));
    return removed.length;
  };

  return new Hono()
    .get('/predictions/:id/result', result)
    .get('/predictions/:id', result)
    .post('/predictions', async (c) => {
      const body = await readBody(c);
      const { page, pageSize } = readPage(body);
      const { model, status } = body;
      const { rows } = await store.call('history', {
        model: typeof model === 'string' && model !== '' ? model : undefined,
        status: typeof status === 'string' && status !== '' ? status : undefined,
        from: Math.max(readTime(body, 'created_after') ?? 0, Date.now() - RETENTION_MS),
        to: readTime(body, 'created_before'),
        offset: (page - 1) * pageSize,
        limit: pageSize
      });
      return success(c, { page, items: rows.map((row) => ({ ...toWire(row, options.origin), input: row.inputs })) });
    })
    .post('/predictions/delete', async (c) => {
      const { ids } = await readBody(c);
      if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === 'string')) {
        throw new Refusal(400, 'field "ids" is required and must not be empty');
      }
      return success(c, { deleted_count: await remove(ids) });
    })
    .delete('/predictions/:id', async (c) => {
      const id = c.req.param('id');
      if ((await remove([id])) === 0) throw new Refusal(404, 'prediction not found');
      return success(c, { id, status: 'deleted' });
    });
}

/** `POST /{model-id}` with slashes in the id: the one call that is billed. */
export function submitRoute({ options, store, files, queue, limits, counts }: PredictionRoutesOptions): Hono {
  const accept = async (prediction: NewPrediction): Promise<PredictionRow> => {
    const outcome = await store.call('submit', prediction, prediction.video ? limits.videosPerMinute : limits.imagesPerMinute);
    counts.submissions++;
    if (outcome === 'limited' || !outcome) throw new Refusal(429, 'rate limit exceeded: too many requests in the last minute');
    counts.predictions++;
    return {
      ...prediction,
      ...outcome,
      status: 'created',
      startedAt: null,
      finishedAt: null,
      outputs: [],
      nsfw: [],
      error: '',
      code: taskCode.ok
    };
  };

  const submit = async (c: Context, model: Model): Promise<Response> => {
    const inputs = validate(model, await readBody(c), { complete: true });
    const webhook = c.req.query('webhook') || null;
    if (webhook !== null && inputs.enable_base64_output === true) {
      return c.json({ error: 'webhook callback does not support base64 output, please use the normal API to use base64 output' }, 400);
    }
    if (webhook !== null) checkWebhook(webhook, options);
    if (queue.length >= MAX_QUEUE) throw new Refusal(429, 'too many tasks are waiting');
    const video = model.kind === 'image-to-video' || model.kind === 'video-upscaler';
    const row = await accept({ id: newId(), model: model.id, inputs, video, webhook, price: quote(model, inputs), createdAt: Date.now() });
    if (inputs.enable_sync_mode !== true) {
      queue.add(row);
      return success(c, toWire(row, options.origin));
    }
    const ended = queue.ended(row.id, options.syncWindowMs ?? SYNC_WINDOW_MS);
    queue.add(row);
    if (!(await ended)) return tooLate(c, row);
    const settled = await store.call('prediction', row.id);
    return success(c, await toWireWithBytes(settled ?? row, options.origin, files));
  };

  const tooLate = (c: Context, row: PredictionRow): Response => {
    const error = 'Sync mode timed out. The task goes on; query its result later.';
    if (options.syncTimeoutAs === 'http-504') return failure(c, 504, error);
    return success(c, { ...toWire(row, options.origin), status: 'processing', code: taskCode.timeout, error });
  };

  return new Hono().post('/:model{.+}', async (c) => {
    const model = modelOf(c.req.param('model'));
    if (!model) throw new Refusal(404, 'model not found');
    try {
      return await submit(c, model);
    } catch (error) {
      // A 429 for the rate was counted with the check itself.
      if (error instanceof Refusal && error.status !== 429) {
        await store.call('submit');
        counts.submissions++;
      }
      throw error;
    }
  });
}

function checkWebhook(webhook: string, { webhookFetch }: SandboxOptions): void {
  const { protocol } = URL.parse(webhook) ?? {};
  if (protocol !== 'http:' && protocol !== 'https:') throw new Refusal(400, 'query "webhook" must be a valid http or https URL');
  if (!webhookFetch) throw new Refusal(400, 'this sandbox delivers no webhooks');
}
