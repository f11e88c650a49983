// Which of a workspace's shards an asset lies in, and which of them are likely to be written to now.
import type { AssetId } from 'shared/gallery';
import type { Shard } from 'shared/sync';

/** Shards of one workspace that may hold a socket. */
const MOST_FOLLOWED = 4;

/** Each writer's newest shard, as far as few are enough. */
export function newestOf(shards: ReadonlyMap<string, Shard>): Set<string> {
  const newestFirst = [...shards].sort(([, a], [, b]) => b.openedAt - a.openedAt);
  const writers = new Map<string, string>();
  for (const [id, { writer }] of newestFirst) if (!writers.has(writer)) writers.set(writer, id);
  return new Set([...writers.values()].slice(0, MOST_FOLLOWED));
}

/** An asset's id begins with its shard's. */
export const shardOf = (id: AssetId) => id.slice(0, id.indexOf('.'));

export function byShard(ids: readonly AssetId[]): Map<string, AssetId[]> {
  const groups = new Map<string, AssetId[]>();
  for (const id of ids) {
    const shardId = shardOf(id);
    const group = groups.get(shardId);
    if (group) group.push(id);
    else groups.set(shardId, [id]);
  }
  return groups;
}
