// Proves the wire contract of predictions: submitting, polling, sync mode, base64, history, deletion and failures.
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { accountLevels } from '../engine.ts';
import { MODEL, ORIGIN, ball, bench } from './test-bench.ts';

const small = { prompt: 'a red vase on a table', size: '512*512' };

it('[ENG-2] draws a submission and serves its output, from created to completed', async () => {
  const { call, ended, raw, sandbox } = await bench();
  const { status, code, message, data } = await call('POST', `/${MODEL}`, small);
  expect({ status, code, message, data }).toMatchObject({
    status: 200,
    code: 200,
    message: 'success',
    data: { model: MODEL, status: 'created', outputs: [], error: '', code: 0 }
  });
  const { id, urls } = data as unknown as { id: string; urls: { get: string } };
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(urls.get).toBe(`${ORIGIN}/api/v3/predictions/${id}/result`);
  const prediction = await ended(id);
  expect(prediction).toMatchObject({
    status: 'completed',
    error: '',
    has_nsfw_contents: [false],
    outputs: [`${ORIGIN}/files/outputs/${id}/1.jpg`]
  });
  expect(prediction.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
  expect((await call('GET', `/predictions/${id}`)).data).toEqual((await call('GET', `/predictions/${id}/result`)).data);
  const file = await raw(`/files/outputs/${id}/1.jpg`);
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff'
  });
  const meta = await sharp(await file.arrayBuffer()).metadata();
  expect([meta.width, meta.height, meta.exif?.toString('latin1').includes('Preset sandbox')]).toEqual([512, 512, true]);
  expect(sandbox.counts()).toEqual({ submissions: 1, predictions: 1, uploads: 0 });
  expect((await call('GET', '/sandbox/counts')).data).toEqual({ submissions: 1, predictions: 1, uploads: 0 });
});

it('[ENG-2] draws the same for the same inputs, and something else for another seed', async () => {
  const { call, raw } = await bench();
  const print = async (seed?: number) => {
    const { data } = await call('POST', `/${MODEL}`, { ...small, enable_sync_mode: true, seed });
    const [output] = (data as unknown as { outputs: string[] }).outputs;
    const file = await raw(output!.slice(ORIGIN.length));
    return createHash('sha256')
      .update(Buffer.from(await file.arrayBuffer()))
      .digest('hex');
  };
  const [first, zero, one] = [await print(), await print(0), await print(1)];
  expect(first).toBe(zero);
  expect(one).not.toBe(first);
});

it('[ENG-2] answers sync mode with the result, with code 5004 when the window is too short, or with HTTP 504', async () => {
  const quick = await bench();
  const done = await quick.call('POST', `/${MODEL}`, { ...small, enable_sync_mode: true });
  expect(done.data).toMatchObject({ status: 'completed', outputs: [expect.stringContaining('/files/outputs/')] });

  const slow = await bench({ latencyMs: 600_000, syncWindowMs: 1 });
  const late = await slow.call('POST', `/${MODEL}`, { ...small, enable_sync_mode: true });
  expect(late).toMatchObject({
    status: 200,
    code: 200,
    data: { status: 'processing', code: 5004, error: expect.stringMatching(/^Sync mode timed out/) as string }
  });
  expect(late.data).toHaveProperty('id', expect.stringMatching(/^[0-9a-f]{32}$/));

  const gateway = await bench({ latencyMs: 600_000, syncWindowMs: 1, syncTimeoutAs: 'http-504' });
  expect(await gateway.call('POST', `/${MODEL}`, { ...small, enable_sync_mode: true })).toMatchObject({ status: 504, code: 504 });
  expect(gateway.sandbox.counts().predictions).toBe(1);
});

