// Links that have expired, on real sockets: what was paid for is asked for by new links until it is kept, and never made again.
import { newId } from 'shared/kernel';
import { expect, it } from 'vitest';
import { envelope, http, json, startMisbehaving } from '../support/misbehaving-provider.ts';
import { startServer, temporaryFolder } from '../support/process.ts';
import { visit } from '../support/visitor.ts';

/** A 1×1 PNG. */
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
const model = 'bytedance/seedream-v4';
const expired = {
  'HTTP 403': http(403, '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>', { 'content-type': 'text/xml' }),
  'HTTP 404': json(404, {}),
  'HTTP 410': http(410, ''),
  'a page that says so under HTTP 200': http(200, '<html>This link has expired.</html>', { 'content-type': 'text/html' })
};

it.each(Object.entries(expired))(
  '[ENG-5] a link that has expired by %s is replaced by a new one, and the picture paid once',
  async (_, gone) => {
    await using folder = await temporaryFolder();
    const id = 'pred_0123456789';
    let looks = 0;
    await using provider = await startMisbehaving((socket, request) => {
      const { method, path, headers } = request;
      if (path === '/1.png') return gone(socket, request);
      if (path === '/2.png') return http(200, dot, { 'content-type': 'image/png' })(socket, request);
      const prediction = { id, model, status: 'created', outputs: [] as string[], error: '', code: 0 };
      if (method === 'POST' && path.startsWith(`/api/v3/${model}`)) return json(200, envelope(prediction))(socket, request);
      // Each look is answered with the links that are good at that moment.
      if (path.includes(`/predictions/${id}`)) {
        looks += 1;
        const outputs = [`http://${headers['host']}/${Math.min(looks, 2)}.png`];
        return json(200, envelope({ ...prediction, status: 'completed', outputs }))(socket, request);
      }
      return json(404, envelope(null, 404, 'not here'))(socket, request);
    });
    const server = await startServer(folder.path, {
      WAVESPEED_API_KEY: 'a-key-worth-money',
      WAVESPEED_BASE_URL: provider.origin,
      WAVESPEED_ACCOUNT_LEVEL: 'gold'
    });
    try {
      // On loopback the first visitor is the operator, who may spend.
      const operator = await visit(server.origin);
      const recipe = { v: 1, model, prompt: 'a vase', params: { size: '512*512' } };
      const run = { id: newId(), workspaceId: operator.workspaceId, recipe };
      expect((await operator.send('POST', '/api/runs', run)).status).toBe(200);
      const now = async () =>
        (await (await operator.send('GET', `/api/runs/${run.id}`)).json()) as {
          charged: number;
          price: { total: number };
          items: { state: string; assets: string[] }[];
        };
      await expect.poll(async () => (await now()).items[0]?.state, { timeout: 20_000 }).toBe('succeeded');
      const { items, charged, price } = await now();
      expect(items[0]?.assets).toHaveLength(1);
      expect(charged).toBe(price.total);
      const asked = (what: (path: string) => boolean) => provider.received.filter(({ path }) => what(path));
      expect(asked((path) => path.startsWith(`/api/v3/${model}`))).toHaveLength(1);
      expect([asked((path) => path === '/1.png').length, asked((path) => path === '/2.png').length]).toEqual([1, 1]);
      // The links are other hosts' business: the key is shown to none of them.
      for (const { headers } of asked((path) => path.endsWith('.png'))) expect(headers).not.toHaveProperty('authorization');
    } finally {
      await server.stop();
    }
  }
);
