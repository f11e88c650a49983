// Feeds the gallery from its documents and writes into them: the directory, every shard it lists, this device's own shard.
import {
  addAsset,
  countAssets,
  observeAssets,
  readAsset,
  readAssets,
  setField,
  type Asset,
  type AssetField,
  type AssetFields,
  type AssetId,
  type GalleryEntry
} from 'shared/gallery';
import { DIRECTORY_ID, observeDirectory, readShards, registerShard, type DocumentKind, type Shard as ShardNote } from 'shared/sync';
import type { WantedCopy } from '#lib/blobs';
import type { OpenDocument } from '#lib/sync';
import type { AssetChanges, AssetEntry, UnreadableAsset } from './collection.ts';
import type { OwnShard } from './own-shard.ts';

/** What the feed fills. */
export interface FeedTarget {
  readonly assets: readonly AssetEntry[];
  take(changes: AssetChanges): void;
  finishLoading(): void;
  clear(): void;
}

export interface FeedOptions {
  readonly target: FeedTarget;
  readonly open: (kind: DocumentKind, docId: string, workspaceId: string, followed: boolean) => Promise<OpenDocument>;
  /** Told which blobs this device should have, newest first, some time after they change. */
  readonly want: (copies: readonly WantedCopy[]) => void;
}

/** Milliseconds of quiet before the wish for copies is said anew. */
const WISH_AFTER = 300;

/** Shards of one workspace that may hold a socket. */
const MOST_FOLLOWED = 4;

interface Shard {
  readonly document: OpenDocument;
  readonly stop: () => void;
}

export class Feed {
  readonly #options: FeedOptions;
  readonly #shards = new Map<string, Promise<Shard>>();
  /** Shards that are likely to be written to now: the others hold no socket. */
  #followed: ReadonlySet<string> = new Set();
  #workspaceId: string | undefined;
  #directory: OpenDocument | undefined;
  #stopDirectory: (() => void) | undefined;
  #loading: Promise<void> = Promise.resolve();
  #wish: ReturnType<typeof setTimeout> | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** Shows a workspace in place of the one before; resolves when what this device has of it was read. */
  show(workspaceId: string): Promise<void> {
    if (this.#workspaceId !== workspaceId) {
      this.close();
      this.#workspaceId = workspaceId;
      this.#options.target.clear();
      this.#loading = this.#load(workspaceId);
    }
    return this.#loading;
  }

