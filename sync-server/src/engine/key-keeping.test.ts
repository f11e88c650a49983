// Proves that a key is not taken from under what it is needed for, unless its owner wants that.
import { expect, it } from 'vitest';
import type { Engines } from './engines.ts';
import { KeyKeeping } from './key-keeping.ts';
import type { Uploads } from './uploads.ts';

function keeping(underWay: number) {
  const done: string[] = [];
  const engines = {
    removeKey: async (id: string) => void done.push(`remove ${id}`),
    setKey: async (id: string) => void done.push(`set ${id}`)
  };
  const uploads = { forget: async (name: string) => void done.push(`forget ${name}`) };
  const keys = new KeyKeeping({ engines: engines as unknown as Engines, uploads: uploads as Uploads, underWay: async () => underWay });
  return { keys, done };
}

it('[ENG-1] removes a key, and what was handed over with it, when nothing needs it', async () => {
  const { keys, done } = keeping(0);
  await keys.remove('w', { anyway: false });
  expect(done).toEqual(['remove w', 'forget workspace:w']);
});

it('[RUN-2] leaves a key that the provider still works with, and says how much, unless the owner insists', async () => {
  const { keys, done } = keeping(3);
  await expect(keys.remove('w', { anyway: false })).rejects.toMatchObject({
    code: 'key-in-use',
    document: { status: 409, detail: '3 items are still under way with this key.' }
  });
  expect(done).toEqual([]);
  await keys.remove('w', { anyway: true });
  expect(done).toEqual(['remove w', 'forget workspace:w']);
});
