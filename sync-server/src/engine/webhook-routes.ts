// Where the provider tells of its predictions: the raw bytes are read before anything parses them; no session is asked for or made.
import { router } from '#platform/http';
import type { Webhooks } from './webhooks.ts';

/** `POST /engine/webhook/:attemptToken`, below `/api`. */
export function webhookRoutes(webhooks: Webhooks) {
  return router().post('/engine/webhook/:attemptToken', async (c) => {
    const header = (name: string) => c.req.header(name) ?? '';
    const headers = { id: header('webhook-id'), timestamp: header('webhook-timestamp'), signature: header('webhook-signature') };
    await webhooks.receive(c.req.param('attemptToken'), headers, new Uint8Array(await c.req.arrayBuffer()));
    return c.json({ received: true }, 200);
  });
}
