// Proves the disk store by the contract of all stores, and that cut-off writes leave nothing behind.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blobStoreContract } from '../blob-store.contract.ts';
import { openDiskStore } from './disk.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-blobs-'));
});
afterAll(() => rm(folder, { recursive: true }));

blobStoreContract(
  () => openDiskStore(join(folder, 'store')),
  async (hash) => {
    const file = join(folder, 'store', hash.slice(0, 2), hash);
    await writeFile(file, new Uint8Array(70_000));
  }
);

it('[SYNC-2] what a crash left half written is swept at the next start, and whole blobs stay', async () => {
  const root = join(folder, 'swept');
  await mkdir(join(root, 'ab'), { recursive: true });
  await writeFile(join(root, 'ab', '0123.part'), 'half');
  const whole = 'ab'.padEnd(64, '0');
  await writeFile(join(root, 'ab', whole), 'whole');
  const store = await openDiskStore(root);
  expect(await readdir(join(root, 'ab'))).toEqual([whole]);
  expect(await store.size(whole)).toBe(5);
});

it('[OPS-5] knows the errors of a full disk and no others', async () => {
  const store = await openDiskStore(join(folder, 'full'));
  expect(
    [Object.assign(new Error(), { code: 'ENOSPC' }), Object.assign(new Error(), { code: 'EIO' }), 'text'].map((error) =>
      store.isFull(error)
    )
  ).toEqual([true, false, false]);
});
