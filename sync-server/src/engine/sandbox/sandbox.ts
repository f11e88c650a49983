// The sandbox engine: the provider's wire contract, in process, drawing by rules instead of AI.
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Task } from './drawing/task.ts';
import { Files } from './keeping/files.ts';
import type { PredictionRow } from './keeping/rows.ts';
import { StoreThread } from './keeping/store-thread.ts';
import type { Sandbox, SandboxOptions } from './options.ts';
import { accountRoutes } from './wire/account-routes.ts';
import { failure, Refusal } from './wire/answers.ts';
import { fileRoutes, readOwn, uploadRoutes } from './wire/media-routes.ts';
import { toWire } from './wire/prediction.ts';
import { predictionRoutes, RETENTION_MS, submitRoute } from './wire/prediction-routes.ts';
import { PainterPool } from './working/pool.ts';
import { Queue } from './working/queue.ts';
import { Webhooks } from './working/webhooks.ts';

const SWEEP_MS = 60 * 60 * 1_000;
const MAX_JSON = 1_024 * 1_024;
/** A task that takes the painter through most of its code. */
const WARMING: Task = {
  kind: 'text-to-image',
  model: 'bytedance/seedream-v4',
  inputs: { prompt: 'a terracotta carafe on a limestone plinth', size: '1024*1024' },
  images: []
};

/** Opens a sandbox on a folder and takes up what an earlier one left unfinished. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { folder, origin, limits } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const store = new StoreThread(join(folder, 'sandbox.db'));
  const files = new Files(folder);
  const pool = new PainterPool({ size: options.painters ?? Math.max(1, availableParallelism() - 1), worker: options.painter });
  const webhooks = new Webhooks({
    fetch: options.webhookFetch ?? fetch,
    secret: await store.call('webhookSecret'),
    backoffMs: options.webhookBackoffMs ?? 1_000
  });
  const counts = await store.call('counts');

  const settled = (row: PredictionRow) => {
    const { webhook, id } = row;
    if (webhook === null || !options.webhookFetch) return;
    void webhooks
      .deliver(webhook, `evt_${id}`, { ...toWire(row, origin), input: row.inputs })
      .then((decided) => (decided ? store.call('webhookDone', id) : undefined))
      // The folder was closed meanwhile; the next sandbox on it delivers again.
      .catch(() => undefined);
  };
  const queue = new Queue({
    store,
    files,
    pool,
    concurrent: limits.concurrent,
    latencyMs: options.latencyMs,
    failureRate: options.failureRate,
    nsfwRate: options.nsfwRate,
    quick: options.quick ?? false,
    readInput: async (url) => (await readOwn(url, files)) ?? options.fetchInput(url),
    settled
  });

  const app = compose(options, { options, store, files, queue, limits, counts });
  for (const row of await store.call('undelivered')) settled(row);
  for (const row of await store.call('unfinished')) queue.add(row);
  if (options.warm) void pool.draw(() => Promise.resolve({ ...WARMING, quick: options.quick ?? false })).catch(() => undefined);
  const sweeping = setInterval(() => void sweep(store, files).catch(() => undefined), SWEEP_MS).unref();
  await sweep(store, files);

  const prefix = new URL(origin).pathname.replace(/\/$/, '');
  const mounted = prefix === '' ? app : new Hono().route(prefix, app);
  return {
    app,
    fetch: (request) => mounted.fetch(request),
    counts: () => ({ ...counts }),
    async close() {
      clearInterval(sweeping);
      queue.close();
      webhooks.close();
      await pool.close();
      await store.close();
    }
  };
}

type Parts = Parameters<typeof predictionRoutes>[0];

/** All routes; fixed paths stand before the model's catch-all, as the contract demands. */
function compose({ authorise = hasBearer }: SandboxOptions, parts: Parts): Hono {
  const json = bodyLimit({ maxSize: MAX_JSON, onError: (c) => failure(c, 413, 'the body is too large') });
  const api = new Hono()
    .use(async (c, next) => {
      if (!(await authorise(c.req.raw))) return failure(c, 401, 'missing or invalid API key');
      await next();
    })
    .use(async (c, next) => (c.req.path.endsWith('/media/upload/binary') ? next() : json(c, next)))
    .route('/', uploadRoutes(parts))
    .route('/', accountRoutes(parts))
    .route('/', predictionRoutes(parts))
    .route('/', submitRoute(parts))
    .all('*', (c) => failure(c, 404, 'not found'));
  return new Hono()
    .onError((error, c) => {
      if (error instanceof Refusal) return failure(c, error.status, error.message);
      return failure(c, 500, 'The sandbox could not answer. Nothing is charged; try again.');
    })
    .route('/api/v3', api)
    .route('/files', fileRoutes(parts))
    .all('*', (c) => failure(c, 404, 'not found'));
}

function hasBearer(request: Request): boolean {
  return /^Bearer \S+$/.test(request.headers.get('authorization') ?? '');
}

async function sweep(store: StoreThread, files: Files): Promise<void> {
  const { predictions, uploads } = await store.call('expire', Date.now() - RETENTION_MS);
  await Promise.all([...predictions.map((id) => files.removeOutputs(id)), ...uploads.map((id) => files.removeUpload(id))]);
}
