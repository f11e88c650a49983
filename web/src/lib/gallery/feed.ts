// Feeds the gallery from its documents and writes into them: the directory, every shard it lists, this device's own shard.
import {
  addAsset,
  countAssets,
  hasAsset,
  isMember,
  observeAssets,
  readAssets,
  readField,
  setField,
  setMembership,
  type Asset,
  type AssetField,
  type AssetFields,
  type AssetId,
  type GalleryEntry
} from 'shared/gallery';
import { DIRECTORY_ID, observeDirectory, readShards, registerShard, type DocumentKind } from 'shared/sync';
import type { WantedCopy } from '#lib/blobs';
import type { OpenDocument } from '#lib/sync';
import type { AssetChanges, AssetEntry, UnreadableAsset } from './collection.ts';
import type { OwnShard } from './own-shard.ts';
import { byShard, newestOf, shardOf } from './shards.ts';

/** What the feed fills. */
export interface FeedTarget {
  readonly assets: readonly AssetEntry[];
  get(id: AssetId): AssetEntry | undefined;
  take(changes: AssetChanges): void;
  finishLoading(): void;
  /** The server's state was taken in, the newest documents' at least. */
  finishHearing(): void;
  clear(): void;
}

export interface FeedOptions {
  readonly target: FeedTarget;
  readonly open: (kind: DocumentKind, docId: string, workspaceId: string, followed: boolean) => Promise<OpenDocument>;
  /** Told which blobs this device should have, newest first, some time after they change. */
  readonly want: (copies: readonly WantedCopy[]) => void;
  /** Told what is shown, newest first, some time after it changes: once everything is read, for the next time's beginning. */
  readonly keep?: (workspaceId: string, assets: readonly AssetEntry[]) => void;
}

/** Milliseconds of quiet before the wish for copies is said anew. */
const WISH_AFTER = 300;

/** Milliseconds of quiet before what is shown is kept for the next time. */
const KEEP_AFTER = 1_000;

