// What is checked of every request before anything else: its host, its origin, and how much one address asks.
import type { MiddlewareHandler } from 'hono';
import { isLoopbackHost } from '#platform/network';
import { problem } from 'shared/kernel';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Env } from './router.ts';

export interface Place {
  /** How people reach the server. */
  readonly publicUrl: URL;
  /** Whether it listens on this machine only and is reached by a loopback name. */
  readonly loopback: boolean;
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses requests for other hosts, which a page of a rebound DNS name would send. */
export function hostGuard({ publicUrl }: Place): MiddlewareHandler<Env> {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (host !== publicUrl.host && !isLoopbackHost(URL.parse(`http://${host}`)?.hostname ?? '')) throw problem('unknown-host');
    await next();
  };
}

/** The origins from which our own pages speak. */
export function ownOrigins({ publicUrl, loopback }: Place): string[] {
  if (!loopback) return [publicUrl.origin];
  const port = publicUrl.port ? `:${publicUrl.port}` : '';
  return ['localhost', '127.0.0.1'].map((host) => `${publicUrl.protocol}//${host}${port}`);
}

/** Refuses changes and socket upgrades that pages of other sites ask for; requests without an Origin come from no page. */
export function originGuard(place: Place): MiddlewareHandler<Env> {
  const own = new Set(ownOrigins(place));
  return async (c, next) => {
    const origin = c.req.header('origin');
    const changes = !READING.has(c.req.method) || c.req.header('upgrade') !== undefined;
    if (changes && origin !== undefined && !own.has(origin)) throw problem('foreign-origin');
    await next();
  };
}

/** At most `perMinute` requests for each key; a request whose key is undefined is not counted. */
export function rateGuard(
  perMinute: number,
  keyOf: (c: Parameters<MiddlewareHandler<Env>>[0]) => string | undefined
): MiddlewareHandler<Env> {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (c, next) => {
    const key = keyOf(c);
    if (key !== undefined) {
      await limiter.consume(key).catch((refused: unknown) => {
        if (refused instanceof RateLimiterRes) throw problem('too-many-requests', { retryAfter: Math.ceil(refused.msBeforeNext / 1_000) });
        throw refused;
      });
    }
    await next();
  };
}
