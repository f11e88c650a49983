// Proves against a provider that misbehaves on real sockets that every outcome is named rightly and no submission is ever sent twice.
import { expect, it, describe } from 'vitest';
import { createProvider, type Engine, type Submission } from '../../sync-server/src/engine/index.ts';
import { envelope, http, json, startMisbehaving, type Answer, type MisbehavingProvider } from '../support/misbehaving-provider.ts';

const model = 'bytedance/seedream-v4';
const inputs = { prompt: 'a vase', size: '2048*2048' };
const ID = '0123456789abcdef0123456789abcdef';
const prediction = (fields: object = {}) => ({ id: ID, model, status: 'created', outputs: [], error: '', code: 0, ...fields });
const engineOf = ({ origin }: MisbehavingProvider): Engine => createProvider({ baseUrl: origin, key: 'secret-key', level: 'gold' });

/** What our client makes of one submission, after it was seen that exactly one request reached the provider. */
async function submitTo(answer: Answer): Promise<Submission> {
  await using provider = await startMisbehaving(answer);
  const submission = await engineOf(provider).submit(model, inputs);
  expect(provider.received.map(({ method, path }) => `${method} ${path}`)).toEqual([`POST /api/v3/${model}`]);
  expect(JSON.parse(provider.received[0]!.body)).toEqual(inputs);
  return submission;
}

const big = (bytes: number) => 'x'.repeat(bytes);
/** Headers that promise more than is sent, then the end. */
const cut =
  (status: number, body: string): Answer =>
  (socket) => {
    socket.write(`HTTP/1.1 ${status} X\r\ncontent-type: application/json\r\ncontent-length: ${body.length + 500}\r\n\r\n${body}`);
    socket.destroySoon();
  };

