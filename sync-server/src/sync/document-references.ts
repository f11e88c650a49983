// What documents refer to, read as it is stored: logs, snapshots and earlier states, without a document being built.
import type { Database, Query } from '#platform/database';
import { unpackState } from './stored-state.ts';

/** Everything stored of a workspace's documents, and a version that changes with every update. For whoever looks for references. */
export function documentReferences(database: Database) {
  const { db } = database;
  const documents = async (workspaceId: string) =>
    (await db.selectFrom('document').select('name').where('workspace_id', '=', workspaceId).where('purged_at', 'is', null).execute()).map(
      ({ name }) => name
    );
  return {
    async *read(workspaceId: string): AsyncIterable<Uint8Array> {
      for (const name of await documents(workspaceId)) {
        // The log before the snapshot that may be replacing it.
        for (const { payload } of await db.selectFrom('update_log').select('payload').where('document', '=', name).execute()) yield payload;
        const snapshot = await db.selectFrom('snapshot').select('state').where('document', '=', name).executeTakeFirst();
        if (snapshot) yield await unpackState(snapshot.state);
        for (const { id } of await db.selectFrom('history').select('id').where('document', '=', name).execute()) {
          const earlier = await db.selectFrom('history').select('state').where('id', '=', id).executeTakeFirst();
          if (earlier) yield await unpackState(earlier.state);
        }
      }
    },
    async version(query: Query, workspaceId: string): Promise<string> {
      const row = await query
        .selectFrom('document')
        .select(({ fn }) => [fn.sum<number | null>('seq').as('updates'), fn.countAll<number>().as('documents')])
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirstOrThrow();
      return `${row.updates ?? 0}/${row.documents}`;
    }
  };
}
