// Everything a person can order about runs; the answer is shown at once, and refusals are said.
import type { EngineKind } from 'shared/accounts';
import { Problem, type Micros } from 'shared/kernel';
import type { NewRun, Priority, Run, Settlement } from 'shared/runs';
import { Unreachable } from '#lib/platform';
import { toaster } from '#lib/ui';
import { outbox } from './outbox.svelte.ts';
import type { OutboxEntry } from './outbox.ts';
import { order, postPriority, postSettlement, type Order } from './remote.ts';
import { runs } from './runs.svelte.ts';

/** Asks for a run: it is on this device when this resolves, and sent if the server can be reached. */
export async function submitRun(newRun: NewRun, price: Micros | null, engine: EngineKind | undefined): Promise<void> {
  await outbox.submit(newRun, price, engine);
}

/** Takes runs off this device that were never sent, and offers to put them back. */
export async function removeWaiting(entries: readonly OutboxEntry[]): Promise<void> {
  await outbox.remove(entries.map(({ id }) => id));
  const what = entries.length === 1 ? 'a run' : `${entries.length} runs`;
  toaster.show({ message: `Removed ${what} from this device. Nothing was sent.`, undo: () => outbox.restore(entries) });
}

/** Stops what was not sent yet; what the provider has is followed to its end, since it is billed. */
export const cancelRun = (id: string, itemId?: string) => give(id, 'cancel', itemId);

/** Sends no further items until the run is resumed. */
export const pauseRun = (id: string) => give(id, 'pause');
export const resumeRun = (id: string) => give(id, 'resume');

/** Asks again for one item that failed or was cancelled, or for all that failed. */
export const retryRun = (id: string, itemId?: string) => give(id, 'retry', itemId);

/** Which of this member's runs goes first. */
export const prioritiseRun = (id: string, priority: Priority) => take(() => postPriority(id, priority));

/** Ends an item whose answer was lost for good, by what the person found on the bill. */
export const settleItem = (id: string, itemId: string, as: Settlement['as']) => take(() => postSettlement(id, itemId, as));

const give = (id: string, what: Order, itemId?: string) => take(() => order(id, what, itemId));

async function take(ask: () => Promise<Run>): Promise<void> {
  try {
    runs.take(await ask());
  } catch (error) {
    if (error instanceof Problem) toaster.error(`${error.message} ${error.document.remedy}`);
    else if (error instanceof Unreachable)
      toaster.error('The server cannot be reached, so nothing was changed. Try again when you are connected.');
    else throw error;
  }
}
