// Writes what the server makes into gallery documents, one of its own shards after the other, as any device would.
import type { Rooms } from '#area/sync';
import type { Database } from '#platform/database';
import { addAsset, setMembership, SHARD_ASSETS, type Asset } from 'shared/gallery';
import { DIRECTORY_ID, registerShard } from 'shared/sync';

export interface GalleriesOptions {
  readonly database: Database;
  readonly rooms: Pick<Rooms, 'change'>;
}

/** Name of the server among the writers of shards. */
const WRITER = 'server';
/** Shards known to be listed in their directory that are remembered. */
const MAX_LISTED = 10_000;

export class Galleries {
  readonly #database: Database;
  readonly #rooms: Pick<Rooms, 'change'>;
  readonly #listed = new Set<string>();
  /** The last reservation of each workspace that is under way. */
  readonly #reserving = new Map<string, Promise<unknown>>();

  constructor({ database, rooms }: GalleriesOptions) {
    this.#database = database;
    this.#rooms = rooms;
  }

  /**
   * Keeps room for so many assets (1 to 1,000) in one of the server's shards of the workspace and answers with the shard's id,
   * which the assets' ids begin with. Room that is never used stays empty.
   */
  async reserve(workspaceId: string, assets: number): Promise<string> {
    if (!Number.isInteger(assets) || assets < 1 || assets > SHARD_ASSETS)
      throw new RangeError(`A shard holds 1 to ${SHARD_ASSETS} assets.`);
    // One after the other: several that find no room at once would each open a shard.
    const before = this.#reserving.get(workspaceId) ?? Promise.resolve();
    const mine = before.then(() => this.#take(workspaceId, assets));
    const settled = mine.catch(() => undefined);
    this.#reserving.set(workspaceId, settled);
    try {
      return await mine;
    } finally {
      if (this.#reserving.get(workspaceId) === settled) this.#reserving.delete(workspaceId);
    }
  }

  /**
   * Writes the assets into their shards, each named by its id, and resolves once they are durable. Repeatable: an asset that is
   * there already stays as it is, also in or out of the collection. A shard is listed in the directory before its first asset.
   */
  async deliver(workspaceId: string, records: readonly Asset[], collectionId?: string): Promise<void> {
    for (const [shardId, assets] of Map.groupBy(records, ({ id }) => id.slice(0, id.indexOf('.')))) {
      await this.#list(workspaceId, shardId);
      await this.#rooms.change({ workspaceId, kind: 'gallery', docId: shardId }, (doc) => {
        for (const asset of assets)
          if (addAsset(doc, asset) && collectionId !== undefined) setMembership(doc, asset.id, collectionId, true);
      });
    }
  }

  /** Takes room in a shard that has it, else in a new one. */
  async #take(workspaceId: string, assets: number): Promise<string> {
    const { db } = this.#database;
    // One statement finds and takes the room, so that two processes never take the same.
    const taken = await db
      .updateTable('gallery_shard')
      .set(({ eb }) => ({ assets: eb('assets', '+', assets) }))
      .where('workspace_id', '=', workspaceId)
      .where('assets', '<=', SHARD_ASSETS - assets)
      .where('shard_id', '=', ({ selectFrom }) =>
        selectFrom('gallery_shard as open')
          .select('open.shard_id')
          .where('open.workspace_id', '=', workspaceId)
          .where('open.assets', '<=', SHARD_ASSETS - assets)
          .orderBy('open.created_at')
          .orderBy('open.shard_id')
          .limit(1)
      )
      .returning('shard_id')
      .executeTakeFirst();
    if (taken) return taken.shard_id;
    const shardId = newShardId();
    await db.insertInto('gallery_shard').values({ workspace_id: workspaceId, shard_id: shardId, assets, created_at: Date.now() }).execute();
    return shardId;
  }

  async #list(workspaceId: string, shardId: string): Promise<void> {
    const key = `${workspaceId}/${shardId}`;
    if (this.#listed.has(key)) return;
    const openedAt = Date.now();
    await this.#rooms.change({ workspaceId, kind: 'directory', docId: DIRECTORY_ID }, (doc) =>
      registerShard(doc, shardId, { writer: WRITER, openedAt })
    );
    if (this.#listed.size >= MAX_LISTED) this.#listed.clear();
    this.#listed.add(key);
  }
}

/** `srv` and 12 random base-36 characters: no device makes such an id. */
function newShardId(): string {
  return `srv${Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join('')}`;
}