  /** Gives up all documents. */
  close(): void {
    clearTimeout(this.#wish);
    this.#stopDirectory?.();
    this.#stopDirectory = undefined;
    this.#directory?.close();
    for (const shard of this.#shards.values()) void shard.then(closeShard, () => undefined);
    this.#shards.clear();
    this.#directory = undefined;
    this.#workspaceId = undefined;
  }

  /** Sets a field of some assets to what `valueOf` answers for its present value; assets whose shard is not open are left alone. */
  async write<Field extends AssetField>(
    ids: readonly AssetId[],
    field: Field,
    valueOf: (id: AssetId, now: AssetFields[Field]) => AssetFields[Field]
  ): Promise<void> {
    for (const [shardId, group] of byShard(ids)) {
      const shard = await this.#shards.get(shardId);
      const doc = shard?.document.doc;
      doc?.transact(() => {
        for (const id of group) {
          const entry = readAsset(doc, id);
          if (entry) setField(doc, id, field, valueOf(id, entry.fields[field]));
        }
      });
    }
  }

  /** Adds a record made on this device to its own shard and answers its id. */
  async add(own: OwnShard, record: Omit<Asset, 'id' | 'v'>): Promise<AssetId> {
    await this.#loading;
    const workspaceId = this.#workspaceId;
    const directory = this.#directory;
    if (workspaceId === undefined || !directory) throw new Error('The gallery shows no workspace.');
    const { shardId, writer } = await own.current(async (id) => countAssets((await this.#shard(workspaceId, id)).document.doc));
    // The directory lists a shard before it holds anything, so that no device misses an asset.
    registerShard(directory.doc, shardId, { writer, openedAt: Date.now() });
    const { document } = await this.#shard(workspaceId, shardId);
    const id = `${shardId}.${own.randomId()}`;
    addAsset(document.doc, { ...record, v: 1, id });
    return id;
  }

  async #load(workspaceId: string): Promise<void> {
    const directory = await this.#options.open('directory', DIRECTORY_ID, workspaceId, true);
    if (this.#workspaceId !== workspaceId) return directory.close();
    this.#directory = directory;
    void directory.replaced.then(() => {
      if (this.#directory !== directory) return;
      this.close();
      void this.show(workspaceId);
    });
    const openAll = () => {
      const shards = readShards(directory.doc);
      this.#followed = newestOf(shards);
      return Promise.all([...shards.keys()].map((id) => this.#shard(workspaceId, id)));
    };
    this.#stopDirectory = observeDirectory(directory.doc, () => void openAll());
    await directory.ready;
    await openAll();
    if (this.#workspaceId === workspaceId) this.#options.target.finishLoading();
  }

  #shard(workspaceId: string, shardId: string): Promise<Shard> {
    const open = this.#shards.get(shardId) ?? this.#open(workspaceId, shardId);
    this.#shards.set(shardId, open);
    void open.then(
      ({ document }) => document.follow(this.#followed.has(shardId)),
      () => undefined
    );
    return open;
  }

  async #open(workspaceId: string, shardId: string): Promise<Shard> {
    const document = await this.#options.open('gallery', shardId, workspaceId, this.#followed.has(shardId));
    const { doc } = document;
    await document.ready;
    if (this.#workspaceId === workspaceId) this.#take([...readAssets(doc).values()].map((entry) => [entry.id, entry]));
    const stop = observeAssets(doc, (ids) => {
      if (this.#workspaceId === workspaceId) this.#take([...ids].map((id) => [id, readAsset(doc, id)]));
    });
    const shard = { document, stop };
    void document.replaced.then(() => this.#reopen(workspaceId, shardId, shard));
    return shard;
  }

  /** The shard's copy was put aside: what it alone held is gone from here, and the server's state takes its place. */
  async #reopen(workspaceId: string, shardId: string, old: Shard): Promise<void> {
    if (this.#workspaceId !== workspaceId || (await this.#shards.get(shardId)) !== old) return;
    this.#shards.delete(shardId);
    this.#take([...readAssets(old.document.doc).keys()].map((id) => [id, undefined]));
    closeShard(old);
    await this.#shard(workspaceId, shardId);
  }

  #take(entries: readonly (readonly [AssetId, GalleryEntry | undefined])[]): void {
    this.#options.target.take(new Map(entries.map(([id, entry]) => [id, shown(entry)])));
    clearTimeout(this.#wish);
    this.#wish = setTimeout(() => this.#options.want(this.#options.target.assets.map(copyOf)), WISH_AFTER);
  }
}

/** Each writer's newest shard, as far as few are enough. */
function newestOf(shards: ReadonlyMap<string, ShardNote>): Set<string> {
  const newestFirst = [...shards].sort(([, a], [, b]) => b.openedAt - a.openedAt);
  const writers = new Map<string, string>();
  for (const [id, { writer }] of newestFirst) if (!writers.has(writer)) writers.set(writer, id);
  return new Set([...writers.values()].slice(0, MOST_FOLLOWED));
}

function shown(entry: GalleryEntry | undefined): AssetEntry | UnreadableAsset | undefined {
  if (!entry) return undefined;
  if (!entry.record) return { id: entry.id, unreadable: entry.unreadable };
  const { record, fields, unreadableRecipe } = entry;
  return { record, fields, ...(unreadableRecipe ? { unreadableRecipe } : {}) };
}

function copyOf({ record }: AssetEntry): WantedCopy {
  return { hash: record.hash, bytes: record.bytes, thumb: record.thumb.hash };
}

function closeShard({ document, stop }: Shard): void {
  stop();
  document.close();
}

function byShard(ids: readonly AssetId[]): Map<string, AssetId[]> {
  const groups = new Map<string, AssetId[]>();
  for (const id of ids) {
    const shardId = id.slice(0, id.indexOf('.'));
    const group = groups.get(shardId);
    if (group) group.push(id);
    else groups.set(shardId, [id]);
  }
  return groups;
}
