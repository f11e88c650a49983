// Whose money: the server's key is spent by its operator and by nobody who merely came by.
import { newId } from 'shared/kernel';
import { expect, it } from 'vitest';
import { startSandbox, startServer, temporaryFolder } from '../support/process.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { submissionsAt } from '../support/sandbox-counts.ts';

const SETUP_LINK = /setup=([0-9a-f]{32})/;

const runOf = (visitor: Visitor) =>
  visitor.send('POST', '/api/runs', {
    id: newId(),
    workspaceId: visitor.workspaceId,
    recipe: { v: 1, model: 'bytedance/seedream-v4', prompt: 'a vase', params: { size: '512*512' } }
  });

it('[RUN-9] refuses a stranger with a fresh anonymous session every cent of the server’s key', async () => {
  await using sandboxFolder = await temporaryFolder();
  await using folder = await temporaryFolder();
  const provider = await startSandbox(sandboxFolder.path);
  const server = await startServer(folder.path, {
    WAVESPEED_API_KEY: 'a-key-worth-money',
    WAVESPEED_BASE_URL: `${provider.origin}/sandbox`,
    WAVESPEED_ACCOUNT_LEVEL: 'gold',
    PRESET_GRANT_USD: '5'
  });
  const operator = await visit(server.origin);
  const stranger = await visit(server.origin);

  const refused = await runOf(stranger);
  expect([refused.status, await refused.json()]).toMatchObject([402, { code: 'no-credit' }]);
  expect(await (await stranger.send('GET', '/api/me')).json()).toMatchObject({
    spending: 'no-credit',
    balance: 0,
    user: { operator: false }
  });
  expect(await submissionsAt(provider)).toBe(0);

  expect((await runOf(operator)).status).toBe(200);
  await expect.poll(() => submissionsAt(provider), { timeout: 30_000 }).toBe(1);
  expect(server.output()).not.toContain('a-key-worth-money');
  await server.stop();
  await provider.stop();
});

it('[ACC-5] makes nobody operator by being first where others can reach the server', async () => {
  await using folder = await temporaryFolder();
  const server = await startServer(folder.path, { PRESET_PUBLIC_URL: 'https://preset.example' });
  await expect.poll(() => server.output()).toMatch(SETUP_LINK);
  const token = SETUP_LINK.exec(server.output())?.[1];
  const first = await visit(server.origin);
  const second = await visit(server.origin);
  const isOperator = async (visitor: Visitor) =>
    ((await (await visitor.send('GET', '/api/me')).json()) as { user: { operator: boolean } }).user.operator;
  expect([await isOperator(first), await isOperator(second)]).toEqual([false, false]);
  expect((await second.send('POST', '/api/setup', { token })).status).toBe(200);
  expect((await first.send('POST', '/api/setup', { token })).status).toBe(403);
  expect([await isOperator(first), await isOperator(second)]).toEqual([false, true]);
  await server.stop();
});
