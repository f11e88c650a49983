// The files that the sandbox hands out: outputs and uploads, durable before anything refers to them.
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { randomHex } from 'shared/kernel';

/** `outputs/<prediction>/<number>.<ext>` or `uploads/<id>`; nothing else is a path. */
const pathPattern = /^(?:outputs\/[0-9a-f]{32}\/\d{1,2}\.(?:jpg|png|webp|mp4)|uploads\/[0-9a-f]{32})$/;

export class Files {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes a file whole or not at all; resolves when it is on disk. */
  async write(path: string, bytes: Uint8Array): Promise<void> {
    const target = this.#at(path);
    await mkdir(dirname(target), { recursive: true });
    const part = `${target}.${randomHex(4)}.part`;
    const file = await open(part, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, target);
    const folder = await open(dirname(target));
    await folder.sync().finally(() => folder.close());
  }

  read(path: string): Promise<Uint8Array<ArrayBuffer>> {
    return readFile(this.#at(path));
  }

  /** Bytes of a file, or undefined when there is none. */
  async size(path: string): Promise<number | undefined> {
    if (!pathPattern.test(path)) return undefined;
    const found = await stat(this.#at(path)).catch(() => undefined);
    return found?.isFile() ? found.size : undefined;
  }

  /** The bytes from `start` to `end`, both included. */
  stream(path: string, range: { start: number; end: number }): ReadableStream<Uint8Array> {
    return Readable.toWeb(createReadStream(this.#at(path), range)) as ReadableStream<Uint8Array>;
  }

  async removeOutputs(predictionId: string): Promise<void> {
    await rm(join(this.#folder, 'outputs', predictionId), { recursive: true, force: true });
  }

  async removeUpload(id: string): Promise<void> {
    await rm(join(this.#folder, 'uploads', id), { force: true });
  }

  #at(path: string): string {
    if (!pathPattern.test(path)) throw new Error(`The sandbox keeps no such file: ${path}`);
    return join(this.#folder, path);
  }
}
