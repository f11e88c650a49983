// Runs the sandbox engine alone, for other programs and for tests that stop and start it: `pnpm sandbox`.
import { join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { readConfig } from '#area/config';
import { createSandbox, sandboxLimits } from '#area/engine';
import { readBounded } from '#platform/network';

const PORT = 4499;
const MAX_INPUT = 64 * 1_024 * 1_024;

const { env } = process;
const config = readConfig(env);

// The port is known only once the socket is open, and the sandbox's addresses name it.
const opened = Promise.withResolvers<Hono>();
const { server, port } = await listen(env.PORT ? config.PORT : PORT);
const sandbox = await createSandbox({
  folder: join(config.PRESET_DATA_DIR, 'sandbox'),
  origin: `http://127.0.0.1:${port}/sandbox`,
  latencyMs: config.SANDBOX_LATENCY_MS,
  failureRate: config.SANDBOX_FAILURE_RATE,
  nsfwRate: config.SANDBOX_NSFW_RATE,
  limits: sandboxLimits(config.WAVESPEED_ACCOUNT_LEVEL, config.SANDBOX_CONCURRENT),
  quick: config.SANDBOX_DETAIL === 'quick',
  syncWindowMs: env.SANDBOX_SYNC_WINDOW_MS ? Number(env.SANDBOX_SYNC_WINDOW_MS) : undefined,
  syncTimeoutAs: env.SANDBOX_SYNC_TIMEOUT_AS === 'http-504' ? 'http-504' : 'code-5004',
  ...(env.SANDBOX_PAINTER ? { painter: new URL(env.SANDBOX_PAINTER) } : {}),
  // It listens on loopback only and belongs to whoever started it, so addresses are not checked here.
  fetchInput,
  webhookFetch: fetch
});
opened.resolve(new Hono().route('/sandbox', sandbox.app).route('/', sandbox.app));
console.log(`Sandbox ready at http://127.0.0.1:${port}/sandbox`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
    void sandbox.close().then(() => process.exit(0));
  });
}

function listen(wanted: number): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolve) => {
    const fetch = async (request: Request) => (await opened.promise).fetch(request);
    const server = serve({ fetch, port: wanted, hostname: '127.0.0.1' }, ({ port }) => resolve({ server, port }));
  });
}

async function fetchInput(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`The input was answered ${response.status}.`);
  return readBounded(response.body, MAX_INPUT);
}
