// The thread that owns the sandbox's database, so that the event loop never waits for a disk.
import { parentPort, workerData } from 'node:worker_threads';
import { Store } from './store.ts';
import type { StoreAnswer, StoreCall, StoreMethod } from './store-thread.ts';

if (!parentPort) throw new Error('This file runs as a worker thread.');
const port = parentPort;
const store = new Store(String(workerData));
let waiting: StoreCall[] = [];

port.on('message', (call: StoreCall | 'close') => {
  if (call === 'close') {
    answerAll();
    store.close();
    port.close();
    return;
  }
  if (waiting.length === 0) setImmediate(answerAll);
  waiting.push(call);
});

/** Everything that arrived in one turn of the loop shares one commit; when that fails, each call is tried alone. */
function answerAll(): void {
  const calls = waiting;
  waiting = [];
  if (calls.length === 0) return;
  let answers: StoreAnswer[];
  try {
    answers = store.together(() => calls.map(({ id, method, args }) => ({ id, value: invoke(method, args) })));
  } catch {
    answers = calls.map(answerAlone);
  }
  for (const answer of answers) port.postMessage(answer);
}

function answerAlone({ id, method, args }: StoreCall): StoreAnswer {
  try {
    return { id, value: store.together(() => invoke(method, args)) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

function invoke(method: StoreMethod, args: readonly unknown[]): unknown {
  const call = store[method] as (...args: unknown[]) => unknown;
  return call.apply(store, [...args]);
}
