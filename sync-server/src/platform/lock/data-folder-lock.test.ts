// Proves that two servers never work on one data folder, and that a killed one leaves no lock behind.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockDataFolder } from './data-folder-lock.ts';

it('[OPS-1] refuses a second server on a data folder until the first is gone, killed or not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'preset-lock-'));
  const script = `
    const { lockDataFolder } = await import(${JSON.stringify(new URL('./data-folder-lock.ts', import.meta.url).href)});
    lockDataFolder(${JSON.stringify(folder)});
    console.log('locked');
    setInterval(() => {}, 1000);`;
  const holder = execFile(process.execPath, ['--input-type=module', '--eval', script], { cwd: import.meta.dirname });
  await once(holder.stdout!, 'data');
  expect(() => lockDataFolder(folder)).toThrow('Another Preset server works on');

  const ended = once(holder, 'exit');
  holder.kill('SIGKILL');
  await ended;
  const lock = lockDataFolder(folder);
  expect(() => lockDataFolder(folder)).toThrow('Another Preset server works on');
  lock.release();
  lockDataFolder(folder).release();
  await rm(folder, { recursive: true });
});