describe('an outcome that nobody can know', () => {
  const cases: [what: string, answer: Answer][] = [
    ['HTTP 504 in sync mode', json(504, envelope(null, 504, 'gateway timeout'))],
    ['a proxy’s page with HTTP 502', http(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' })],
    ['HTTP 500', json(500, envelope(null, 500, 'oops'))],
    ['HTTP 503 that asks to come again', json(503, envelope(null, 503, 'busy'), { 'retry-after': '1' })],
    ['a server error under HTTP 200', json(200, envelope(null, 500, 'oops'))],
    ['task code 5004 as the envelope’s code', json(200, envelope(null, 5004, 'timeout'))],
    ['a reset after the request was received', (socket) => socket.resetAndDestroy()],
    ['an end without a word', (socket) => socket.end()],
    ['an end within the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le')],
    ['an answer cut in the middle', cut(200, JSON.stringify(envelope(prediction())).slice(0, 40))],
    ['a whole answer that promised more', cut(200, JSON.stringify(envelope(prediction())))],
    ['JSON that ends too soon', http(200, JSON.stringify(envelope(prediction())).slice(0, -3))],
    [
      'a chunked answer cut in the middle',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"cod\r\n');
        socket.destroySoon();
      }
    ],
    ['no HTTP at all', (socket) => socket.end('220 smtp.example ESMTP\r\n')],
    ['HTML under HTTP 200', http(200, '<html>Welcome</html>', { 'content-type': 'text/html' })],
    ['an empty body under HTTP 200', http(200, '')],
    ['HTTP 204', (socket) => socket.end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n')],
    ['null', json(200, null)],
    ['a list', json(200, [prediction()])],
    ['an envelope without data', json(200, { code: 200, message: 'success' })],
    ['a prediction without an id', json(200, envelope({ ...prediction(), id: undefined }))],
    ['an id that is a path', json(200, envelope(prediction({ id: '../../balance' })))],
    ['an id of another type', json(200, envelope(prediction({ id: 7 })))],
    ['a body larger than any answer', http(200, `{"code":200,"data":"${big(17 * 1024 * 1024)}"}`)],
    ['a redirect elsewhere', json(307, envelope(null), { location: 'http://127.0.0.1:9/api/v3/x' })],
    ['a redirect to a private address', json(302, envelope(null), { location: 'http://169.254.169.254/latest' })]
  ];
  it.each(cases)('[ENG-3] %s', async (_, answer) => {
    expect(await submitTo(answer)).toMatchObject({ outcome: 'unknown', error: expect.any(String) });
  });
});

describe('proof that nothing was started', () => {
  const cases: [what: string, answer: Answer, code: string, more?: object][] = [
    ['HTTP 400 with an envelope', json(400, envelope(null, 400, 'Invalid size')), 'inputs-refused'],
    ['HTTP 400 with {error}', json(400, { error: 'webhook callback does not support base64 output' }), 'inputs-refused'],
    ['HTTP 400 in plain text', http(400, 'bad request', { 'content-type': 'text/plain' }), 'inputs-refused'],
    ['HTTP 400 without a body', http(400, ''), 'inputs-refused'],
    ['a refusal under HTTP 200', json(200, envelope(null, 400, 'bad enum')), 'inputs-refused'],
    ['moderation by task code', json(400, envelope(null, 1200, 'blocked')), 'content-refused'],
    ['HTTP 401', json(401, envelope(null, 401, 'no key')), 'key-refused', { pausesKey: true }],
    ['HTTP 402', json(402, envelope(null, 402, 'pay')), 'provider-credit', { pausesKey: true }],
    ['no credit as code 1407', json(400, envelope(null, 1407, 'insufficient credits')), 'provider-credit', { pausesKey: true }],
    ['HTTP 403', json(403, envelope(null, 403, 'role')), 'key-refused', { pausesKey: true }],
    ['HTTP 404', json(404, envelope(null, 404, 'no such model')), 'model-unknown'],
    ['HTTP 413', http(413, '<html>too large</html>', { 'content-type': 'text/html' }), 'inputs-refused'],
    ['HTTP 429', json(429, envelope(null, 429, 'slow down')), 'rate-limited', { retryAfter: 10_000 }],
    ['HTTP 429 with a time', json(429, envelope(null, 429, 'slow'), { 'retry-after': '3' }), 'rate-limited', { retryAfter: 3_000 }],
    ['HTTP 429 with an absurd time', json(429, {}, { 'retry-after': '999999' }), 'rate-limited', { retryAfter: 120_000 }],
    ['HTTP 429 with a date', json(429, {}, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }), 'rate-limited', { retryAfter: 10_000 }]
  ];
  it.each(cases)('[ENG-3] %s', async (_, answer, code, more = {}) => {
    const submission = await submitTo(answer);
    expect(submission).toMatchObject({ outcome: 'refused', problem: { code, title: expect.stringContaining('Not charged') }, ...more });
    expect(['retryAfter' in submission, 'pausesKey' in submission]).toEqual(['retryAfter' in more, 'pausesKey' in more]);
  });

  it('[ENG-7] a storm of 429 is one request for each submission, whatever it asks', async () => {
    await using provider = await startMisbehaving(json(429, envelope(null, 429, 'slow down'), { 'retry-after': '0' }));
    const engine = engineOf(provider);
    const submissions = await Promise.all(Array.from({ length: 50 }, () => engine.submit(model, inputs)));
    expect(submissions.map(({ outcome }) => outcome)).toEqual(Array(50).fill('refused'));
    expect(provider.received).toHaveLength(50);
  });

  it('[ENG-3] nobody listens', async () => {
    const provider = await startMisbehaving(json(200, {}));
    const engine = engineOf(provider);
    await provider[Symbol.asyncDispose]();
    expect(await engine.submit(model, inputs)).toMatchObject({ outcome: 'refused', problem: { code: 'unreachable' }, retryAfter: 5_000 });
  });
});

describe('an acceptance', () => {
  const cases: [what: string, answer: Answer, expected: object][] = [
    [
      'task code 5004 in the data: it goes on',
      json(200, envelope(prediction({ status: 'processing', code: 5004, error: 'Sync mode timed out' }))),
      { status: 'running' }
    ],
    [
      'a task code beside the envelope’s',
      json(200, envelope(prediction({ status: 'failed', code: 1402, error: 'Failed to download' }))),
      { status: 'failed', problem: { code: 'input-unreadable' } }
    ],
    ['an unknown status', json(200, envelope(prediction({ status: 'marinating' }))), { status: 'running' }],
    ['no status', json(200, envelope({ id: ID })), { status: 'running' }],
    ['outputs of null', json(200, envelope(prediction({ outputs: null }))), { status: 'running', outputs: [] }],
    ['a content type that lies', http(200, JSON.stringify(envelope(prediction())), { 'content-type': 'text/html' }), { status: 'running' }],
    ['HTTP 201', json(201, envelope(prediction())), { status: 'running' }],
    ['no envelope', json(200, prediction()), { status: 'running' }],
    [
      'odd fields',
      json(200, envelope(prediction({ model: 7, error: {}, code: 'zero', timings: 'fast', created_at: 12, input: [] }))),
      { status: 'running' }
    ]
  ];
  it.each(cases)('[ENG-3] %s', async (_, answer, expected) => {
    expect(await submitTo(answer)).toMatchObject({ outcome: 'accepted', prediction: { id: ID, ...expected } });
  });
});

