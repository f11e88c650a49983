// The way to the search worker: its own file, so that tests can stand at the other end.
import type { FromWorker, ToWorker } from './search-messages.ts';

export interface SearchPort {
  post(message: ToWorker): void;
  /** No more answers are wanted. */
  close(): void;
}

/** Starts a worker with an empty index. */
export function openSearchPort(heard: (message: FromWorker) => void): SearchPort {
  const worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => heard(data);
  return { post: (message) => worker.postMessage(message), close: () => worker.terminate() };
}
