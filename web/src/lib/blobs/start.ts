// Begins what blobs do behind the pages.
import { deviceCopies } from './copies.svelte.ts';
import { storage } from './storage.svelte.ts';
import { uploads } from './uploads.svelte.ts';

/** Shows and works the upload queue, learns which copies are here, and asks how safe local data is. Call once, after first paint. */
export async function startBlobs(): Promise<void> {
  await Promise.all([uploads.start(), deviceCopies.start(), storage.check()]);
}
