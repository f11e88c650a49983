// Builds the shim that makes a disk slow, where a C compiler is there.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const compiler = process.env.CC ?? 'cc';

/** Why a slow disk cannot be had on this machine, to be put into a test's title; empty where it can. */
export const noSlowDisk: string =
  process.platform !== 'linux'
    ? ' (skipped: LD_PRELOAD is of Linux)'
    : spawnSync(compiler, ['--version']).status === 0
      ? ''
      : ' (skipped: needs a C compiler, cc)';

/** Environment for a process whose flushes take so many milliseconds longer; the shim lies in `folder`. */
export function slowDisk(folder: string, milliseconds: number): Record<string, string> {
  const library = join(folder, 'slow-disk.so');
  execFileSync(compiler, ['-shared', '-fPIC', '-O1', '-o', library, fileURLToPath(new URL('./slow-disk.c', import.meta.url)), '-ldl']);
  return { LD_PRELOAD: library, SLOW_DISK_MS: String(milliseconds) };
}
