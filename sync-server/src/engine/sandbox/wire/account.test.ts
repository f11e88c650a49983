// Proves the account's side of the contract: models, prices, balance, billing, usage, uploads and files.
import { models } from 'shared/engine';
import { expect, it } from 'vitest';
import { MODEL, ORIGIN, ball, bench, type Bench } from '../test-bench.ts';

const small = { prompt: 'a vase', size: '512*512' };

async function upload({ call, raw }: Bench, bytes: Uint8Array<ArrayBuffer>) {
  const { data } = await call('POST', '/media/uploads', { filename: 'my ball.png', size: bytes.length, content_type: 'image/png' });
  const ticket = data as unknown as {
    type: string;
    download_url: string;
    filename: string;
    size: number;
    upload: { method: string; url: string; headers: Record<string, string> };
  };
  const put = (body: Uint8Array<ArrayBuffer>) =>
    raw(ticket.upload.url.slice(ORIGIN.length), { method: 'PUT', headers: ticket.upload.headers, body });
  return { ticket, put };
}

it('[ENG-2] lists every model in the documented shape', async () => {
  const { call } = await bench();
  const { data } = await call('GET', '/models');
  const items = data as unknown as { model_id: string; api_schema: unknown }[];
  expect(items.map(({ model_id }) => model_id)).toEqual(models.map(({ id }) => id));
  expect(items[0]).toMatchObject({
    model_id: MODEL,
    name: MODEL,
    base_price: 0.027,
    type: 'text-to-image',
    sort_order: 1,
    formula: expect.stringContaining('base_price') as string,
    api_schema: {
      api_schemas: [
        {
          type: 'model_run',
          method: 'POST',
          server: ORIGIN,
          api_path: `/api/v3/${MODEL}`,
          request_schema: {
            type: 'object',
            required: ['prompt'],
            'x-order-properties': ['prompt', 'size', 'enable_sync_mode', 'enable_base64_output']
          }
        }
      ]
    }
  });
});

it('[ENG-2] quotes with full inputs and refuses bad ones', async () => {
  const { call } = await bench();
  const quote = (inputs: unknown, id = `${MODEL}/sequential`) => call('POST', '/model/price', { model_id: id, inputs });
  expect((await quote({ prompt: 'x', max_images: 4 })).data).toEqual({
    model_id: `${MODEL}/sequential`,
    price: 0.108,
    discounted_price: 0.108,
    discount_rate: 100,
    currency: 'USD'
  });
  expect((await quote({ unknown: 1 })).data, 'unknown fields are ignored, missing ones quote at their defaults').toMatchObject({
    price: 0.027
  });
  expect((await quote({ resolution: '2k' }, 'bytedance/seedream-v5.0-pro')).data).toMatchObject({ price: 0.09 });
  expect(await quote({ resolution: '9k' }, 'bytedance/seedream-v5.0-pro')).toMatchObject({
    status: 400,
    message: expect.stringMatching(/^field "resolution" must be one of/) as string
  });
  expect((await call('POST', '/model/pricing', { model_id: MODEL, inputs: {} })).data).toEqual({
    model_id: MODEL,
    unit_price: 0.027,
    currency: 'USD'
  });
  expect(await quote({}, 'nobody/nothing')).toMatchObject({ status: 404 });
});

it('[ENG-2] takes what is spent off the balance and gives it back for failures', async () => {
  const spending = await bench({ latencyMs: 600_000 });
  const before = (await spending.call('GET', '/balance')).data as unknown as { balance: number };
  await spending.call('POST', `/${MODEL}`, small);
  expect((await spending.call('GET', '/balance')).data).toEqual({ balance: before.balance - 0.027 });
  expect((await spending.call('GET', '/account/balance')).data).toEqual({ balance: before.balance - 0.027, currency: 'USD' });
  const failing = await bench({ failureRate: 1 });
  const { data } = await failing.call('POST', `/${MODEL}`, small);
  await failing.ended((data as unknown as { id: string }).id);
  expect((await failing.call('GET', '/balance')).data).toEqual(before);
});

