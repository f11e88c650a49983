// Copies of documents whose edits the server would not have, kept aside on this device for a while.
import { mergeUpdatesV2 } from 'yjs';
import { db, type AsideRow } from '#lib/platform';
import { forgetReplica } from './replica.ts';

/** Milliseconds that a copy stays. */
const KEPT_FOR = 30 * 86_400_000;

const generationKey = (name: string) => `generation-${name}`;

/** How many replicas of a document this device has put aside, which is the number of the one to use. */
export async function generationOf(name: string): Promise<number> {
  const { keyValue } = await db();
  const value = (await keyValue.get(generationKey(name)))?.value;
  return typeof value === 'number' ? value : 0;
}

/**
 * Keeps a copy aside and makes the next replica the one to use; edits that wait to be sent are part of the copy and wait no
 * longer. Tabs that put the same replica aside put all they have into one copy. Rejects, with nothing changed, where it cannot be kept.
 */
export async function putAside(copy: Omit<AsideRow, 'at'>, now = Date.now()): Promise<void> {
  const database = await db();
  const { aside, keyValue, unsent } = database;
  const { name, generation } = copy;
  await database.transaction('rw', aside, keyValue, unsent, async () => {
    const kept = await aside.get([name, generation]);
    const state = kept ? mergeUpdatesV2([kept.state, copy.state]) : copy.state;
    await aside.put({ ...copy, at: kept?.at ?? now, state });
    const current = (await keyValue.get(generationKey(name)))?.value;
    const next = Math.max(typeof current === 'number' ? current : 0, generation + 1);
    await keyValue.put({ key: generationKey(name), value: next });
    await unsent.where('[name+tab]').between([name, ''], [name, '\uffff']).delete();
  });
}

/** Deletes copies for good, with the replicas they were made of. */
export async function discardAside(rows: readonly Pick<AsideRow, 'name' | 'generation'>[]): Promise<void> {
  const { aside } = await db();
  await aside.bulkDelete(rows.map(({ name, generation }) => [name, generation]));
  for (const { name, generation } of rows) forgetReplica(name, generation);
}

/** Deletes copies that were kept for as long as they are kept. */
export async function sweepAside(now = Date.now()): Promise<void> {
  const { aside } = await db();
  const over = await aside
    .where('at')
    .belowOrEqual(now - KEPT_FOR)
    .toArray();
  if (over.length > 0) await discardAside(over);
}
