// The event stream of open pages: hints of one workspace and of the caller, pushed as server-sent events.
import { streamSSE } from 'hono/streaming';
import { problem } from 'shared/kernel';
import { callerOf, router } from '#platform/http';
import type { Hint, Hints } from './hints.ts';

/** Proxies and browsers give up on silent streams after a minute or less. */
const KEEPALIVE_MS = 20_000;

/** `GET /events?workspaceId=`; a user may hold `perUser` streams at once. The signal ends all streams when the server drains. */
export function eventRoutes(hints: Hints, options: { perUser: number; draining: AbortSignal }) {
  const open = new Map<string, number>();
  return router().get('/events', (c) => {
    const { userId } = callerOf(c);
    const workspaceId = c.req.query('workspaceId') ?? '';
    const count = open.get(userId) ?? 0;
    if (count >= options.perUser) throw problem('too-many-requests', { retryAfter: 30 });
    open.set(userId, count + 1);
    c.header('x-accel-buffering', 'no');
    return streamSSE(c, async (stream) => {
      const tell = (hint: Hint) => void stream.writeSSE({ event: 'hint', data: JSON.stringify(hint) });
      const stops = [hints.listen(workspaceId, tell), hints.listen(userId, tell)];
      const ended = new Promise<void>((end) => {
        stream.onAbort(end);
        // A hint that was published just before is written first: it tells the page why.
        stops.push(hints.onEnd(userId, workspaceId, () => setImmediate(end)));
        options.draining.addEventListener('abort', () => end(), { once: true });
      });
      const keepalive = setInterval(() => void stream.write(': still here\n\n'), KEEPALIVE_MS);
      // The first bytes tell the page that it may fetch afresh now: whatever changes from here on is hinted.
      await stream.writeSSE({ event: 'open', data: '{}' });
      await ended;
      clearInterval(keepalive);
      for (const stop of stops) stop();
      const left = (open.get(userId) ?? 1) - 1;
      if (left > 0) open.set(userId, left);
      else open.delete(userId);
    });
  });
}
