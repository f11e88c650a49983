// Which addresses the server may fetch for others: public ones only, so that nobody reaches the inside through it.
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Whether an IP address is public unicast; private, loopback, link-local, reserved and mapped ones are not. */
export function isPublicAddress(address: string): boolean {
  if (!isIP(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  // NAT64 and 6to4 carry an IPv4 address inside, which may be private.
  return parsed.kind() === 'ipv4' || !(parsed as ipaddr.IPv6).match(ipaddr.parseCIDR('64:ff9b::/96') as [ipaddr.IPv6, number]);
}

/** Whether a host name or address means this machine. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return isIP(name) > 0 && ipaddr.process(name).range() === 'loopback';
}
