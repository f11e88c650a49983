// File systems of their own for tests: a small one that can be filled, and one on an image that can be copied like a disk that lost power.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A mounted file system; unmounted at the latest when it goes out of scope. */
export interface Mount extends Disposable {
  readonly path: string;
  unmount(): void;
}

/** Why tests that mount are skipped on this machine, to be put into their title; empty where they run. */
export const cannotMount: string = tryMounting();

/** A file system in memory of so many megabytes. */
export function mountMemory(megabytes: number): Mount {
  return mounted((path) => run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', path));
}

/** Makes an image with an empty ext4 of so many megabytes. */
export function makeImage(image: string, megabytes: number): void {
  writeFileSync(image, '');
  truncateSync(image, megabytes * 1024 * 1024);
  run('mkfs.ext4', '-q', '-F', image);
}

/** Mounts an image; a journal that the power cut left behind is replayed. */
export function mountImage(image: string): Mount {
  return mounted((path) => run('mount', '-o', 'loop', image, path));
}

/** Copies an image as it is at this moment, without what the file system still keeps in memory. */
export function copyImage(image: string, to: string): void {
  run('cp', '--sparse=always', image, to);
}

function mounted(mount: (path: string) => void): Mount {
  const path = mkdtempSync(join(tmpdir(), 'preset-disk-'));
  try {
    mount(path);
  } catch (error) {
    rmdirSync(path);
    throw error;
  }
  let isMounted = true;
  const unmount = () => {
    if (!isMounted) return;
    run('umount', path);
    rmdirSync(path);
    isMounted = false;
  };
  return { path, unmount, [Symbol.dispose]: unmount };
}

function tryMounting(): string {
  if (process.platform !== 'linux') return ' (skipped: mounts file systems of Linux)';
  const folder = mkdtempSync(join(tmpdir(), 'preset-mount-'));
  try {
    makeImage(join(folder, 'image'), 4);
    const mount = mountImage(join(folder, 'image'));
    mount.unmount();
    return '';
  } catch {
    return ' (skipped: mounting a file system needs root and loop devices)';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, ...parameters: string[]): void {
  execFileSync(command, parameters, { stdio: 'pipe' });
}
