// Grants of blobs as the collection of unreferenced ones sees them.
import { blobInfoSchema } from 'shared/blobs';
import type { Query } from '#platform/database';

/** Rows of one statement. */
const BATCH = 400;

export interface GrantState {
  readonly since: number | null;
  /** Its thumbnail, which is referred to whenever the blob is. */
  readonly thumb: string | undefined;
}

/** Workspaces that may read any blob, by id from after `after`. */
export async function workspacesWithBlobs(query: Query, after: string, limit: number): Promise<string[]> {
  const rows = await query
    .selectFrom('blob_grant')
    .select('workspace_id')
    .distinct()
    .where('workspace_id', '>', after)
    .orderBy('workspace_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.workspace_id);
}

/** All grants of a workspace by hash. */
export async function grantsOf(query: Query, workspaceId: string): Promise<Map<string, GrantState>> {
  const grants = new Map<string, GrantState>();
  for (let after = ''; ;) {
    const rows = await query
      .selectFrom('blob_grant')
      .leftJoin('blob', 'blob.hash', 'blob_grant.hash')
      .select(['blob_grant.hash', 'blob_grant.unreferenced_since', 'blob.info'])
      .where('blob_grant.workspace_id', '=', workspaceId)
      .where('blob_grant.hash', '>', after)
      .orderBy('blob_grant.hash')
      .limit(BATCH)
      .execute();
    for (const { hash, unreferenced_since: since, info } of rows) {
      grants.set(hash, { since, thumb: info ? blobInfoSchema.parse(JSON.parse(info)).thumb.hash : undefined });
    }
    if (rows.length < BATCH) return grants;
    after = rows.at(-1)?.hash ?? '';
  }
}

/** Notes since when nothing refers to the blobs; null: something does. */
export async function note(query: Query, workspaceId: string, hashes: readonly string[], since: number | null): Promise<void> {
  for (const some of batches(hashes)) {
    await query
      .updateTable('blob_grant')
      .set({ unreferenced_since: since })
      .where('workspace_id', '=', workspaceId)
      .where('hash', 'in', some)
      .execute();
  }
}

/** Blobs of a workspace that nothing has referred to since `before`, nor were brought again since then. */
export async function dueGrants(query: Query, workspaceId: string, before: number): Promise<{ hash: string; bytes: number }[]> {
  const rows = await query
    .selectFrom('blob_grant')
    .leftJoin('blob', 'blob.hash', 'blob_grant.hash')
    .select(['blob_grant.hash', 'blob.bytes'])
    .where('workspace_id', '=', workspaceId)
    .where('unreferenced_since', '<=', before)
    .where('blob_grant.created_at', '<=', before)
    .execute();
  return rows.map(({ hash, bytes }) => ({ hash, bytes: bytes ?? 0 }));
}

/** Takes the grants back that are still due, and the rows of blobs that nobody may read any more; the hashes of the latter. */
export async function takeBack(query: Query, workspaceId: string, hashes: readonly string[], before: number): Promise<string[]> {
  await query
    .deleteFrom('blob_grant')
    .where('workspace_id', '=', workspaceId)
    .where('hash', 'in', [...hashes])
    .where('unreferenced_since', '<=', before)
    .where('created_at', '<=', before)
    .execute();
  const gone = await query
    .deleteFrom('blob')
    .where('hash', 'in', [...hashes])
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('blob_grant').select('blob_grant.hash').whereRef('blob_grant.hash', '=', 'blob.hash')))
    )
    .returning('hash')
    .execute();
  return gone.map(({ hash }) => hash);
}

/** Which of the hashes the index has. */
export async function indexed(query: Query, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await query
    .selectFrom('blob')
    .select('hash')
    .where('hash', 'in', [...hashes])
    .execute();
  return new Set(rows.map(({ hash }) => hash));
}

/** The items in runs of at most one statement's size. */
export function* batches<Item>(items: readonly Item[]): Iterable<Item[]> {
  for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH);
}
