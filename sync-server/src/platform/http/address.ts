// The address a request comes from; forwarding headers count only when a trusted proxy wrote them.
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** Client address of a request; the last hop that is not a trusted proxy. */
export function addressOf(c: Context, trustedProxies: readonly string[]): string {
  const peer = getConnInfo(c).remote.address ?? 'unknown';
  if (!trustedProxies.includes(plain(peer))) return plain(peer);
  const hops = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => plain(hop.trim()))
    .filter(Boolean);
  return hops.findLast((hop) => !trustedProxies.includes(hop)) ?? plain(peer);
}

function plain(address: string): string {
  return address.replace(/^::ffff:/, '');
}
