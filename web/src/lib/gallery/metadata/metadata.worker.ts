// Reads and writes the metadata of pictures beside the page's own thread.
import { sniff, type MediaType } from 'shared/blobs';
import { answerOrders } from '#lib/platform';
import { originOf } from './origin.ts';
import type { Origin } from './own.ts';
import { written, type WriteOrder } from './write.ts';
import { zipped, type ZipEntry } from './zip.ts';

export type Order = { readonly read: Blob } | { readonly write: WriteOrder } | { readonly zip: readonly ZipEntry[] };
export type Answer =
  { readonly origin: Origin } | { readonly zip: Blob } | { readonly file: Blob; readonly type: MediaType } | { readonly error: string };

async function answer(order: Order): Promise<Answer> {
  try {
    if ('write' in order) return await written(order.write);
    if ('zip' in order) return { zip: await zipped(order.zip) };
    const bytes = new Uint8Array(await order.read.arrayBuffer());
    const type = sniff(bytes.subarray(0, 32));
    return { origin: type ? originOf(bytes, type) : {} };
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'unknown' };
  }
}

answerOrders(answer);
