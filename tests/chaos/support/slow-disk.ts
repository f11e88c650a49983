// Builds the shim that makes a disk slow, where a C compiler is there.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Why a slow disk cannot be had on this machine; empty where it can. */
export const noSlowDisk: string =
  process.platform !== 'linux'
    ? 'skipped: LD_PRELOAD is of Linux'
    : spawnSync('cc', ['--version']).status === 0
      ? ''
      : 'skipped: needs a C compiler (cc)';

/** Environment for a process whose flushes take so many milliseconds longer; the shim lies in `folder`. */
export function slowDisk(folder: string, milliseconds: number): Record<string, string> {
  const library = join(folder, 'slow-disk.so');
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, fileURLToPath(new URL('./slow-disk.c', import.meta.url)), '-ldl']);
  return { LD_PRELOAD: library, SLOW_DISK_MS: String(milliseconds) };
}
