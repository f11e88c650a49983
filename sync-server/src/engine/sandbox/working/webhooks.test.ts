// Proves that webhooks are signed as documented, repeated a bounded number of times, and survive a restart.
import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { MODEL, bench } from '../test-bench.ts';
import { Webhooks, sign } from './webhooks.ts';

const small = { prompt: 'a vase', size: '512*512' };
const hook = `?webhook=${encodeURIComponent('https://example.com/hook?token=1')}`;

/** A receiver that answers with the given statuses in turn and keeps what it got. */
function receiver(...statuses: number[]) {
  const got: { url: string; headers: Headers; body: string }[] = [];
  const waiting = Promise.withResolvers<void>();
  const fetch = ((url: string, init: RequestInit) => {
    got.push({ url, headers: new Headers(init.headers), body: String(init.body) });
    const status = statuses[got.length - 1] ?? 200;
    if (got.length >= statuses.length) waiting.resolve();
    return Promise.resolve(new Response(null, { status }));
  }) as typeof globalThis.fetch;
  return { fetch, got, all: waiting.promise };
}

it('[ENG-4] signs id, seconds and raw body with the text of the secret', () => {
  const expected = createHmac('sha256', 'abc').update('evt_1.1700000000.{"a":1}').digest('hex');
  expect(sign('whsec_abc', 'evt_1', 1_700_000_000, '{"a":1}')).toBe(`v3,${expected}`);
});

it('[ENG-4] posts the bare prediction when it has ended, signed with the secret of the account', async () => {
  const { fetch, got, all } = receiver(200);
  const { call } = await bench({ webhookFetch: fetch, failureRate: 1 });
  const { data } = await call('POST', `/${MODEL}${hook}`, small);
  await all;
  const { secret } = (await call('GET', '/webhook/secret')).data as unknown as { secret: string };
  const [{ url, headers, body }] = got as [(typeof got)[number]];
  expect(url).toBe('https://example.com/hook?token=1');
  expect(JSON.parse(body)).toMatchObject({
    id: (data as unknown as { id: string }).id,
    model: MODEL,
    status: 'failed',
    input: { prompt: 'a vase' },
    outputs: []
  });
  expect(headers.get('webhook-signature')).toBe(
    sign(secret, headers.get('webhook-id') ?? '', Number(headers.get('webhook-timestamp')), body)
  );
});

it('[ENG-4] repeats a webhook three times at most, under one event id', async () => {
  const { fetch, got } = receiver(500, 503, 404, 500, 200);
  const webhooks = new Webhooks({ fetch, secret: 'whsec_x', backoffMs: 1 });
  expect(await webhooks.deliver('https://example.com', 'evt_9', { id: '9' })).toBe(true);
  expect(got.map(({ headers }) => headers.get('webhook-id'))).toEqual(Array(4).fill('evt_9'));
});

it('[ENG-4] delivers after a restart what was not delivered before', async () => {
  const silent = receiver(500);
  const first = await bench({ webhookFetch: silent.fetch, failureRate: 1, webhookBackoffMs: 600_000 });
  await first.call('POST', `/${MODEL}${hook}`, small);
  await silent.all;
  await first.sandbox.close();
  const open = receiver(200);
  await bench({ folder: first.folder, webhookFetch: open.fetch });
  await open.all;
  expect(JSON.parse(open.got[0]!.body)).toMatchObject({ status: 'failed', model: MODEL });
});

it('[ENG-4] refuses webhooks where nothing can deliver them', async () => {
  const { call } = await bench();
  expect(await call('POST', `/${MODEL}${hook}`, small)).toMatchObject({ status: 400, message: 'this sandbox delivers no webhooks' });
});