describe('results', () => {
  const resultOf = async (answer: Answer) => {
    await using provider = await startMisbehaving(answer);
    return await engineOf(provider).result(ID);
  };
  const done = (fields: object) => json(200, envelope(prediction({ status: 'completed', ...fields })));
  const a = 'https://cdn.example/a.png';

  it.each([
    ['fewer than asked', { outputs: [a] }, { outputs: [a] }],
    ['none', { outputs: [] }, { outputs: [] }],
    ['null', { outputs: null }, { outputs: [] }],
    ['no list', { outputs: a }, { outputs: [] }],
    [
      'odd ones among them, each flag with its own',
      { outputs: [7, a, null, { url: 'https://cdn.example/b.png' }, {}, ''], has_nsfw_contents: [true, false, true, true, true, true] },
      { outputs: [a, 'https://cdn.example/b.png'], nsfw: [false, true] }
    ],
    ['no flags', { outputs: [a], has_nsfw_contents: null }, { nsfw: [] }],
    ['fewer flags than outputs', { outputs: [a, a], has_nsfw_contents: [true] }, { nsfw: [true, false] }],
    ['flags that are none', { outputs: [a], has_nsfw_contents: 'yes' }, { nsfw: [] }]
  ])('[ENG-4] outputs: %s', async (_, fields, expected) => {
    expect(await resultOf(done(fields))).toMatchObject({ status: 'completed', ...expected });
  });

  it('[ENG-4] are read again after passing trouble, by the same address', async () => {
    const troubles: Answer[] = [(socket) => socket.resetAndDestroy(), cut(200, '{"code":200,'), done({ outputs: [a] })];
    await using provider = await startMisbehaving((socket, request) => troubles.shift()!(socket, request));
    expect(await engineOf(provider).result(ID)).toMatchObject({ status: 'completed' });
    expect(provider.received.map(({ method, path }) => `${method} ${path}`)).toEqual(Array(3).fill(`GET /api/v3/predictions/${ID}/result`));
  });

  it.each([
    ['a redirect to a private address', json(302, {}, { location: 'http://169.254.169.254/' }), 'provider-unavailable'],
    ['another prediction', done({ id: 'pred_other' }), 'provider-unavailable'],
    ['HTML', http(200, '<html>'), 'provider-unavailable'],
    ['a refused key', json(401, envelope(null, 401, 'no')), 'key-refused'],
    ['nothing there', json(404, envelope(null, 404, 'gone')), 'not-found'],
    ['nothing there, under HTTP 200', json(200, envelope(null, 404, 'gone')), 'not-found']
  ])('[ENG-4] say what is the matter: %s', async (_, answer, code) => {
    await expect(resultOf(answer)).rejects.toMatchObject({ code });
  });

  it.each([
    ['expired', json(404, {}), 'fetch-failed'],
    ['forbidden by now', http(403, '<Error>Expired</Error>', { 'content-type': 'application/xml' }), 'fetch-failed'],
    ['larger than may be kept', http(200, big(2_000)), 'fetch-failed'],
    ['cut in the middle', cut(200, big(100)), 'fetch-failed'],
    ['redirected to a private address', json(302, {}, { location: 'http://169.254.169.254/latest' }), 'foreign-address'],
    ['redirected to this machine', json(302, {}, { location: 'http://127.0.0.1:9/a.png' }), 'foreign-address'],
    [
      'redirected for ever',
      (socket, { headers }) => json(302, {}, { location: `http://${headers.host}/again` })(socket, {} as never),
      'fetch-failed'
    ]
  ] as [string, Answer, string][])('[ENG-5] a link that is %s is no file', async (_, answer, code) => {
    await using provider = await startMisbehaving(answer);
    await expect(engineOf(provider).download(`${provider.origin}/a.png`, 1_000)).rejects.toMatchObject({ code });
    for (const { headers } of provider.received) expect(headers).not.toHaveProperty('authorization');
  });
});

