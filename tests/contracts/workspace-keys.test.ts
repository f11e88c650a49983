// A workspace's own key from outside: proved before it is kept, told of by its last characters alone, for owners only.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { envelope, json, startMisbehaving } from '../support/misbehaving-provider.ts';
import { startServer, temporaryFolder } from '../support/process.ts';
import { visit } from '../support/visitor.ts';

const KEY = 'wsk_live_do-not-tell-0042';

it('[ENG-1] takes a key that the provider takes, tells its ending alone, and keeps it unreadable', async () => {
  await using folder = await temporaryFolder();
  await using provider = await startMisbehaving((socket, request) =>
    (request.headers.authorization === `Bearer ${KEY}`
      ? json(200, envelope({ balance: 12.5 }))
      : json(401, envelope(null, 401, 'bad key')))(socket, request)
  );
  const server = await startServer(folder.path, { WAVESPEED_BASE_URL: provider.origin, LOG_LEVEL: 'debug' });
  try {
    const owner = await visit(server.origin);
    const { workspaceId } = owner;
    const path = `/api/engine/key?workspaceId=${workspaceId}`;
    const read = async () => (await owner.send('GET', path)).json();
    const set = (key: string, fields: object = {}) => owner.send('PUT', '/api/engine/key', { workspaceId, key, ...fields });
    expect(await read()).toEqual({ own: null, standard: 'sandbox' });

    const refused = await set('wsk_live_wrong-key');
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      { code: 'key-refused', remedy: expect.stringContaining('Nothing was changed') }
    ]);
    expect((await set('short')).status).toBe(400);
    expect((await set(`${KEY}\nX-Injected: 1`)).status).toBe(400);
    expect(await read()).toEqual({ own: null, standard: 'sandbox' });

    const taken = await set(`  ${KEY} `, { level: 'silver' });
    const told = (await taken.json()) as unknown;
    expect([taken.status, told]).toEqual([
      200,
      { own: { ending: '0042', level: 'silver', since: expect.any(Number) }, standard: 'sandbox' }
    ]);
    expect(await read()).toEqual(told);
    expect(JSON.stringify(told) + server.output()).not.toContain(KEY.slice(0, -4));
    for (const file of ['preset.db', 'preset.db-wal'])
      expect((await readFile(join(folder.path, file)).catch(() => Buffer.alloc(0))).includes(KEY.slice(0, -4))).toBe(false);

    const stranger = await visit(server.origin);
    expect((await stranger.send('GET', path)).status).toBe(404);
    expect((await stranger.send('DELETE', path)).status).toBe(404);

    expect(await (await owner.send('DELETE', path)).json()).toEqual({ own: null, standard: 'sandbox' });
    expect(await read()).toEqual({ own: null, standard: 'sandbox' });
  } finally {
    await server.stop();
  }
});

it('[ENG-6] quotes by the engine of the workspace, and serves the catalogue with a tag', async () => {
  await using folder = await temporaryFolder();
  const server = await startServer(folder.path);
  try {
    const owner = await visit(server.origin);
    const { workspaceId } = owner;
    const quote = (fields: object) => owner.send('POST', '/api/engine/quote', { workspaceId, ...fields });
    const recipe = { v: 1, model: 'bytedance/seedream-v4', prompt: '', params: {}, references: [] };
    expect(await (await quote({ recipe, count: 10 })).json()).toEqual({ item: 27_000, total: 270_000 });
    const floor = { ...recipe, model: 'bytedance/seedance-2.0/image-to-video', params: { duration: 5 } };
    expect(await (await quote({ recipe: floor })).json()).toEqual({ item: 600_000, total: 600_000 });
    const series = { ...recipe, model: 'bytedance/seedream-v4/sequential' };
    const each = [{ params: { max_images: 2 } }, { params: { max_images: 4 } }];
    expect(await (await quote({ recipe: series, count: 2, each })).json()).toEqual({ item: 81_000, total: 162_000 });
    const wrong = await quote({ recipe: { ...recipe, params: { size: '9*9' } } });
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { fields: [{ path: 'recipe.params.size' }] }]);

    const models = await owner.send('GET', '/api/engine/models');
    const tag = models.headers.get('etag')!;
    expect(await models.json()).toMatchObject({
      refreshedAt: null,
      models: expect.arrayContaining([expect.objectContaining({ id: recipe.model })])
    });
    const again = await fetch(`${server.origin}/api/engine/models`, {
      headers: { cookie: owner.cookie, 'if-none-match': `"other", W/${tag}` }
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  } finally {
    await server.stop();
  }
});

it('[ENG-1] asks the provider for its models at the start, and offers what it says', async () => {
  await using folder = await temporaryFolder();
  await using upstream = await temporaryFolder();
  const teller = await startServer(upstream.path);
  const token = await visit(teller.origin);
  const { token: key } = (await (await token.send('GET', '/api/sandbox/token')).json()) as { token: string };
  const listed = await (await fetch(`${teller.origin}/sandbox/api/v3/models`, { headers: { authorization: `Bearer ${key}` } })).text();
  await teller.stop();
  await using provider = await startMisbehaving((socket, request) =>
    (request.path === '/api/v3/models'
      ? json(200, JSON.parse(listed.replaceAll('"base_price":0.027', '"base_price":0.031')))
      : json(404, {}))(socket, request)
  );
  const server = await startServer(folder.path, { WAVESPEED_BASE_URL: provider.origin, WAVESPEED_API_KEY: 'a-key-worth-money' });
  try {
    const owner = await visit(server.origin);
    const price = async () => {
      const { models } = (await (await owner.send('GET', '/api/engine/models')).json()) as {
        models: { id: string; price: { amount: number } }[];
      };
      return models.find(({ id }) => id === 'bytedance/seedream-v4')?.price.amount;
    };
    await expect.poll(price, { timeout: 20_000 }).toBe(0.031);
  } finally {
    await server.stop();
  }
});
