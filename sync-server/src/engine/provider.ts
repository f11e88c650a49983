// The engine over the network: the contract's client on the configured provider.
import { Agent, fetch as undiciFetch } from 'undici';
import { fetchBytes, sendBytes } from '#platform/network';
import { createClient } from './client.ts';
import type { KeyName } from './keys.ts';
import { accountLevels, type AccountLevel, type Engine } from './engine.ts';

export interface ProviderOptions {
  readonly baseUrl: string;
  readonly key: string;
  readonly level: AccountLevel;
  readonly keyName?: KeyName;
}

/**
 * WaveSpeed, or whatever speaks its contract at `baseUrl`. Results are downloaded from public https addresses and from the provider's own
 * origin only.
 */
export function createProvider({ baseUrl, key, level, keyName = 'server' }: ProviderOptions): Engine {
  const origin = new URL(baseUrl).origin;
  // Sockets are given up soon after use: a submit on one that the other side has just closed would have an unknown outcome.
  const agent = new Agent({ keepAliveTimeout: 1_000, connect: { timeout: 10_000 } });
  return createClient({
    kind: 'wavespeed',
    keyName,
    baseUrl,
    key,
    limits: accountLevels[level],
    files: {
      get: (url, maxBytes) => fetchBytes(url, { maxBytes, trusted: [origin] }),
      put: (url, headers, bytes) => sendBytes('PUT', url, headers, bytes, { trusted: [origin] })
    },
    fetch: async (request) => {
      const response = await undiciFetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        body: request.body ? new Uint8Array(await request.arrayBuffer()) : undefined,
        redirect: 'manual',
        signal: request.signal,
        dispatcher: agent
      });
      const body = [204, 205, 304].includes(response.status) ? null : (response.body as ReadableStream<Uint8Array<ArrayBuffer>> | null);
      return new Response(body, { status: response.status, headers: [...response.headers] });
    }
  });
}
