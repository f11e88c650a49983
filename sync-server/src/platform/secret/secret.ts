// The installation's secret, from which every key is derived for one purpose each.
import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The configured secret, else the one kept in `<folder>/secret` (mode 0600), which is made at the first start. */
export function readSecret(folder: string, configured: string | undefined): string {
  if (configured) return configured;
  const path = join(folder, 'secret');
  try {
    writeFileSync(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  chmodSync(path, 0o600);
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32) throw new Error(`${path} is damaged. Restore it from a copy, or delete it: everybody has to come in again then.`);
  return secret;
}

/** A key of 32 bytes for one purpose (HKDF-SHA256), hex. */
export function keyFor(secret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', secret, 'preset', purpose, 32)).toString('hex');
}
