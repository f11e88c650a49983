// How much memory a server process has used at most, read from Linux' /proc.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Reads and resets the peak of resident memory, in MB, of the process whose environment names `folder`; undefined where there is no /proc. */
export function peakMemoryOf(folder: string): (() => number) | undefined {
  const pid = process.platform === 'linux' ? readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && names(entry, folder)) : undefined;
  if (pid === undefined) return undefined;
  return () => {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    // 5 resets the peak to what is resident now.
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    return Number(kilobytes) / 1024;
  };
}

function names(pid: string, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`PRESET_DATA_DIR=${folder}\0`);
  } catch {
    return false;
  }
}
