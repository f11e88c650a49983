// The rows of earlier states: copied out of snapshots within the database, listed, bounded and thinned.
import { sql } from 'kysely';
import type { HistoryEntry } from 'shared/sync';
import type { Query } from '#platform/database';

/** States listed at once; a document has fewer. */
const MAX_LISTED = 500;

export interface NewState {
  readonly id: string;
  readonly document: string;
  readonly name: string | null;
  readonly by: string | null;
  readonly now: number;
}

/**
 * Copies the document's snapshot into its history; false where there is nothing to copy, or the document was purged.
 * Call it inside a transaction: the document's row stays locked until its end.
 */
export async function copySnapshot(query: Query, { id, document, name, by, now }: NewState): Promise<boolean> {
  const snapshot = await query.selectFrom('snapshot').select('seq').where('document', '=', document).executeTakeFirst();
  const held = await query
    .updateTable('document')
    .set({ history_seq: snapshot?.seq ?? 0, history_at: now })
    .where('name', '=', document)
    .where('purged_at', 'is', null)
    .executeTakeFirst();
  if (!snapshot || held.numUpdatedRows === 0n) return false;
  await query
    .insertInto('history')
    .columns(['id', 'document', 'workspace_id', 'seq', 'name', 'created_at', 'by', 'bytes', 'state'])
    .expression(
      query
        .selectFrom('snapshot')
        .innerJoin('document', 'document.name', 'snapshot.document')
        .select([
          sql<string>`cast(${id} as text)`.as('id'),
          'snapshot.document',
          'document.workspace_id',
          'snapshot.seq',
          sql<string | null>`cast(${name} as text)`.as('name'),
          sql<number>`cast(${now} as bigint)`.as('created_at'),
          sql<string | null>`cast(${by} as text)`.as('by'),
          sql<number>`length(snapshot.state)`.as('bytes'),
          'snapshot.state'
        ])
        .where('snapshot.document', '=', document)
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return true;
}

/** What is known of a document's earlier states, newest first. */
export async function listStates(query: Query, document: string): Promise<HistoryEntry[]> {
  const rows = await query
    .selectFrom('history')
    .select(['id', 'name', 'created_at', 'by', 'bytes'])
    .where('document', '=', document)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(MAX_LISTED)
    .execute();
  return rows.map(({ created_at: createdAt, ...entry }) => ({ ...entry, createdAt }));
}

/** Documents of these kinds whose newest updates no state contains and whose last state is older than `before`. */
export async function dueDocuments(query: Query, kinds: readonly string[], before: number, limit: number): Promise<string[]> {
  if (kinds.length === 0) return [];
  const rows = await query
    .selectFrom('document')
    .select('name')
    .where('kind', 'in', [...kinds])
    .whereRef('seq', '>', 'history_seq')
    .where('history_at', '<=', before)
    .where('created_at', '<=', before)
    .where('purged_at', 'is', null)
    .orderBy('history_at')
    .limit(limit)
    .execute();
  return rows.map(({ name }) => name);
}

/** Puts off the next state of a document whose state could not be taken. */
export async function postpone(query: Query, document: string, now: number): Promise<void> {
  await query.updateTable('document').set({ history_at: now }).where('name', '=', document).execute();
}

/** The document's automatic states. */
export function automaticStates(query: Query, document: string): Promise<{ id: string; created_at: number }[]> {
  return query.selectFrom('history').select(['id', 'created_at']).where('document', '=', document).where('name', 'is', null).execute();
}

/** Documents with more than one automatic state, by name from after `after`. */
export async function documentsWithHistory(query: Query, after: string, limit: number): Promise<string[]> {
  const rows = await query
    .selectFrom('history')
    .select('document')
    .where('document', '>', after)
    .where('name', 'is', null)
    .groupBy('document')
    .having(({ fn }) => fn.countAll<number>(), '>', 1)
    .orderBy('document')
    .limit(limit)
    .execute();
  return rows.map(({ document }) => document);
}

export async function removeStates(query: Query, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await query
      .deleteFrom('history')
      .where('id', 'in', [...ids])
      .execute();
}

/** How many named states a document has. */
export async function countNamed(query: Query, document: string): Promise<number> {
  const row = await query
    .selectFrom('history')
    .select(({ fn }) => fn.countAll<number>().as('named'))
    .where('document', '=', document)
    .where('name', 'is not', null)
    .executeTakeFirstOrThrow();
  return row.named;
}

/** Bytes of all earlier states of the workspace, or of its named ones alone. */
export async function bytesOfStates(query: Query, workspaceId: string, which: 'all' | 'named'): Promise<number> {
  const row = await query
    .selectFrom('history')
    .select(({ fn }) => fn.sum<number | null>('bytes').as('bytes'))
    .where('workspace_id', '=', workspaceId)
    .$if(which === 'named', (named) => named.where('name', 'is not', null))
    .executeTakeFirst();
  return row?.bytes ?? 0;
}

/** Removes the workspace's oldest automatic states until so many bytes are free. */
export async function removeOldest(query: Query, workspaceId: string, excess: number): Promise<void> {
  let left = excess;
  while (left > 0) {
    const oldest = await query
      .selectFrom('history')
      .select(['id', 'bytes'])
      .where('workspace_id', '=', workspaceId)
      .where('name', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .limit(20)
      .execute();
    if (oldest.length === 0) return;
    const going: string[] = [];
    for (const { id, bytes } of oldest) {
      if (left <= 0) break;
      going.push(id);
      left -= bytes;
    }
    await removeStates(query, going);
  }
}
