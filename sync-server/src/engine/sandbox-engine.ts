// The engine without a network: the contract's client speaking to the sandbox in the same process.
import { problem } from 'shared/kernel';
import { readBounded } from '#platform/network';
import { createClient } from './client.ts';
import type { Engine, EngineLimits } from './engine.ts';
import type { Sandbox } from './sandbox/options.ts';

/** An engine on a sandbox whose addresses begin with `origin`; `key` is one that it accepts. */
export function createSandboxEngine(
  sandbox: Sandbox,
  { origin, key, limits }: { origin: string; key: string; limits: EngineLimits }
): Engine {
  const own = (url: string) => {
    if (!url.startsWith(`${origin}/`)) throw problem('foreign-address');
    return url;
  };
  const client = createClient({
    kind: 'sandbox',
    keyName: 'sandbox',
    baseUrl: origin,
    key,
    limits,
    fetch: (request) => sandbox.fetch(request),
    files: {
      async get(url, maxBytes) {
        const response = await sandbox.fetch(new Request(own(url)));
        if (!response.ok) throw problem('fetch-failed', { detail: `The sandbox answered ${response.status}.` });
        return readBounded(response.body, maxBytes);
      },
      async put(url, headers, bytes) {
        const response = await sandbox.fetch(new Request(own(url), { method: 'PUT', headers, body: new Uint8Array(bytes) }));
        await response.body?.cancel();
        return response.status;
      }
    }
  });
  // It is in this very process: asking is quicker than being told by way of the public address.
  return { ...client, submit: (model, inputs) => client.submit(model, inputs) };
}
