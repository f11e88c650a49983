// Keeps a file that a person chose: named, measured, on this device, and on its way to the server.
import { MAX_BLOB_BYTES, sniff, type BlobInfo, type MediaType } from 'shared/blobs';
import { sha256 } from 'shared/kernel';
import { account } from '#lib/accounts';
import { db, deviceStorage, type PresetDatabase } from '#lib/platform';
import { keepBlob } from './blob-table.ts';
import { deviceCopies } from './copies.svelte.ts';
import { blobProblem } from './problems.ts';
import { queueUpload } from './upload-queue.ts';
import { uploads } from './uploads.svelte.ts';

/** A kept file: its blob's particulars, and the name it had. */
export interface KeptFile extends BlobInfo {
  readonly fileName?: string;
}

interface Part {
  readonly hash: string;
  readonly blob: Blob;
  readonly type: MediaType;
  readonly kind: 'original' | 'thumb';
}

/**
 * Keeps a picture or video with its thumbnail on this device and queues both for upload to the current workspace.
 * Throws Problems: `unknown-media`, `unreadable-media`, `media-too-large`, `insecure-page`, `device-full`, `no-device-storage`.
 */
export async function keepFile(file: Blob, name?: string): Promise<KeptFile> {
  if (file.size > MAX_BLOB_BYTES) throw blobProblem('media-too-large');
  if (!globalThis.crypto?.subtle) throw blobProblem('insecure-page');
  const bytes = await file.arrayBuffer().catch(() => {
    throw blobProblem('unreadable-media');
  });
  const type = sniff(new Uint8Array(bytes, 0, Math.min(32, bytes.byteLength)));
  if (!type) throw blobProblem('unknown-media');
  const original: Part = { hash: await sha256(bytes), blob: new Blob([bytes], { type }), type, kind: 'original' };

  const { measure } = await import('./measure.ts');
  const { thumb, ...measured } = await measure(original.blob, type);
  const thumbBytes = await thumb.blob.arrayBuffer();
  const thumbType = sniff(new Uint8Array(thumbBytes, 0, Math.min(32, thumbBytes.byteLength))) ?? 'image/webp';
  const small: Part = { hash: await sha256(thumbBytes), blob: thumb.blob, type: thumbType, kind: 'thumb' };

  await account.start();
  await store(await db(), account.workspace.id, [small, original]);
  const fileName = name ?? (file instanceof File ? file.name : undefined);
  return {
    hash: original.hash,
    type,
    bytes: bytes.byteLength,
    ...measured,
    thumb: { hash: small.hash, width: thumb.width, height: thumb.height },
    ...(fileName ? { fileName: fileName.slice(-255) } : {})
  };
}

async function store(database: PresetDatabase, workspaceId: string, parts: readonly Part[]): Promise<void> {
  const write = () =>
    database.transaction('rw', database.blobs, database.uploads, async () => {
      for (const { hash, blob, type, kind } of parts) {
        await keepBlob(database, hash, blob, type, kind);
        await queueUpload(database, { hash, workspaceId, kind, bytes: blob.size });
      }
    });
  try {
    await write();
  } catch (error) {
    const needed = parts.reduce((sum, { blob }) => sum + blob.size, 0);
    if (!(await deviceCopies.makeRoom(needed).catch(() => false))) throw deviceStorage.failed(error);
    await write().catch((again: unknown) => {
      throw deviceStorage.failed(again);
    });
  }
  deviceCopies.changed(parts.map(({ hash, blob }) => [hash, blob.size]));
  await uploads.changed();
}
