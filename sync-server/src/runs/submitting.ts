// Sends a queued item: intent committed first, one POST, its outcome committed at once.
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { itemProblem, type ItemProblem } from 'shared/runs';
import { randomHex } from 'shared/kernel';
import { inputsOf, type Submission } from '#area/engine';
import { writeFacts } from './facts.ts';
import { itemRecipe, type Held } from './held.ts';
import { releaseItems } from './ledger.ts';
import { letGo, LostItem, moveItem, type Change } from './store.ts';
import type { Step, Works } from './steps.ts';

/** Who waits for a commit that must not fail tries again this often, in milliseconds. */
const COMMIT_AGAIN = 1_000;

export const submitItem: Step = async (works, item) => {
  const references = await upload(works, item);
  if (!references) return false;
  const token = await commitIntent(works, item, references);
  if (token === undefined) return false;
  // A stalled process may have lost its lease between the commit and here; then another one has the say.
  if (works.store.now() >= item.leaseUntil) return recordRefusal(works, item, { problem: null, retryAfter: 0 });
  const inputs = inputsOf(itemRecipe(item.run, item), references, works.engine.kind);
  const submission = await works.engine
    .submit(item.run.recipe.model, inputs, works.webhook ? { webhook: works.webhook(token) } : {})
    .catch((error: unknown): Submission => ({ outcome: 'unknown', error: error instanceof Error ? error.name : 'unknown' }));
  switch (submission.outcome) {
    case 'accepted':
      works.keyPause.answered();
      return recordAcceptance(works, item, submission.prediction.id);
    case 'refused':
      if (submission.pausesKey) works.keyPause.keyRefused();
      else if (submission.retryAfter !== undefined) works.keyPause.refusedForNow(submission.retryAfter);
      else works.keyPause.answered();
      return recordRefusal(works, item, { ...submission, retryAfter: submission.pausesKey ? 0 : submission.retryAfter });
    case 'unknown':
      return recordUnknown(works, item, submission.error);
  }
};

/** Addresses of the references in the recipe's order; undefined when the item ended or went back to the queue. */
async function upload(works: Works, item: Held): Promise<string[] | undefined> {
  const urls: string[] = [];
  try {
    for (const { hash } of itemRecipe(item.run, item).references) {
      urls.push(await works.uploads.address(works.engine, hash, () => fileOf(works, item.run.workspaceId, hash)));
    }
    return urls;
  } catch (error) {
    if (error instanceof MissingReference) await fail(works, item, itemProblem('reference-missing'));
    else await putBack(works, item);
    return undefined;
  }
}

class MissingReference extends Error {}

async function fileOf({ blobs }: Works, workspaceId: string, hash: string): Promise<{ bytes: Uint8Array; type: string }> {
  const info = await blobs.info(workspaceId, hash);
  const bytes = info && (await blobs.bytes(workspaceId, hash));
  if (!info || !bytes) throw new MissingReference();
  return { bytes, type: info.type };
}

async function fail({ store }: Works, item: Held, reason: ItemProblem): Promise<void> {
  await store.change(item.run.id, async (change) => {
    await moveItem(change, item, 'failed', { problem: JSON.stringify(reason) });
    await releaseItems(change, [item]);
  });
}

async function putBack({ store, timings }: Works, item: Held): Promise<void> {
  await store.change(item.run.id, async (change) => {
    const delay = Math.min(timings.copyAgain * 2 ** Math.min(item.fence, 20), timings.longest);
    await moveItem(change, item, 'queued', {
      ...letGo(change.now + delay),
      problem: JSON.stringify(itemProblem('upload-failed'))
    });
  });
}

/** Commits that the POST is about to be sent, and answers the token of its webhook; undefined when the run was paused meanwhile. */
async function commitIntent({ store, timings }: Works, item: Held, references: string[]): Promise<string | undefined> {
  const number = item.attempts + 1;
  const token = randomHex(16);
  const facts = references.length > 0 ? { references } : {};
  const sending = await store.change(item.run.id, async (change) => {
    const { now, run, tx } = change;
    if (run.paused) {
      await moveItem(change, item, 'queued', letGo(now));
      return undefined;
    }
    await moveItem(change, item, 'submitting', {
      attempts: number,
      submitted_at: now,
      lease_until: now + timings.lease,
      result: writeFacts(facts),
      problem: null
    });
    await tx
      .insertInto('attempt')
      .values({
        id: attemptId(item.id, number),
        item_id: item.id,
        number,
        outcome: 'submitting',
        token,
        prediction_id: null,
        error: null,
        created_at: now,
        answered_at: null
      })
      .execute();
    return { at: now, leaseUntil: now + timings.lease };
  });
  if (!sending) return undefined;
  Object.assign(item, { state: 'submitting', attempts: number, submittedAt: sending.at, leaseUntil: sending.leaseUntil, facts });
  return token;
}

