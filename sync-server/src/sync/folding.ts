// Folds documents without holding up the others: a large one takes hundreds of milliseconds, so it is folded in a thread of its own.
import { Worker } from 'node:worker_threads';
import { foldUpdates, type FoldedUpdates } from './fold-updates.ts';
import { packState } from './stored-state.ts';

/** Bytes from which on starting a thread holds the others up less than folding does. */
const LARGE = 512 * 1024;

/** A document's state as it is stored. */
export interface Folded extends Omit<FoldedUpdates, 'update'> {
  /** The packed update. */
  readonly state: Uint8Array;
  /** Length of the update before it was packed. */
  readonly bytes: number;
}

/** Large documents are folded one after the other: each is in memory a second time meanwhile. */
let turn: Promise<unknown> = Promise.resolve();

/** Folds what is stored of a document into one state. Throws where a part of it is missing. */
export async function fold(updates: readonly Uint8Array[]): Promise<Folded> {
  const size = updates.reduce((sum, { length }) => sum + length, 0);
  const { update, stateVector, deleteSet } = size < LARGE ? foldUpdates(updates) : await inTurn(() => foldApart(updates));
  return { state: await packState(update), bytes: update.length, stateVector, deleteSet };
}

function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = turn.then(work);
  turn = result.catch(() => undefined);
  return result;
}

function foldApart(updates: readonly Uint8Array[]): Promise<FoldedUpdates> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./folding-worker.ts', import.meta.url), { workerData: updates, execArgv: [] });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread that folds has ended.')));
  });
}