it('[ENG-2] answers billing rows and usage', async () => {
  const { call } = await bench({ latencyMs: 600_000 });
  const { data } = await call('POST', `/${MODEL}`, small);
  const { id } = data as unknown as { id: string };
  await call('POST', `/${MODEL}/sequential`, { ...small, max_images: 2 });
  expect((await call('POST', '/billings/search', { page: 1, page_size: 10, prediction_uuids: [id] })).data).toMatchObject({
    page: 1,
    total: 1,
    has_more: false,
    items: [{ price: 0.027, order: { origin_price: 0.027 }, prediction: { uuid: id, model_uuid: MODEL } }]
  });
  expect(
    (await call('POST', '/billings/search', { page: 1, page_size: 1, start_time: '0', end_time: String(Date.now() + 1_000) })).data
  ).toMatchObject({ total: 2, has_more: true });
  const start_time = new Date(Date.now() - 86_400_000).toISOString();
  const end_time = new Date(Date.now() + 60_000).toISOString();
  expect((await call('POST', '/user/usage_stats', { start_time, end_time })).data).toMatchObject({
    summary: { total_cost: 0.081, total_requests: 2, success_requests: 0 }
  });
  expect((await call('POST', '/user/usage_stats', { start_time, end_time, model_uuid: MODEL })).data).toMatchObject({
    per_model_usage: [{ model_uuid: MODEL, total_cost: 0.027 }]
  });
  expect(await call('POST', '/user/usage_stats', { start_time: new Date(0).toISOString(), end_time })).toMatchObject({ status: 400 });
});

it('[ENG-2] takes an upload by ticket, once, without a key, and uses it as an input', async () => {
  const place = await bench();
  const bytes = await ball();
  const { ticket, put } = await upload(place, bytes);
  expect(ticket).toMatchObject({
    type: 'image',
    filename: 'my ball.png',
    size: bytes.length,
    upload: { method: 'PUT', headers: { 'content-type': 'image/png', 'if-none-match': '*' } }
  });
  expect((await put(bytes.slice(1))).status).toBe(400);
  expect((await put(bytes)).status).toBe(200);
  expect((await put(bytes)).status).toBe(412);
  const file = await place.raw(ticket.download_url.slice(ORIGIN.length));
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
  expect(place.sandbox.counts().uploads).toBe(1);
  const { data } = await place.call('POST', '/wavespeed-ai/image-background-remover', {
    image: ticket.download_url,
    enable_sync_mode: true
  });
  expect(data).toMatchObject({ status: 'completed', outputs: [expect.stringMatching(/\.png$/) as string] });
});

it('[ENG-2] takes an upload by form, and refuses what is no picture, video or sound', async () => {
  const { raw, call } = await bench();
  const send = (name: string, bytes: Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    form.set('file', new File([bytes], name));
    return raw('/api/v3/media/upload/binary', { method: 'POST', headers: { authorization: 'Bearer x' }, body: form });
  };
  const bytes = await ball();
  const { data } = (await (await send('ball.png', bytes)).json()) as { data: { download_url: string } };
  expect(data).toMatchObject({ type: 'image', filename: 'ball.png', size: bytes.length });
  expect((await raw(data.download_url.slice(ORIGIN.length))).headers.get('content-type')).toBe('image/png');
  expect((await send('page.html', bytes)).status).toBe(400);
  expect(await call('POST', '/media/uploads', { filename: 'a.png', size: 300 * 1_024 * 1_024 })).toMatchObject({ status: 413 });
});

it('[ENG-2] serves ranges of a file', async () => {
  const place = await bench();
  const bytes = await ball();
  const { ticket, put } = await upload(place, bytes);
  await put(bytes);
  const get = (range: string, method = 'GET') => place.raw(ticket.download_url.slice(ORIGIN.length), { method, headers: { range } });
  const part = await get('bytes=10-19');
  expect([part.status, part.headers.get('content-range'), new Uint8Array(await part.arrayBuffer())]).toEqual([
    206,
    `bytes 10-19/${bytes.length}`,
    bytes.slice(10, 20)
  ]);
  const tail = await get('bytes=-5');
  expect(new Uint8Array(await tail.arrayBuffer())).toEqual(bytes.slice(-5));
  expect((await get(`bytes=${bytes.length}-`)).status).toBe(416);
  const head = await get('', 'HEAD');
  expect([head.status, head.headers.get('content-length'), (await head.arrayBuffer()).byteLength]).toEqual([200, String(bytes.length), 0]);
});

it('[ENG-2] keeps one webhook secret', async () => {
  const { call } = await bench();
  const [first, second] = [await call('GET', '/webhook/secret'), await call('GET', '/webhook/secret')];
  expect(first.data).toEqual({ secret: expect.stringMatching(/^whsec_[0-9a-f]{64}$/) as string });
  expect(second.data).toEqual(first.data);
});
