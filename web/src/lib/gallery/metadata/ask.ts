// The way to the worker that reads and writes metadata.
import { WorkerClient } from '#lib/platform';
import type { Answer, Order } from './metadata.worker.ts';
import type { Origin } from './own.ts';
import type { Written, WriteOrder } from './write.ts';
import type { ZipEntry } from './zip.ts';

/** Milliseconds after which a file counts as one that nothing can be read from. */
const PATIENCE = 120_000;

const client = new WorkerClient<Order, Answer>(() => new Worker(new URL('./metadata.worker.ts', import.meta.url), { type: 'module' }), {
  patience: PATIENCE
});

/** Where a picture comes from; nothing where its metadata cannot be read, for that never keeps a picture out. */
export async function askOrigin(file: Blob): Promise<Origin> {
  const answer = await client.ask({ read: file }).catch(() => ({ error: 'unread' }));
  return 'origin' in answer ? answer.origin : {};
}

/** A file in another format or with other metadata. Throws when it cannot be made. */
export async function askWritten(order: WriteOrder): Promise<Written> {
  const answer = await client.ask({ write: order });
  if ('file' in answer) return answer;
  throw new Error('error' in answer ? answer.error : 'The worker answered something else.');
}

/** One zip of some files. Throws when it cannot be made. */
export async function askZip(entries: readonly ZipEntry[]): Promise<Blob> {
  const answer = await client.ask({ zip: entries }, [], 10 * PATIENCE);
  if ('zip' in answer) return answer.zip;
  throw new Error('error' in answer ? answer.error : 'The worker answered something else.');
}
