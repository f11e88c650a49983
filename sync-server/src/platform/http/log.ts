// One line of log for each request: what was asked, how it ended and how long it took; no query, body, cookie or address.
import { randomUUID } from 'node:crypto';
import { matchedRoutes } from 'hono/route';
import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { Env } from './router.ts';

/** Gives each request an id, which problems of the kind `unexpected` and their log lines share. */
export function requestLog(log: Logger): MiddlewareHandler<Env> {
  return async (c, next) => {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    const start = performance.now();
    await next();
    c.header('x-request-id', requestId);
    const route = matchedRoutes(c).at(-1)?.path;
    log.debug({ requestId, method: c.req.method, route, status: c.res.status, ms: Math.round(performance.now() - start) }, 'request');
  };
}
