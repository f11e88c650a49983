// Opens the sandbox and the engines by key out of the configuration, with what stands around them: uploads, quotes, the catalogue, keys.
import { join } from 'node:path';
import { MAX_BLOB_BYTES } from 'shared/blobs';
import {
  Catalogue,
  createProvider,
  createSandbox,
  createSandboxEngine,
  Engines,
  KeyKeeping,
  Quotes,
  sandboxLimits,
  sandboxTokens,
  Uploads,
  type KeyName,
  type Sandbox,
  type SandboxTokens
} from '#area/engine';
import type { Database } from '#platform/database';
import type { Place } from '#platform/http';
import { fetchBytes, sendBytes } from '#platform/network';
import { keyFor } from '#platform/secret';
import type { Config } from './config/index.ts';

export interface OpenEnginesOptions {
  readonly config: Config;
  readonly folder: string;
  readonly secret: string;
  readonly place: Place;
  readonly database: Database;
  /** How many items the provider has in hand with a key. */
  readonly underWay: (keyName: KeyName) => Promise<number>;
}

export interface OpenedEngines {
  readonly engines: Engines;
  readonly sandbox: Sandbox;
  readonly tokens: SandboxTokens;
  readonly sandboxUrl: string;
  readonly uploads: Uploads;
  readonly quotes: Quotes;
  readonly keys: KeyKeeping;
  readonly catalogue: Catalogue;
}

/** The sandbox is always there for other clients; without a provider key it is the engine too. */
export async function openEngines({ config, folder, secret, place, database, underWay }: OpenEnginesOptions): Promise<OpenedEngines> {
  const tokens = sandboxTokens(keyFor(secret, 'sandbox tokens'));
  const sandboxUrl = `${place.publicUrl.origin}/sandbox`;
  const { WAVESPEED_ACCOUNT_LEVEL: level, WAVESPEED_API_KEY: key, WAVESPEED_BASE_URL: baseUrl } = config;
  const limits = sandboxLimits(level, config.SANDBOX_CONCURRENT);
  const sandbox = await createSandbox({
    folder: join(folder, 'sandbox'),
    origin: sandboxUrl,
    latencyMs: config.SANDBOX_LATENCY_MS,
    failureRate: config.SANDBOX_FAILURE_RATE,
    nsfwRate: config.SANDBOX_NSFW_RATE,
    limits,
    quick: config.SANDBOX_DETAIL === 'quick',
    warm: key === undefined,
    authorise: (request) => {
      const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
      return token !== undefined && (place.loopback || tokens.read(token) !== undefined);
    },
    fetchInput: (url) => fetchBytes(url, { maxBytes: MAX_BLOB_BYTES }),
    webhookFetch: async (url, init) => {
      const body = Buffer.from(String(init?.body ?? ''));
      const headers = Object.fromEntries(new Headers(init?.headers));
      return new Response(null, { status: await sendBytes('POST', String(url), headers, body, {}) });
    }
  });
  const engines = new Engines({
    database,
    sealingKey: keyFor(secret, 'provider keys'),
    sandbox: createSandboxEngine(sandbox, { origin: sandboxUrl, key: tokens.make('preset'), limits }),
    ...(key ? { server: createProvider({ baseUrl, key, level: level ?? 'bronze' }) } : {}),
    make: (own, ownLevel, keyName) => createProvider({ baseUrl, key: own, level: ownLevel, keyName })
  });
  const uploads = new Uploads({ database });
  const catalogue = new Catalogue({
    database,
    // The sandbox knows no more than this program; any key of the provider may ask.
    source: async () => {
      const names = (await engines.keyNames()).filter((name) => name !== 'sandbox');
      return names[0] && engines.get(names[0]);
    }
  });
  await catalogue.restore();
  return {
    engines,
    sandbox,
    tokens,
    sandboxUrl,
    uploads,
    quotes: new Quotes(),
    keys: new KeyKeeping({ engines, uploads, underWay }),
    catalogue
  };
}
