// Bytes in the device's database, with what is needed to give them up again.
import type { MediaType } from 'shared/blobs';
import type { BlobRow, PresetDatabase } from '#lib/platform';

/** What is known of a kept blob without reading it. */
export interface KeptBlob {
  readonly hash: string;
  readonly bytes: number;
  readonly kind: BlobRow['kind'];
}

/** Keeps bytes under their hash; keeping them again only renews the row. */
export async function keepBlob(database: PresetDatabase, hash: string, blob: Blob, type: MediaType, kind: BlobRow['kind']): Promise<void> {
  await database.blobs.put({ hash, blob, type, bytes: blob.size, kind, at: Date.now() });
}

/** Every kept blob without its bytes. */
export async function keptBlobs(database: PresetDatabase): Promise<KeptBlob[]> {
  const keys = (await database.blobs.orderBy('[kind+bytes+hash]').keys()) as unknown as [BlobRow['kind'], number, string][];
  return keys.map(([kind, bytes, hash]) => ({ kind, bytes, hash }));
}

/** Gives up the copies of blobs that the server has; those that wait for upload stay. Answers which went. */
export function evict(database: PresetDatabase, hashes: readonly string[]): Promise<string[]> {
  return database.transaction('rw', database.blobs, database.uploads, async () => {
    const waiting = new Set(await database.uploads.toCollection().primaryKeys());
    const gone = hashes.filter((hash) => !waiting.has(hash));
    await database.blobs.bulkDelete(gone);
    return gone;
  });
}
