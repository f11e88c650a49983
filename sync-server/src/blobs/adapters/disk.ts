// Blobs as files: written beside their place, flushed, renamed into it, and the folder flushed, so that a power cut leaves all or nothing.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { BlobStore, ByteRange, OpenBlob } from '../blob-store.ts';

const TEMPORARY = '.part';

/** Opens the folder, making it if needed, and sweeps what writes that were cut short have left. */
export async function openDiskStore(folder: string): Promise<BlobStore> {
  await mkdir(folder, { recursive: true });
  for (const prefix of await readdir(folder, { withFileTypes: true })) {
    if (prefix.isDirectory()) await sweep(join(folder, prefix.name));
  }
  return new DiskStore(folder);
}

class DiskStore implements BlobStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(hash: string, bytes: Uint8Array): Promise<void> {
    const { folder, file } = this.#place(hash);
    if (await mkdir(folder, { recursive: true })) await flushFolder(this.#folder);
    if (!(await this.#isIntact(file, hash, bytes.length))) await writeWhole(folder, file, bytes);
    await flushFolder(folder);
  }

  async open(hash: string, range?: ByteRange): Promise<OpenBlob | undefined> {
    const handle = await ifThere(open(this.#place(hash).file, 'r'));
    if (!handle) return undefined;
    try {
      const { size } = await handle.stat();
      const stream = Readable.toWeb(handle.createReadStream(range));
      return { size, stream: stream as ReadableStream<Uint8Array<ArrayBuffer>> };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async size(hash: string): Promise<number | undefined> {
    return (await ifThere(stat(this.#place(hash).file)))?.size;
  }

  async bytes(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return ifThere(readFile(this.#place(hash).file));
  }

  async *list(): AsyncIterable<{ readonly hash: string; readonly writtenAt: number }> {
    for (const prefix of await readdir(this.#folder)) {
      for (const hash of (await ifThere(readdir(join(this.#folder, prefix)))) ?? []) {
        if (!isHash(hash)) continue;
        const found = await ifThere(stat(this.#place(hash).file));
        if (found) yield { hash, writtenAt: found.mtimeMs };
      }
    }
  }

  async remove(hash: string): Promise<void> {
    await rm(this.#place(hash).file, { force: true });
  }

  isFull(error: unknown): boolean {
    return ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '');
  }

  /** A file of the right length can still have rotted, and a client that sends it again should heal it. */
  async #isIntact(file: string, hash: string, length: number): Promise<boolean> {
    const handle = await ifThere(open(file, 'r'));
    if (!handle) return false;
    try {
      if ((await handle.stat()).size !== length) return false;
      const digest = createHash('sha256');
      for await (const chunk of handle.createReadStream({ autoClose: false })) digest.update(chunk as Uint8Array);
      return digest.digest('hex') === hash;
    } finally {
      await handle.close();
    }
  }

  #place(hash: string): { folder: string; file: string } {
    if (!isHash(hash)) throw new TypeError('A blob is named by its SHA-256.');
    const folder = join(this.#folder, hash.slice(0, 2));
    return { folder, file: join(folder, hash) };
  }
}

function isHash(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}

async function writeWhole(folder: string, file: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(folder, `${randomBytes(8).toString('hex')}${TEMPORARY}`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (name.endsWith(TEMPORARY)) await rm(join(folder, name), { force: true });
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function ifThere<Result>(found: Promise<Result>): Promise<Result | undefined> {
  try {
    return await found;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