it('[ENG-2] gives bare base64 where it is asked, and refuses it together with a webhook', async () => {
  const { call, ended } = await bench({ webhookFetch: fetch });
  const { data } = await call('POST', `/${MODEL}`, { ...small, enable_base64_output: true });
  const { outputs } = await ended((data as unknown as { id: string }).id);
  const meta = await sharp(Buffer.from(outputs[0]!, 'base64')).metadata();
  expect([outputs.length, meta.format]).toEqual([1, 'jpeg']);
  const refused = await call('POST', `/${MODEL}?webhook=${encodeURIComponent('https://example.com/hook')}`, {
    ...small,
    enable_base64_output: true
  });
  expect(refused).toEqual({
    status: 400,
    error: 'webhook callback does not support base64 output, please use the normal API to use base64 output'
  });
});

it('[ENG-2] lists predictions newest first, by page, model, status and time, with their inputs', async () => {
  const { call, ended } = await bench({ failureRate: 1 });
  const ids: string[] = [];
  for (const prompt of ['one', 'two', 'three']) {
    const { data } = await call('POST', `/${prompt === 'two' ? `${MODEL}/sequential` : MODEL}`, { ...small, prompt });
    ids.unshift((data as unknown as { id: string }).id);
  }
  await Promise.all(ids.map(ended));
  const list = async (query: Record<string, unknown>) => {
    const { data } = await call('POST', '/predictions', { page: 1, page_size: 10, ...query });
    return (data as unknown as { items: { id: string; input: { prompt: string } }[] }).items;
  };
  expect((await list({})).map(({ id }) => id)).toEqual(ids);
  expect((await list({ page: 2, page_size: 2 })).map(({ id }) => id)).toEqual([ids[2]]);
  expect((await list({ model: `${MODEL}/sequential` })).map(({ input }) => input.prompt)).toEqual(['two']);
  expect(await list({ status: 'completed' })).toEqual([]);
  expect(await list({ created_before: new Date(0).toISOString() })).toEqual([]);
  expect(await list({ created_after: new Date(0).toISOString() })).toHaveLength(3);
  expect(await call('POST', '/predictions', { page: 1 })).toMatchObject({
    status: 400,
    message: expect.stringContaining('page_size') as string
  });
});

it('[ENG-2] deletes predictions and their files; a deleted one reads as deleted', async () => {
  const { call, ended, raw } = await bench();
  const submit = async () => ((await call('POST', `/${MODEL}`, { ...small, enable_sync_mode: true })).data as unknown as { id: string }).id;
  const [first, second] = [await submit(), await submit()];
  expect((await call('POST', '/predictions/delete', { ids: [first, 'unknown'] })).data).toEqual({ deleted_count: 1 });
  expect(await ended(first)).toMatchObject({ status: 'deleted', outputs: [] });
  expect((await raw(`/files/outputs/${first}/1.jpg`)).status).toBe(404);
  expect(await call('DELETE', `/predictions/${second}`)).toMatchObject({ status: 200, data: { status: 'deleted' } });
  expect(await call('DELETE', `/predictions/${second}`)).toMatchObject({ status: 404, code: 404 });
  expect((await call('POST', '/predictions', { page: 1, page_size: 10 })).data).toMatchObject({ items: [] });
});

it('[ENG-2] fails and flags as many as it is told, and says so', async () => {
  const failing = await bench({ failureRate: 1 });
  const { data } = await failing.call('POST', `/${MODEL}`, small);
  expect(await failing.ended((data as unknown as { id: string }).id)).toMatchObject({
    status: 'failed',
    code: 1403,
    error: expect.stringContaining('on purpose') as string,
    outputs: []
  });
  const flagging = await bench({ nsfwRate: 1 });
  const flagged = await flagging.call('POST', `/${MODEL}/sequential`, { ...small, max_images: 2, enable_sync_mode: true });
  expect(flagged.data).toMatchObject({ status: 'completed', has_nsfw_contents: [true, true] });
});

it('[ENG-2] does not complete before its latency has passed', async () => {
  const { call } = await bench({ latencyMs: 600_000 });
  const { data } = await call('POST', `/${MODEL}`, small);
  const { id } = data as unknown as { id: string };
  expect((await call('GET', `/predictions/${id}/result`)).data).toMatchObject({
    status: expect.stringMatching(/created|processing/) as string,
    outputs: []
  });
});

