// Keeps a file that a person chose: named, measured, on this device, and on its way to the server.
import { MAX_BLOB_BYTES, type BlobInfo } from 'shared/blobs';
import { account } from '#lib/accounts';
import { db, deviceStorage, type PresetDatabase } from '#lib/platform';
import { keepBlob } from './blob-table.ts';
import { deviceCopies } from './copies.svelte.ts';
import type { Looks, Part } from './prepare.ts';
import { blobProblem } from './problems.ts';
import { queueUpload } from './upload-queue.ts';
import { sendNow, uploads } from './uploads.svelte.ts';

/** A kept file: its blob's particulars, and the name it had. */
export interface KeptFile extends BlobInfo {
  readonly fileName?: string;
}

/** A file that was read and can be kept; nothing is stored yet. */
export interface ReadyFile {
  readonly original: Part;
  readonly looks: Looks;
  readonly fileName: string | undefined;
}

type NamedPart = Part & { readonly kind: 'original' | 'thumb' };

/**
 * Keeps a picture or video with its thumbnail on this device and queues both for upload to the current workspace.
 * Throws Problems: those of `readFile` and of `keepReady`.
 */
export async function keepFile(file: Blob, name?: string): Promise<KeptFile> {
  return keepReady(await readFile(file, name));
}

/**
 * Reads a file beside the page's thread. Throws Problems: `empty-file`, `vanished-file`, `unknown-media`, `unreadable-media`,
 * `heic-unreadable`, `media-too-large`, `too-many-pixels`, `insecure-page`.
 */
export async function readFile(file: Blob, name?: string): Promise<ReadyFile> {
  if (file.size > MAX_BLOB_BYTES) throw blobProblem('media-too-large');
  if (!globalThis.crypto?.subtle) throw blobProblem('insecure-page');
  const { prepared } = await import('./preparing.ts');
  return { ...(await prepared(file)), fileName: name ?? (file instanceof File ? file.name : undefined) };
}

/** Keeps what was read. Throws Problems: `device-full`, `no-device-storage`. */
export async function keepReady({ original, looks: { thumb, ...looks }, fileName }: ReadyFile): Promise<KeptFile> {
  await account.start();
  const { hash, type, blob } = original;
  await store(await db(), account.workspace.id, [
    { hash: thumb.hash, blob: thumb.blob, type: thumb.type, kind: 'thumb' },
    { hash, blob, type, kind: 'original' }
  ]);
  return {
    hash,
    type,
    bytes: blob.size,
    ...looks,
    thumb: { hash: thumb.hash, width: thumb.width, height: thumb.height },
    ...(fileName ? { fileName: fileName.slice(-255) } : {})
  };
}

async function store(database: PresetDatabase, workspaceId: string, parts: readonly NamedPart[]): Promise<void> {
  const write = (some: readonly NamedPart[]) =>
    database.transaction('rw', database.blobs, database.uploads, async () => {
      for (const { hash, blob, type, kind } of some) {
        await keepBlob(database, hash, blob, type, kind);
        await queueUpload(database, { hash, workspaceId, kind, bytes: blob.size });
      }
    });
  const noted = async (some: readonly NamedPart[]) => {
    deviceStorage.worked();
    deviceCopies.changed(some.map(({ hash, blob }) => [hash, blob.size]));
    await uploads.changed();
  };
  try {
    await write(parts);
    return await noted(parts);
  } catch (error) {
    const needed = parts.reduce((sum, { blob }) => sum + blob.size, 0);
    try {
      // Copies of what the server has make way for what it has not.
      if (await deviceCopies.makeRoom(needed)) {
        await write(parts);
        return await noted(parts);
      }
    } catch {
      // Still no room: the server may have some.
    }
    // Without room here the original goes to the server at once, and only its thumbnail stays.
    try {
      for (const part of parts) await sendNow(part, workspaceId);
    } catch {
      throw deviceStorage.failed(error);
    }
    const small = parts.filter(({ kind }) => kind === 'thumb');
    await write(small).then(
      () => noted(small),
      () => undefined
    );
  }
}