/** Shards that are read at the same time while a gallery opens, after the newest. */
const AT_ONCE = 3;

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
  #keeping: ReturnType<typeof setTimeout> | undefined;
  /** Assets that are shown by what this device kept apart, and not read in their documents yet. */
  #early = new Set<AssetId>();
  #loaded = false;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /**
   * Shows a workspace in place of the one before; resolves when what this device has of it was read. `early` are assets of it that the
   * target has already, from elsewhere: they hold until the documents say otherwise.
   */
  show(workspaceId: string, early: ReadonlySet<AssetId> = new Set()): Promise<void> {
    if (this.#workspaceId !== workspaceId) {
      this.close();
      this.#workspaceId = workspaceId;
      this.#early = new Set(early);
      if (early.size === 0) this.#options.target.clear();
      this.#loading = this.#load(workspaceId);
    }
    return this.#loading;
  }

  /** Gives up all documents. */
  close(): void {
    clearTimeout(this.#wish);
    clearTimeout(this.#keeping);
    this.#loaded = false;
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
    await this.#edit(ids, (doc, id) => setField(doc, id, field, valueOf(id, readField(doc, id, field))));
  }

  /** Puts assets into a collection, or takes them out; answers those for which that was a change. */
  async place(ids: readonly AssetId[], collectionId: string, member: boolean): Promise<AssetId[]> {
    const changed: AssetId[] = [];
    await this.#edit(ids, (doc, id) => {
      if (isMember(doc, id, collectionId) === member) return;
      setMembership(doc, id, collectionId, member);
      changed.push(id);
    });
    return changed;
  }

  /** One transaction a shard. */
  async #edit(ids: readonly AssetId[], edit: (doc: OpenDocument['doc'], id: AssetId) => void): Promise<void> {
    // Assets can be shown before the documents that hold them are open.
    if (ids.some((id) => this.#early.has(id))) await this.#loading;
    for (const [shardId, group] of byShard(ids)) {
      const doc = (await this.#shards.get(shardId))?.document.doc;
      doc?.transact(() => {
        for (const id of group) if (hasAsset(doc, id)) edit(doc, id);
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
    const openAll = async () => {
      const shards = readShards(directory.doc);
      this.#followed = newestOf(shards);
      // What is newest is seen first; the others follow one after the other, so that the page answers meanwhile.
      await Promise.all([...this.#followed].map((id) => this.#shard(workspaceId, id)));
      const others = [...shards].sort(([, a], [, b]) => b.openedAt - a.openedAt).filter(([id]) => !this.#followed.has(id));
      for (let from = 0; from < others.length; from += AT_ONCE) {
        if (this.#workspaceId !== workspaceId) return;
        await Promise.all(others.slice(from, from + AT_ONCE).map(([id]) => this.#shard(workspaceId, id)));
        if (from + AT_ONCE < others.length) await breath();
      }
    };
    this.#stopDirectory = observeDirectory(directory.doc, () => void openAll());
    await directory.ready;
    await openAll();
    if (this.#workspaceId !== workspaceId) return;
    // What no document holds is not there.
    if (this.#early.size > 0) this.#take([...this.#early].map((id) => [id, undefined]));
    this.#early.clear();
    this.#loaded = true;
    this.#options.target.finishLoading();
    this.#keepSoon();
    // Assets that were shown early changed nothing when their documents were read: they are wished for all the same.
    this.#wishSoon();
    void this.#hear(directory, openAll);
  }

  /** Waits for what the server has: a device that holds nothing yet cannot say that there is nothing. */
  async #hear(directory: OpenDocument, openAll: () => Promise<void>): Promise<void> {
    await directory.heard;
    await openAll();
    for (const shardId of this.#followed) await (await this.#shards.get(shardId))?.document.heard;
    if (this.#directory === directory) this.#options.target.finishHearing();
  }

  #wishSoon(): void {
    clearTimeout(this.#wish);
    this.#wish = setTimeout(() => this.#options.want(this.#options.target.assets.map(copyOf)), WISH_AFTER);
  }

  #keepSoon(): void {
    if (!this.#loaded) return;
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => {
      if (this.#workspaceId !== undefined) this.#options.keep?.(this.#workspaceId, this.#options.target.assets);
    }, KEEP_AFTER);
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
    // Reading the document was one task; what it holds is another.
    await breath();
    if (this.#workspaceId === workspaceId) this.#takeAll(shardId, readAssets(doc));
    const stop = observeAssets(doc, (ids) => {
      if (this.#workspaceId !== workspaceId) return;
      const entries = readAssets(doc, ids);
      this.#take([...ids].map((id) => [id, entries.get(id)]));
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

  /** Everything that a shard holds, and the word that the rest of what was shown of it early is gone. */
  #takeAll(shardId: string, entries: ReadonlyMap<AssetId, GalleryEntry>): void {
    const early = [...this.#early].filter((id) => shardOf(id) === shardId);
    for (const id of early) this.#early.delete(id);
    const gone = early.filter((id) => !entries.has(id)).map((id) => [id, undefined] as const);
    this.#take([...entries, ...gone]);
  }

  #take(entries: readonly (readonly [AssetId, GalleryEntry | undefined])[]): void {
    const { target } = this.#options;
    const isWish = (entry: Pick<AssetEntry, 'fields'> | undefined) => entry !== undefined && entry.fields.trashedAt === undefined;
    const changesWish = entries.some(([id, entry]) => isWish(target.get(id)) !== isWish(entry));
    target.take(new Map(entries.map(([id, entry]) => [id, shown(entry)])));
    this.#keepSoon();
    if (changesWish) this.#wishSoon();
  }
}

function shown(entry: GalleryEntry | undefined): AssetEntry | UnreadableAsset | undefined {
  if (!entry) return undefined;
  if (!entry.record) return { id: entry.id, unreadable: entry.unreadable };
  const { record, fields, unreadableRecipe } = entry;
  return { record, fields, ...(unreadableRecipe ? { unreadableRecipe } : {}) };
}

/** Lets the page paint and answer before more is read. */
const breath = () => new Promise((resolve) => setTimeout(resolve));

function copyOf({ record }: AssetEntry): WantedCopy {
  return { hash: record.hash, bytes: record.bytes, thumb: record.thumb.hash };
}

function closeShard({ document, stop }: Shard): void {
  stop();
  document.close();
}
