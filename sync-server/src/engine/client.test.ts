// Proves the client of the provider's contract against a server that answers in every unpleasant way.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProvider } from './provider.ts';

type Reply = (request: IncomingMessage & { text: string }, response: ServerResponse) => void;

let server: Server;
let reply: Reply;
let seen: { method: string; path: string; headers: IncomingMessage['headers']; text: string }[];

const json =
  (status: number, body: unknown): Reply =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const envelope = (data: unknown, code = 200, message = 'success') => ({ code, message, data });
const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const engine = (baseUrl = origin()) => createProvider({ baseUrl, key: 'secret-key', level: 'bronze' });
const submit = () => engine().submit('bytedance/seedream-v4', { prompt: 'a vase', size: '2048*2048' });

beforeEach(async () => {
  seen = [];
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    seen.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, text });
    reply(Object.assign(request, { text }), response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

describe('submit', () => {
  it('[ENG-3] sends the inputs once, with the key, and answers the prediction', async () => {
    reply = json(
      200,
      envelope({
        id: 'pred_1234',
        model: 'bytedance/seedream-v4',
        status: 'created',
        outputs: null,
        created_at: '2025-05-19T06:09:15.948268264Z'
      })
    );
    const submission = await engine().submit('bytedance/seedream-v4', { prompt: 'a vase' }, { webhook: 'https://preset.example/hook?a=1' });
    expect(submission).toMatchObject({
      outcome: 'accepted',
      prediction: { id: 'pred_1234', status: 'running', outputs: [], createdAt: 1747634955948 }
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      method: 'POST',
      path: '/api/v3/bytedance/seedream-v4?webhook=https%3A%2F%2Fpreset.example%2Fhook%3Fa%3D1',
      headers: { authorization: 'Bearer secret-key' },
      text: '{"prompt":"a vase"}'
    });
  });

  it('[ENG-4] takes a late synchronous answer (5004) as still running', async () => {
    reply = json(200, envelope({ id: 'pred_1234', status: 'processing', code: 5004, error: 'Sync mode timed out after 120 s' }));
    expect(await submit()).toMatchObject({ outcome: 'accepted', prediction: { status: 'running' } });
  });

  it.each([
    ['a gateway time-out', 504, envelope(null, 504, 'timeout')],
    ['a server error', 500, envelope(null, 500, 'oops')],
    ['a server error under HTTP 200', 200, envelope(null, 500, 'oops')],
    ['an answer without a prediction', 200, envelope({})],
    ['a redirect', 302, envelope(null)]
  ])('[ENG-3] calls %s an unknown outcome and does not send again', async (_, status, body) => {
    reply = json(status, body);
    expect(await submit()).toMatchObject({ outcome: 'unknown' });
    expect(seen).toHaveLength(1);
  });

  it('[ENG-3] calls a connection that is reset after the request an unknown outcome', async () => {
    reply = (request) => request.socket.destroy();
    expect(await submit()).toMatchObject({ outcome: 'unknown' });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['moderation', 400, { code: 1200, message: 'content blocked' }, { code: 'content-refused' }, {}],
    ['a bad size', 400, { code: 400, message: 'Invalid size: 832x480.' }, { code: 'inputs-refused' }, {}],
    ['an error without an envelope', 400, { error: 'webhook callback does not support base64 output' }, { code: 'inputs-refused' }, {}],
    ['a refusal under HTTP 200', 200, { code: 400, message: 'bad' }, { code: 'inputs-refused' }, {}],
    ['a rate limit', 429, { code: 429, message: 'slow down' }, { code: 'rate-limited' }, { retryAfter: 10_000 }],
    ['a refused key', 401, { code: 401, message: 'no' }, { code: 'key-refused' }, { pausesKey: true }],
    ['no credit as 402', 402, { code: 402, message: 'pay' }, { code: 'provider-credit' }, { pausesKey: true }],
    ['no credit as 400', 400, { code: 1407, message: 'insufficient credits' }, { code: 'provider-credit' }, { pausesKey: true }],
    ['an unknown model', 404, { code: 404, message: 'no such model' }, { code: 'model-unknown' }, {}]
  ])('[ENG-3] calls %s proof that nothing was started', async (_, status, body, failure, extra) => {
    reply = json(status, body);
    const submission = await submit();
    expect(submission).toMatchObject({ outcome: 'refused', problem: failure, ...extra });
    expect('retryAfter' in submission).toBe('retryAfter' in extra);
    expect(seen).toHaveLength(1);
  });

  it('[ENG-3] calls an unreachable provider proof that nothing was started', async () => {
    const closed = createServer();
    await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    expect(await engine(`http://127.0.0.1:${port}`).submit('m', {})).toMatchObject({
      outcome: 'refused',
      problem: { code: 'unreachable' },
      retryAfter: 5_000
    });
  });
});

describe('reading', () => {
  it.each([
    ['completed', 'completed'],
    ['succeeded', 'completed'],
    ['failed', 'failed'],
    ['cancelled', 'failed'],
    ['timeout', 'failed'],
    ['deleted', 'failed'],
    ['queued', 'running'],
    ['something-new', 'running']
  ])('[ENG-4] reads status %s as %s', async (status, expected) => {
    reply = json(200, envelope({ id: 'pred_1234', status, outputs: ['https://cdn.example/1.jpeg', 7, null], has_nsfw_contents: null }));
    expect(await engine().result('pred_1234')).toMatchObject({ status: expected, outputs: ['https://cdn.example/1.jpeg'], nsfw: [] });
  });

  it('[ENG-4] repeats a reading that failed for a moment, with the same address', async () => {
    let failures = 2;
    reply = (request, response) =>
      (failures-- > 0 ? json(503, envelope(null, 503, 'busy')) : json(200, envelope({ id: 'pred_1234', status: 'completed' })))(
        request,
        response
      );
    expect(await engine().result('pred_1234')).toMatchObject({ status: 'completed' });
    expect(seen.map(({ path }) => path)).toEqual(Array(3).fill('/api/v3/predictions/pred_1234/result'));
  });

  it('[RUN-5] says why a prediction failed and what to do', async () => {
    reply = json(
      200,
      envelope({ id: 'pred_1234', status: 'failed', code: 1402, error: 'Failed to download image from the provided URL.' })
    );
    const { problem } = await engine().result('pred_1234');
    expect(problem).toMatchObject({ code: 'input-unreadable', title: 'The provider could not read a reference. Not charged.' });
    expect(problem?.remedy).toContain('Failed to download image');
  });

  it('[ENG-3] reads history page by page within the window', async () => {
    reply = (request, response) => {
      const { page } = JSON.parse(request.text) as { page: number };
      json(
        200,
        envelope({
          page,
          items: Array.from({ length: page === 1 ? 100 : 1 }, (_, n) => ({
            id: `pred_${page}_${n}`,
            status: 'completed',
            inputs: { prompt: 'p' }
          }))
        })
      )(request, response);
    };
    const found = await engine().history({ model: 'm', from: 0, to: 1_000 });
    expect(found).toHaveLength(101);
    expect(JSON.parse(seen[0]!.text)).toEqual({
      page: 1,
      page_size: 100,
      model: 'm',
      created_after: '1970-01-01T00:00:00.000Z',
      created_before: '1970-01-01T00:00:01.000Z'
    });
  });

  /** Answers lists as the provider does, from predictions made one each so many milliseconds. */
  const listing = (count: number, apartMs: number): Reply => {
    const made = Array.from({ length: count }, (_, n) => n);
    return (request, response) => {
      const asked = JSON.parse(request.text) as { page: number; created_after: string; created_before: string };
      const [after, before] = [Date.parse(asked.created_after), Date.parse(asked.created_before)];
      const within = made.filter((n) => n * apartMs > after && n * apartMs < before);
      const items = within.slice((asked.page - 1) * 100, asked.page * 100);
      json(200, envelope({ page: asked.page, items: items.map((n) => ({ id: `pred_${n}`, status: 'completed', inputs: {} })) }))(
        request,
        response
      );
    };
  };

  it('[ENG-3] reads a window of thousands whole, each prediction once', async () => {
    reply = listing(4_500, 10);
    const found = await engine().history({ model: 'm', from: -1, to: 60_000 });
    expect(new Set(found.map(({ id }) => id)).size).toBe(4_500);
    expect(found).toHaveLength(4_500);
  });

  it('[ENG-3] a window that holds more than can be read counts as not read', async () => {
    reply = listing(9_000, 0.1);
    await expect(engine().history({ model: 'm', from: -1, to: 900 })).rejects.toMatchObject({ code: 'provider-unavailable' });
  });

  it('[ENG-1] uploads by ticket without sending the key to the file host', async () => {
    reply = (request, response) =>
      request.method === 'PUT'
        ? response.writeHead(200).end()
        : json(
            200,
            envelope({
              type: 'image',
              download_url: `${origin()}/f/1`,
              upload: { method: 'PUT', url: `${origin()}/put/1`, headers: { 'content-type': 'image/png', 'if-none-match': '*' } }
            })
          )(request, response);
    expect(await engine().upload(new Uint8Array([1, 2, 3]), 'image/png', 'a.png')).toBe(`${origin()}/f/1`);
    expect(seen[1]).toMatchObject({ method: 'PUT', path: '/put/1', headers: { 'content-type': 'image/png', 'if-none-match': '*' } });
    expect(seen[1]?.headers.authorization).toBeUndefined();
  });

  it('[ENG-5] downloads without the key and gives up on more bytes than it may keep', async () => {
    reply = (_, response) => response.writeHead(200).end(Buffer.alloc(2_000));
    expect(await engine().download(`${origin()}/1.jpeg`, 2_000)).toHaveLength(2_000);
    expect(seen[0]?.headers.authorization).toBeUndefined();
    await expect(engine().download(`${origin()}/1.jpeg`, 1_999)).rejects.toMatchObject({ code: 'fetch-failed' });
  });

  it('[ENG-5] refuses to follow a result to a private address', async () => {
    reply = (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
    await expect(engine().download(`${origin()}/1.jpeg`, 100)).rejects.toMatchObject({ code: 'foreign-address' });
  });
});
