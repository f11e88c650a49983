// Fetches, checks and keeps copies of blobs beside the page's own thread.
import { answerOrders, BLOB_TABLE, existingDatabase, type BlobRow } from '#lib/platform';
import { fetchCopy, type CopyOutcome } from './fetch-copy.ts';
import type { PlannedCopy } from './plan.ts';

async function keep(row: BlobRow): Promise<void> {
  const database = await existingDatabase();
  if (!database) throw new Error('This device keeps nothing.');
  const writing = database.transaction(BLOB_TABLE, 'readwrite');
  writing.objectStore(BLOB_TABLE).put(row);
  await new Promise<void>((resolve, reject) => {
    writing.oncomplete = () => resolve();
    writing.onabort = writing.onerror = () => reject(writing.error ?? new Error('It was not kept.'));
  });
}

answerOrders<PlannedCopy, CopyOutcome>((copy) => fetchCopy(copy, { load: (path) => fetch(path, { credentials: 'same-origin' }), keep }));
