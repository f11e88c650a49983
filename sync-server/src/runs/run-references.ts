// What runs refer to: the pictures of their recipes and what was made of them, read as it is stored.
import type { Database, Query } from '#platform/database';

/** Runs read at once. */
const BATCH = 100;

/** Recipes and results of a workspace's runs, and a version that changes with every run. For whoever looks for references. */
export function runReferences(database: Database) {
  const { db } = database;
  return {
    async *read(workspaceId: string): AsyncIterable<string> {
      for (let after = ''; ;) {
        const runs = await db
          .selectFrom('run')
          .select(['id', 'recipe'])
          .where('workspace_id', '=', workspaceId)
          .where('id', '>', after)
          .orderBy('id')
          .limit(BATCH)
          .execute();
        for (const { id, recipe } of runs) {
          yield recipe;
          for (const { result, change } of await db.selectFrom('item').select(['result', 'change']).where('run_id', '=', id).execute()) {
            if (result) yield result;
            if (change) yield change;
          }
        }
        if (runs.length < BATCH) return;
        after = runs.at(-1)?.id ?? '';
      }
    },
    async version(query: Query, workspaceId: string): Promise<string> {
      const row = await query
        .selectFrom('run')
        .select(({ fn }) => [fn.sum<number | null>('revision').as('changes'), fn.countAll<number>().as('runs')])
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirstOrThrow();
      return `${row.changes ?? 0}/${row.runs}`;
    }
  };
}
