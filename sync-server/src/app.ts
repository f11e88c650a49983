// The composition root of HTTP: guards, the typed API, sessions, sockets, media, the sandbox and the web app, in this order.
import type { Hono, HonoRequest, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import { Problem, problem } from 'shared/kernel';
import { mediaHandler } from '#area/blobs';
import type { Sandbox } from '#area/engine';
import { addressOf, answer, hostGuard, originGuard, pages, rateGuard, requestLog, router, type Env, type Place } from '#platform/http';
import { accessGuard, type AccessSources } from './access.ts';
import { createApi, type ApiParts } from './api.ts';
import { rates, sizes } from './config/index.ts';

/** What only a caller with a session may reach. */
const GUARDED = ['/api/*', '/media/*', '/sync/*'];

/** What a request counts against: webhooks and files come by the thousand where a person asks a few times a minute. */
type Sort = 'webhooks' | 'files' | 'requests';

const WEBHOOKS = '/api/engine/webhook/';
/** The app's own files, and the bytes of assets: a fast scroll through the gallery asks for hundreds. */
const FILES = /^\/(_app|media|sync\/[^/]+\/[^/]+\/[^/]+\/media)\//;

function sortOf({ method, path }: HonoRequest): Sort {
  if (path.startsWith(WEBHOOKS)) return 'webhooks';
  return method === 'GET' && FILES.test(path) ? 'files' : 'requests';
}

/** Most bytes of a refused body that are read away. */
const DISCARDED_BYTES = 16 * sizes.json;

export interface AppParts extends ApiParts {
  readonly place: Place;
  readonly log: Logger;
  readonly trustedProxies: readonly string[];
  readonly access: AccessSources;
  readonly sandboxApp: Sandbox['app'];
  readonly sync: MiddlewareHandler<Env>;
  /** The pictures of one document, for whoever may see it. */
  readonly sharedMedia: MiddlewareHandler<Env>;
  /** Whether new work is taken: false while starting and draining. */
  readonly ready: () => Promise<boolean>;
  /** The built web app; without it only the API is served. */
  readonly webFolder: string | undefined;
}

/** The whole HTTP application. */
export function createApp(parts: AppParts): Hono<Env> {
  const { place, log, accounts, trustedProxies } = parts;
  const app = router();
  app.onError((error, c) => {
    if (error instanceof Problem) return answer(c, error.document);
    log.error({ requestId: c.get('requestId'), error }, 'request failed');
    return answer(c, problem('unexpected', { detail: `Request ${c.get('requestId')}` }).document);
  });

  app.use(
    requestLog(log),
    hostGuard(place),
    ...(['requests', 'files', 'webhooks'] as const).map((sort) =>
      rateGuard(rates[sort], (c) => (sortOf(c.req) === sort ? addressOf(c, trustedProxies) : undefined))
    )
  );
  app.route('/sandbox', parts.sandboxApp);

  for (const path of GUARDED) {
    app.use(path, originGuard(place), async (c, next) => {
      c.set('caller', await accounts.sessionOf(c.req.raw.headers));
      await next();
    });
    app.use(
      path,
      rateGuard(rates.user, (c) => (sortOf(c.req) === 'requests' ? c.get('caller')?.userId : undefined))
    );
  }
  app.use('/api/*', jsonLimit());
  for (const path of GUARDED) app.use(path, accessGuard(parts.access));

  app.get('/api/health', (c) => c.json({ status: 'up' }));
  app.get('/api/ready', async (c) => ((await parts.ready()) ? c.json({ status: 'ready' }) : answer(c, problem('shutting-down').document)));
  app.use(
    '/api/auth/*',
    rateGuard(rates.sessions, (c) => addressOf(c, trustedProxies))
  );
  app.use(
    '/api/engine/key',
    rateGuard(rates.keys, (c) => (c.req.method === 'PUT' ? c.get('caller')?.userId : undefined))
  );
  app.use(
    '/api/engine/quote',
    rateGuard(rates.quotes, (c) => c.get('caller')?.userId)
  );
  app.use(
    '/api/runs',
    rateGuard(rates.runs, (c) => (c.req.method === 'POST' ? c.get('caller')?.userId : undefined))
  );
  app.route('/', createApi(parts));
  app.doc31('/api/openapi.json', { openapi: '3.1.0', info: { title: 'Preset', version: '1' } });
  app.get('/media/:hash', mediaHandler(parts.blobs, parts.workspacesOf));
  app.get('/sync/:workspaceId/:kind/:docId', parts.sync);
  app.get('/sync/:workspaceId/:kind/:docId/media/:hash', parts.sharedMedia);

  for (const path of GUARDED) {
    app.all(path, () => {
      throw problem('not-found');
    });
  }
  if (parts.webFolder) app.route('/', pages(parts.webFolder));
  return app;
}

/** Bodies of blobs and of exchanges have limits of their own. */
function jsonLimit(): MiddlewareHandler<Env> {
  const limitOf = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: async (c) => {
        await discard(c.req.raw.body);
        throw problem('body-too-large');
      }
    });
  const [limit, runLimit] = [limitOf(sizes.json), limitOf(sizes.run)];
  const isOther = ({ method, path }: HonoRequest) =>
    (method === 'PUT' && path.startsWith('/api/blobs/')) || (method === 'POST' && path === '/api/sync/exchange');
  const isRun = ({ method, path }: HonoRequest) => method === 'POST' && path === '/api/runs';
  return (c, next) => (isOther(c.req) ? next() : isRun(c.req) ? runLimit(c, next) : limit(c, next));
}

/** Reads what is refused, up to a bound: a client that is still sending would see a cut connection instead of the answer. */
async function discard(body: ReadableStream<Uint8Array> | null): Promise<void> {
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > DISCARDED_BYTES) return;
  }
}
