// Webhooks from outside: a result that only a signed webhook tells of reaches the gallery's item; forged, unknown and repeated ones change nothing.
import { createHmac } from 'node:crypto';
import { newId } from 'shared/kernel';
import { expect, it } from 'vitest';
import { envelope, http, json, startMisbehaving } from '../support/misbehaving-provider.ts';
import { startServer, temporaryFolder } from '../support/process.ts';
import { visit } from '../support/visitor.ts';

const SETUP_LINK = /setup=([0-9a-f]{32})/;
const SECRET = 'whsec_of-the-fake-provider';
const ID = 'pred_0123456789';
/** A 1×1 PNG. */
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
const model = 'bytedance/seedream-v4';

it('[ENG-4] takes a result from a signed webhook, once, and answers every other alike', async () => {
  await using folder = await temporaryFolder();
  const running = { id: ID, model, status: 'processing', outputs: [], error: '', code: 0 };
  await using provider = await startMisbehaving((socket, request) => {
    const { method, path } = request;
    if (path.endsWith('/webhook/secret')) return json(200, envelope({ secret: SECRET }))(socket, request);
    if (path === '/out.png') return http(200, dot, { 'content-type': 'image/png' })(socket, request);
    // Polling never sees the end: only the webhook tells of it.
    if (path.includes(ID) || (method === 'POST' && path.startsWith(`/api/v3/${model}`)))
      return json(200, envelope(running))(socket, request);
    return json(404, envelope(null, 404, 'not here'))(socket, request);
  });
  const server = await startServer(folder.path, {
    PRESET_PUBLIC_URL: 'https://preset.example',
    WAVESPEED_API_KEY: 'a-key-worth-money',
    WAVESPEED_BASE_URL: provider.origin,
    WAVESPEED_ACCOUNT_LEVEL: 'gold'
  });
  try {
    await expect.poll(() => server.output()).toMatch(SETUP_LINK);
    const operator = await visit(server.origin);
    await operator.send('POST', '/api/setup', { token: SETUP_LINK.exec(server.output())?.[1] });
    const { workspaceId } = operator;
    const run = { id: newId(), workspaceId, recipe: { v: 1, model, prompt: 'a vase', params: { size: '512*512' } } };
    expect((await operator.send('POST', '/api/runs', run)).status).toBe(200);
    const submits = () => provider.received.filter(({ method, path }) => method === 'POST' && path.startsWith(`/api/v3/${model}`));
    await expect.poll(() => submits().length, { timeout: 20_000 }).toBe(1);
    const asked = new URL(submits()[0]!.path, provider.origin).searchParams.get('webhook') ?? '';
    expect(asked).toMatch(/^https:\/\/preset\.example\/api\/engine\/webhook\/[0-9a-f]{32}$/);
    const { pathname } = new URL(asked);

    const body = JSON.stringify({ ...running, status: 'completed', outputs: [`${provider.origin}/out.png`], has_nsfw_contents: [true] });
    const send = async (path: string, key = SECRET, event = 'evt_1') => {
      const at = Math.floor(Date.now() / 1_000);
      const mac = createHmac('sha256', key.replace('whsec_', '')).update(`${event}.${at}.${body}`).digest('hex');
      const headers = {
        'webhook-id': event,
        'webhook-timestamp': String(at),
        'webhook-signature': `v3,${mac}`,
        'content-type': 'application/json'
      };
      const response = await fetch(`${server.origin}${path}`, { method: 'POST', headers, body });
      return { status: response.status, cookies: response.headers.getSetCookie(), text: await response.text() };
    };
    const state = async () => {
      const { items } = (await (await operator.send('GET', `/api/runs/${run.id}`)).json()) as {
        items: { state: string; assets: string[] }[];
      };
      return items[0]!;
    };

    const forged = await send(pathname, 'whsec_forged');
    const unknown = await send(pathname.replace(/[0-9a-f]{32}$/, '0'.repeat(32)));
    expect(forged).toEqual(unknown);
    expect([forged.status, forged.cookies]).toEqual([404, []]);
    expect((await state()).state).toBe('submitted');

    // A minute must pass before a wrong signature makes the server ask for the secret again; the right one needs no asking.
    const answers = [await send(pathname), await send(pathname), await send(pathname, SECRET, 'evt_2')];
    expect(answers.map(({ status, cookies }) => [status, cookies])).toEqual(Array(3).fill([200, []]));
    await expect.poll(async () => (await state()).state, { timeout: 20_000 }).toBe('succeeded');
    expect((await state()).assets).toHaveLength(1);
    expect(submits()).toHaveLength(1);
    expect(provider.received.filter(({ path }) => path === '/out.png')).toHaveLength(1);
    expect(provider.received.filter(({ path }) => path.endsWith('/webhook/secret'))).toHaveLength(1);
    expect(server.output()).not.toContain(pathname.slice(-32));
  } finally {
    await server.stop();
  }
});
