// The thread in which one large document is folded: takes updates, answers the state, ends.
import { parentPort, workerData } from 'node:worker_threads';
import { foldUpdates } from './fold-updates.ts';

parentPort?.postMessage(foldUpdates(workerData as readonly Uint8Array[]));