it('[ENG-2] queues what exceeds the concurrency of the account level and refuses what exceeds its rate', async () => {
  const { call, sandbox } = await bench({ limits: accountLevels.bronze, latencyMs: 600_000 });
  const submit = () => call('POST', `/${MODEL}`, small);
  expect([await submit(), await submit()].map(({ status }) => status)).toEqual([200, 200]);
  expect(await submit()).toMatchObject({ status: 429, code: 429, message: expect.stringContaining('rate limit') as string });
  const clip = { image: 'https://example.com/a.png', prompt: 'pan left' };
  const { data } = await call('POST', '/bytedance/seedance-v1-pro-i2v-480p', clip);
  expect(data, 'videos have a rate of their own, and wait for a place among two').toMatchObject({ status: 'created' });
  expect((await call('GET', `/predictions/${(data as unknown as { id: string }).id}`)).data).toMatchObject({ status: 'created' });
  expect(sandbox.counts()).toMatchObject({ submissions: 4, predictions: 3 });
});

it('[ENG-2] reads inputs from its own files, and fails with code 1402 when one cannot be had', async () => {
  const { call, ended } = await bench();
  const gone = await call('POST', `/${MODEL}/edit`, { prompt: 'make it blue', images: ['https://example.com/gone.png'] });
  expect(await ended((gone.data as unknown as { id: string }).id)).toMatchObject({
    status: 'failed',
    code: 1402,
    error: 'Failed to download image from the provided URL.'
  });
  const foreign = await bench({ fetchInput: () => ball() });
  const edited = await foreign.call('POST', `/${MODEL}/edit`, {
    prompt: 'make it blue',
    images: ['https://example.com/a.png'],
    size: '512*640',
    enable_sync_mode: true
  });
  const file = await foreign.raw((edited.data as unknown as { outputs: string[] }).outputs[0]!.slice(ORIGIN.length));
  const { width, height } = await sharp(await file.arrayBuffer()).metadata();
  expect([width, height]).toEqual([512, 640]);
});

it('[ENG-2] draws a coherent series, as many as the prompt names', async () => {
  const { call } = await bench();
  const { data } = await call('POST', `/${MODEL}/sequential`, {
    ...small,
    prompt: 'a series of two images of a red vase',
    max_images: 4,
    enable_sync_mode: true
  });
  expect((data as unknown as { outputs: string[] }).outputs).toHaveLength(2);
});

it('[ENG-2] wants a key for the contract and none for files', async () => {
  const { raw } = await bench({ authorise: (request) => request.headers.get('authorization') === 'Bearer right' });
  const status = async (key?: string) => (await raw('/api/v3/balance', { headers: key ? { authorization: `Bearer ${key}` } : {} })).status;
  expect([await status(), await status('wrong'), await status('right')]).toEqual([401, 401, 200]);
  expect((await raw(`/files/outputs/${'0'.repeat(32)}/1.jpg`)).status).toBe(404);
});

it('[ENG-2] answers unknown models and paths with 404 and broken bodies with 400, in the envelope', async () => {
  const { call, raw, sandbox } = await bench();
  expect(await call('POST', '/nobody/nothing', {})).toEqual({ status: 404, code: 404, message: 'model not found', data: null });
  expect(await call('GET', '/nowhere')).toMatchObject({ status: 404, code: 404 });
  expect(await call('GET', `/predictions/${'0'.repeat(32)}/result`)).toMatchObject({ status: 404, code: 404 });
  const broken = await raw(`/api/v3/${MODEL}`, { method: 'POST', headers: { authorization: 'Bearer x' }, body: '{' });
  expect([broken.status, await broken.json()]).toEqual([400, { code: 400, message: 'the body must be a JSON object', data: null }]);
  expect(sandbox.counts(), 'a refused submission is counted as one').toMatchObject({ submissions: 1, predictions: 0 });
});