/**
 * Commits the prediction's id. It counts by the attempt, not by the lease: an id that exists is never thrown away, even when another process
 * has found the item unanswered meanwhile.
 */
async function recordAcceptance(works: Works, item: Held, predictionId: string): Promise<boolean> {
  const row = await insist(works, () =>
    works.store.change(item.run.id, async (change) => {
      await answerAttempt(change, item, { outcome: 'accepted', prediction_id: predictionId });
      return change.tx
        .updateTable('item')
        .set({ state: 'submitted', prediction_id: predictionId, due_at: change.now, problem: null, revision: change.run.revision })
        .where('id', '=', item.id)
        .where('attempts', '=', item.attempts)
        .where('state', 'in', ['submitting', 'uncertain'])
        .returning('fence')
        .executeTakeFirst();
    })
  );
  if (row?.fence !== item.fence) return false;
  Object.assign(item, { state: 'submitted', predictionId });
  return true;
}

/** Nothing was started: back to the queue where waiting helps, else an end without charge. */
async function recordRefusal(works: Works, item: Held, refused: { problem: ItemProblem | null; retryAfter?: number }): Promise<false> {
  const { timings } = works;
  await insist(works, () =>
    works.store.change(item.run.id, async (change) => {
      await answerAttempt(change, item, { outcome: 'refused', error: refused.problem?.code ?? 'not-sent' });
      const { cancel_requested: cancelled } = await change.tx
        .selectFrom('item')
        .select('cancel_requested')
        .where('id', '=', item.id)
        .executeTakeFirstOrThrow();
      const problem = refused.problem && JSON.stringify(refused.problem);
      if (refused.retryAfter !== undefined && !cancelled) {
        const delay = Math.min(refused.retryAfter * 2 ** Math.min(item.attempts - 1, 10), Math.max(refused.retryAfter, timings.longest));
        await moveItem(change, item, 'queued', { ...letGo(change.now + delay), submitted_at: null, problem });
        return;
      }
      await moveItem(change, item, cancelled ? 'cancelled' : 'failed', { problem: cancelled ? null : problem });
      await releaseItems(change, [item]);
    })
  );
  return false;
}

async function recordUnknown(works: Works, item: Held, error: string): Promise<false> {
  await insist(works, () =>
    works.store.change(item.run.id, async (change) => {
      await answerAttempt(change, item, { outcome: 'unknown', error });
      await moveItem(change, item, 'uncertain', {
        ...letGo(change.now + works.timings.lookUp),
        problem: JSON.stringify(itemProblem('uncertain'))
      });
    })
  );
  return false;
}

/** Found after a restart, or by a lease that ran out: whether the POST was sent cannot be known. */
export const doubtItem: Step = async ({ store }, item) => {
  await store.change(item.run.id, async (change) => {
    await answerAttempt(change, item, { outcome: 'unknown', error: 'interrupted' });
    await moveItem(change, item, 'uncertain', { problem: JSON.stringify(itemProblem('uncertain')) });
  });
  item.state = 'uncertain';
  return true;
};

export function attemptId(itemId: string, number: number): string {
  return `${itemId}.${number}`;
}

async function answerAttempt(
  { tx, now }: Change,
  item: Held,
  answer: { outcome: string; prediction_id?: string; error?: string }
): Promise<void> {
  await tx
    .updateTable('attempt')
    .set({ ...answer, answered_at: sql<number>`coalesce(answered_at, ${now})` })
    .where('id', '=', attemptId(item.id, item.attempts))
    .execute();
}

/** Repeats a commit whose loss would cost money, for example while the disk is full, for some minutes or until the server drains. */
async function insist<Result>(works: Works, commit: () => Promise<Result>): Promise<Result> {
  const until = works.store.now() + works.timings.longest;
  for (;;) {
    try {
      return await commit();
    } catch (error) {
      if (error instanceof LostItem || works.stop.aborted || works.store.now() > until) throw error;
      works.log.warn(
        { area: 'runs', error: error instanceof Error ? error.name : 'unknown' },
        'The outcome of a submission could not be written yet.'
      );
      await wait(COMMIT_AGAIN, undefined, { ref: false });
    }
  }
}
