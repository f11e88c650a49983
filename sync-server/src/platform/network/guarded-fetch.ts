// Fetches addresses that a user or provider chose, refusing private ranges at the moment of connecting.
import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, fetch as undiciFetch, type RequestInit } from 'undici';
import { problem } from 'shared/kernel';
import { isPublicAddress } from './address.ts';

const MAX_REDIRECTS = 5;
const UPLOAD_TIMEOUT_MS = 300_000;

/** Origins that may be private and plain http, such as the configured provider itself. */
export interface Guard {
  readonly trusted?: readonly string[];
}

/** Resolves like the system does, but fails when any address is not public: a name may change between check and use. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address))) return callback(new PrivateAddress(), '', 0);
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};

class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

const times = { headersTimeout: 60_000, bodyTimeout: 60_000 };
const publicAgent = new Agent({ connect: { lookup: publicLookup, timeout: 10_000 }, ...times });
const trustedAgent = new Agent({ connect: { timeout: 10_000 }, ...times });

/**
 * The bytes behind an address, following at most five redirects, each checked anew. Everything but trusted origins must be public https.
 * Throws `foreign-address` for a forbidden address, `fetch-failed` for any other failure and for more than `maxBytes`.
 */
export async function fetchBytes(address: string, { maxBytes, ...guard }: Guard & { maxBytes: number }): Promise<Uint8Array> {
  let url = parse(address);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const response = await request(url, {}, guard);
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (!next) {
      if (response.ok) return readBounded(response.body, maxBytes);
      await response.body?.cancel();
      throw problem('fetch-failed', { detail: `The file server answered ${response.status}.` });
    }
    await response.body?.cancel();
    url = parse(next, url);
  }
  throw problem('fetch-failed', { detail: 'The file server redirected too often.' });
}

/** Sends bytes to an address under the same rules, without following redirects; answers the HTTP status. */
export async function sendBytes(
  method: 'PUT' | 'POST',
  address: string,
  headers: Record<string, string>,
  bytes: Uint8Array,
  guard: Guard
): Promise<number> {
  const init = { method, headers, body: new Uint8Array(bytes), signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS) };
  const response = await request(parse(address), init, guard);
  await response.body?.cancel();
  return response.status;
}

async function request(url: URL, init: RequestInit, { trusted }: Guard) {
  const known = trusted?.includes(url.origin) ?? false;
  if (!known) assertPublic(url);
  try {
    return await undiciFetch(url, { ...init, redirect: 'manual', dispatcher: known ? trustedAgent : publicAgent });
  } catch (error) {
    if (error instanceof Error && error.cause instanceof PrivateAddress) throw problem('foreign-address');
    throw problem('fetch-failed', { detail: error instanceof Error ? error.message : undefined });
  }
}

/** Reads a body whole, giving up as soon as it is longer than `maxBytes`, whatever its headers promised. */
export async function readBounded(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body ?? []) {
      length += chunk.length;
      if (length > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw problem('fetch-failed', { detail: error instanceof Error ? error.message : undefined });
  }
  if (length > maxBytes) throw problem('fetch-failed', { detail: 'The file is larger than this server keeps.' });
  return Buffer.concat(chunks, length);
}

function parse(address: string, base?: URL): URL {
  const url = URL.parse(address, base?.href);
  if (!url) throw problem('foreign-address');
  return url;
}

function assertPublic(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const literal = isIP(host) > 0;
  if (url.protocol !== 'https:' || url.username || url.password || (literal && !isPublicAddress(host))) throw problem('foreign-address');
}
