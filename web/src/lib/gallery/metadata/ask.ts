// The way to the worker that reads and writes metadata.
import type { Answer, Order } from './metadata.worker.ts';
import type { Origin } from './own.ts';
import type { Written, WriteOrder } from './write.ts';
import type { ZipEntry } from './zip.ts';

let worker: Worker | undefined;
/** Milliseconds after which a file counts as one that nothing can be read from. */
const PATIENCE = 120_000;

function ask(order: Order, patience = PATIENCE): Promise<Answer> {
  const asking = (worker ??= new Worker(new URL('./metadata.worker.ts', import.meta.url), { type: 'module' }));
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      port1.close();
      resolve(answer);
    };
    const timer = setTimeout(() => {
      worker = undefined;
      asking.terminate();
      settle({ error: 'The worker did not answer.' });
    }, patience);
    port1.onmessage = ({ data }: MessageEvent<Answer>) => settle(data);
    asking.postMessage(order, [port2]);
  });
}

/** Where a picture comes from; nothing where its metadata cannot be read, for that never keeps a picture out. */
export async function askOrigin(file: Blob): Promise<Origin> {
  const answer = await ask({ read: file });
  return 'origin' in answer ? answer.origin : {};
}

/** A file in another format or with other metadata. Throws when it cannot be made. */
export async function askWritten(order: WriteOrder): Promise<Written> {
  const answer = await ask({ write: order });
  if ('file' in answer) return answer;
  throw new Error('error' in answer ? answer.error : 'The worker answered something else.');
}

/** One zip of some files. Throws when it cannot be made. */
export async function askZip(entries: readonly ZipEntry[]): Promise<Blob> {
  const answer = await ask({ zip: entries }, 10 * PATIENCE);
  if ('zip' in answer) return answer.zip;
  throw new Error('error' in answer ? answer.error : 'The worker answered something else.');
}