describe('what the account says', () => {
  it('[ENG-6] quotes that are no prices are none', async () => {
    for (const [data, code] of [
      [{ price: 'free' }, 'provider-unavailable'],
      [{ price: -1 }, 'provider-unavailable'],
      [null, 'provider-unavailable']
    ] as const) {
      await using provider = await startMisbehaving(json(200, envelope(data)));
      await expect(engineOf(provider).quote(model, inputs)).rejects.toMatchObject({ code });
    }
    await using refusing = await startMisbehaving(json(400, envelope(null, 400, 'field "resolution" must be one of 1k, 2k')));
    await expect(engineOf(refusing).quote(model, inputs)).rejects.toMatchObject({
      code: 'quote-refused',
      document: { detail: 'field "resolution" must be one of 1k, 2k' }
    });
  });

  it('[ENG-6] takes the price that is charged, and the older call where there is no newer', async () => {
    await using provider = await startMisbehaving(json(200, envelope({ price: 0.1, discounted_price: 0.09, discount_rate: 90 })));
    expect(await engineOf(provider).quote(model, inputs)).toBe(90_000);
    provider.answer = (socket, request) =>
      (request.path.endsWith('/model/pricing') ? json(200, envelope({ unit_price: 0.05 })) : json(404, envelope(null, 404)))(
        socket,
        request
      );
    expect(await engineOf(provider).quote(model, inputs)).toBe(50_000);
  });

  it('[RUN-8] adds up the bill: charges, refunds, and rows about others', async () => {
    const row = (uuid: string, price: number, fields: object = {}) => ({ price, billing_type: 'deduct', prediction: { uuid }, ...fields });
    const items = [
      row('a', 0.03),
      row('b', 0.03),
      row('b', 0.03, { billing_type: 'refund' }),
      row('c', 0.04, { order: { state: 'refunded' } }),
      row('other', 1),
      row('a', 'much' as never),
      null
    ];
    await using provider = await startMisbehaving(json(200, envelope({ page: 1, total: 7, items })));
    expect([...(await engineOf(provider).charges(['a', 'b', 'c', 'd']))]).toEqual([
      ['a', 30_000],
      ['b', 0],
      ['c', 0]
    ]);
  });

  it('[ENG-4] reads the webhooks’ secret with and without an envelope', async () => {
    await using provider = await startMisbehaving(json(200, envelope({ secret: 'whsec_one-secret' })));
    expect(await engineOf(provider).webhookSecret()).toBe('whsec_one-secret');
    provider.answer = json(200, { secret: 'whsec_another' });
    expect(await engineOf(provider).webhookSecret()).toBe('whsec_another');
    provider.answer = json(200, envelope({}));
    await expect(engineOf(provider).webhookSecret()).rejects.toMatchObject({ code: 'provider-unavailable' });
  });
});

describe('uploads', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const send = (provider: MisbehavingProvider) => engineOf(provider).upload(bytes, 'image/png', 'a.png');
  const ticket = (origin: string, url = `${origin}/put/1`) =>
    json(
      200,
      envelope({
        type: 'image',
        download_url: 'https://files.example/ticket.png',
        upload: { method: 'PUT', url, headers: { 'content-type': 'image/png', 'if-none-match': '*' } }
      })
    );
  const form = json(200, envelope({ type: 'image', download_url: 'https://files.example/form.png' }));
  const paths = ({ received }: MisbehavingProvider) => received.map(({ method, path }) => `${method} ${path}`);

  it.each([
    ['has no tickets', () => json(404, envelope(null, 404, 'model not found'))],
    ['gives tickets that cannot be read', () => json(200, envelope({}))],
    ['gives tickets to private addresses', (origin: string) => ticket(origin, 'http://169.254.169.254/put')],
    ['gives tickets that are not taken', (origin: string) => ticket(origin)]
  ])('[ENG-1] go by form where the provider %s', async (_, ticketed) => {
    await using provider = await startMisbehaving((socket, request) => {
      const { path, method } = request;
      if (method === 'PUT') return http(403, '<Error/>')(socket, request);
      return (path.endsWith('/upload/binary') ? form : ticketed(provider.origin))(socket, request);
    });
    expect(await send(provider)).toBe('https://files.example/form.png');
    expect(paths(provider).at(-1)).toBe('POST /api/v3/media/upload/binary');
    expect(provider.received.at(-1)!.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    for (const { headers, method } of provider.received)
      expect(headers.authorization).toBe(method === 'PUT' ? undefined : 'Bearer secret-key');
  });

  it('[ENG-1] are done when the file store has the bytes already', async () => {
    await using provider = await startMisbehaving((socket, request) =>
      (request.method === 'PUT' ? http(412, '') : ticket(provider.origin))(socket, request)
    );
    expect(await send(provider)).toBe('https://files.example/ticket.png');
    expect(paths(provider)).toEqual(['POST /api/v3/media/uploads', 'PUT /put/1']);
  });

  it('[ENG-1] are not tried by another way with a key that is refused', async () => {
    await using provider = await startMisbehaving(json(401, envelope(null, 401, 'no')));
    await expect(send(provider)).rejects.toMatchObject({ code: 'key-refused' });
    expect(paths(provider)).toEqual(['POST /api/v3/media/uploads']);
  });
});
