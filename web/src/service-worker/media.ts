// Answers `/media/<hash>` from the blobs on this device, by ranges too, and otherwise from the server.
import { BLOB_TABLE } from '../lib/platform/database-name.ts';
import { existingDatabase } from '../lib/platform/existing-database.ts';
import { parseRange } from './range.ts';

export const MEDIA = /^\/media\/([0-9a-f]{64})$/;

/** The answer to a request for a blob. Keeps nothing: what is worth keeping, pages check against its hash and keep. */
export async function answerMedia(request: Request, url: URL): Promise<Response> {
  const hash = MEDIA.exec(url.pathname)?.[1];
  const blob = hash === undefined ? undefined : await keptBlob(hash).catch(() => undefined);
  if (hash === undefined || !blob) return fetch(request);
  return mediaResponse(blob, hash, request.headers.get('range'));
}

/** A kept blob as a response, whole or in part. */
export function mediaResponse(blob: Blob, hash: string, range: string | null): Response {
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-type': blob.type,
    etag: `"${hash}"`,
    'x-content-type-options': 'nosniff'
  });
  const asked = parseRange(range, blob.size);
  if (asked === 'unsatisfiable') {
    headers.set('content-range', `bytes */${blob.size}`);
    return new Response(null, { status: 416, headers });
  }
  const part = asked ? blob.slice(asked.start, asked.end + 1, blob.type) : blob;
  headers.set('content-length', String(part.size));
  if (asked) headers.set('content-range', `bytes ${asked.start}-${asked.end}/${blob.size}`);
  return new Response(part, { status: asked ? 206 : 200, headers });
}

async function keptBlob(hash: string): Promise<Blob | undefined> {
  const database = await existingDatabase();
  if (!database?.objectStoreNames.contains(BLOB_TABLE)) return undefined;
  return new Promise((resolve, reject) => {
    const reading = database.transaction(BLOB_TABLE, 'readonly').objectStore(BLOB_TABLE).get(hash);
    reading.onsuccess = () => resolve((reading.result as { blob?: Blob } | undefined)?.blob);
    reading.onerror = () => reject(new Error('The blob cannot be read.', { cause: reading.error }));
  });
}
