// Proves that the installation's secret is made once, kept from others, and never used for two purposes.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keyFor, readSecret } from './secret.ts';

it('[OPS-1] makes a secret at the first start and keeps it, readable by its owner only', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'preset-secret-'));
  const secret = readSecret(folder, undefined);
  expect(readSecret(folder, undefined)).toBe(secret);
  expect(await readFile(join(folder, 'secret'), 'utf8')).toBe(secret);
  expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600);
  expect(readSecret(folder, 'x'.repeat(32))).toBe('x'.repeat(32));
  await writeFile(join(folder, 'secret'), 'short');
  expect(() => readSecret(folder, undefined)).toThrow('is damaged');
  await rm(folder, { recursive: true });
});

it('[ENG-1] derives a key of its own for each purpose', () => {
  const keys = [keyFor('a', 'cookies'), keyFor('a', 'tokens'), keyFor('b', 'cookies')];
  expect(new Set(keys).size).toBe(3);
  expect(keyFor('a', 'cookies')).toBe(keys[0]);
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
});
