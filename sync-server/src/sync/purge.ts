// The end of a document: everything of it goes, and its row stays as the tombstone that no later write brings back to life.
import { Problem, problem } from 'shared/kernel';
import { formatName, syncProblem, type DocumentName } from 'shared/sync';
import type { Database, Query } from '#platform/database';

/** The Problem that whoever reads or writes a purged document meets. */
export const purged = () => syncProblem('document-purged');

export function isPurge(error: unknown): boolean {
  return error instanceof Problem && error.code === 'document-purged';
}

/** Throws the Problem `document-purged` for a tombstone. */
export async function assertNotPurged(query: Query, name: string): Promise<void> {
  const row = await query.selectFrom('document').select('purged_at').where('name', '=', name).executeTakeFirst();
  if (row && row.purged_at !== null) throw purged();
}

/** Keeps a document's row as it is until the transaction ends; false where it is a tombstone or missing. */
export async function lockUnlessPurged(query: Query, name: string): Promise<boolean> {
  const { numUpdatedRows } = await query
    .updateTable('document')
    .set(({ ref }) => ({ history_seq: ref('history_seq') }))
    .where('name', '=', name)
    .where('purged_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What a purge was decided on: it does not happen when the directory has changed since. */
export interface Ground {
  readonly directory: string;
  /** Sequence of the directory's newest update that was read. */
  readonly seq: number;
}

/** Purges a document in one transaction; false where the ground has changed or it was purged before. Galleries and directories are refused. */
export async function purgeDocument(database: Database, name: DocumentName, { directory, seq }: Ground, now: number): Promise<boolean> {
  if (name.kind === 'gallery' || name.kind === 'directory') throw problem('unexpected');
  const document = formatName(name);
  return database.db.transaction().execute(async (rows) => {
    const ground = await rows.selectFrom('document').select('seq').where('name', '=', directory).executeTakeFirst();
    if (ground?.seq !== seq || !(await lockUnlessPurged(rows, document))) return false;
    await rows.updateTable('document').set({ purged_at: now, updated_at: now }).where('name', '=', document).execute();
    await rows.deleteFrom('update_log').where('document', '=', document).execute();
    await rows.deleteFrom('snapshot').where('document', '=', document).execute();
    await rows.deleteFrom('history').where('document', '=', document).execute();
    return true;
  });
}
