// The installation's secret, from which every key is derived for one purpose each.
import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The configured secret, else the one kept in `<folder>/secret` (mode 0600), which is made at the first start. */
export function readSecret(folder: string, configured: string | undefined): string {
  if (configured) return configured;
  const path = join(folder, 'secret');
  if (!existsSync(path)) keepSecret(folder, path, randomBytes(32).toString('hex'));
  chmodSync(path, 0o600);
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32) throw new Error(`${path} is damaged. Restore it from a copy, or delete it: everybody has to come in again then.`);
  return secret;
}

/** Flushed beside its place, then renamed into it: a power cut leaves the whole secret or none. The folder is this process's alone. */
function keepSecret(folder: string, path: string, secret: string): void {
  const draft = `${path}.part`;
  writeFileSync(draft, secret, { mode: 0o600, flush: true });
  renameSync(draft, path);
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
}

/** A key of 32 bytes for one purpose (HKDF-SHA256), hex. */
export function keyFor(secret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', secret, 'preset', purpose, 32)).toString('hex');
}
