// Follows a submitted item until the provider is done with it, by asking at growing intervals.
import { Problem } from 'shared/kernel';
import { itemProblem } from 'shared/runs';
import type { Prediction } from '#area/engine';
import { writeFacts, type Facts } from './facts.ts';
import type { Held } from './held.ts';
import { releaseItems, settleItem } from './ledger.ts';
import { moveItem } from './store.ts';
import { pause, Stopped, unlessStopped, type Step, type Works } from './steps.ts';

export const followItem: Step = async (works, item) => {
  const { timings, store } = works;
  let interval = firstInterval(works, item);
  let goneSince: number | undefined;
  let told = item.resumed ? undefined : await works.arrivals.within(item.id, pause(works, interval));
  for (;;) {
    // Only an end that the provider itself told is taken for its word.
    const seen = told && told.id === item.predictionId && told.status !== 'running' ? told : await look(works, item);
    if (seen === 'gone') {
      goneSince ??= store.now();
      if (store.now() - goneSince >= timings.goneAfter) return giveUp(works, item);
    } else {
      goneSince = undefined;
      if (seen !== 'unknown' && seen.status === 'completed') return startCopying(works, item, seen);
      if (seen !== 'unknown' && seen.status === 'failed') return fail(works, item, seen);
    }
    told = await works.arrivals.within(item.id, pause(works, interval));
    interval = Math.min(interval * 1.5, timings.pollMost);
  }
};

function firstInterval({ engine, timings }: Works, item: Held): number {
  if (engine.kind === 'sandbox') return timings.poll.sandbox;
  return item.run.video ? timings.poll.video : timings.poll.image;
}

async function look(works: Works, item: Held): Promise<Prediction | 'gone' | 'unknown'> {
  try {
    return await unlessStopped(works, works.engine.result(item.predictionId ?? ''));
  } catch (error) {
    if (error instanceof Stopped) throw error;
    return error instanceof Problem && error.code === 'not-found' ? 'gone' : 'unknown';
  }
}

async function startCopying({ store }: Works, item: Held, prediction: Prediction): Promise<true> {
  const now = store.now();
  const watched = now - (item.submittedAt ?? now);
  const facts: Facts = {
    ...item.facts,
    made: {
      outputs: prediction.outputs.filter((output) => typeof output === 'string'),
      nsfw: [...prediction.nsfw],
      // Nobody watched while the server was down, so only the provider's own figure is true then.
      took: Math.max(0, Math.round(item.resumed ? (prediction.inferenceMs ?? watched) : watched)),
      at: now
    },
    copyingSince: now
  };
  await store.change(item.run.id, (change) => moveItem(change, item, 'copying', { result: writeFacts(facts), due_at: change.now }));
  Object.assign(item, { state: 'copying', facts });
  return true;
}

/** The provider does not charge what it failed to make. */
async function fail({ store }: Works, item: Held, { problem }: Prediction): Promise<false> {
  await store.change(item.run.id, async (change) => {
    await moveItem(change, item, 'failed', { problem: problem ? JSON.stringify(problem) : null });
    await releaseItems(change, [item]);
  });
  return false;
}

/** Deleted at the provider or older than it keeps: there is no proof that it was not charged. */
async function giveUp({ store }: Works, item: Held): Promise<false> {
  await store.change(item.run.id, async (change) => {
    await moveItem(change, item, 'failed', { problem: JSON.stringify(itemProblem('gone')) });
    await settleItem(change, item);
  });
  return false;
}
