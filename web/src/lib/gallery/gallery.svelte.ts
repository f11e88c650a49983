// The workspace's assets as pages see them, fed from the gallery documents once those are loaded.
import { createSubscriber } from 'svelte/reactivity';
import { allows } from 'shared/accounts';
import type { AssetId } from 'shared/gallery';
import { account } from '#lib/accounts';
import { Collection, type AssetChanges, type AssetEntry, type UnreadableAsset } from './collection.ts';
import { readFirstScreen } from './first-screen.ts';

/** Milliseconds between the lists' renewals while documents are being read. */
const READING_MS = 300;

/** Something that is read in many places and changes alone. A state would not do: whoever reads it first makes it, and would not hear of it. */
class Followed {
  #update: (() => void) | undefined;
  readonly read = createSubscriber((update) => {
    this.#update = update;
    return () => (this.#update = undefined);
  });

  changed(): void {
    this.#update?.();
  }
}

export class Gallery {
  #assets = $state.raw<readonly AssetEntry[]>([]);
  #trashed = $state.raw<readonly AssetEntry[]>([]);
  #unreadable = $state.raw<readonly UnreadableAsset[]>([]);
  #loaded = $state.raw(false);
  #heard = $state.raw(false);
  #collection = new Collection();
  #starting: Promise<void> | undefined;
  #scheduled = false;
  /** When the lists were last made, by `performance.now()`. */
  #published = -Infinity;
  readonly #listeners = new Set<(changes: AssetChanges | undefined) => void>();
  /** Runs whose assets somebody reads. */
  readonly #runs = new Map<string, Followed>();
  /** Those that changed since the lists were last made. */
  readonly #changedRuns = new Set<string>();

  /** Newest first, then by id; assets in trash are not among them. Entries are replaced, never changed. */
  get assets(): readonly AssetEntry[] {
    return this.#assets;
  }

  /** What is in trash, in the same order. */
  get trashed(): readonly AssetEntry[] {
    return this.#trashed;
  }

  /** Entries that this program cannot show, so that nothing disappears silently. */
  get unreadable(): readonly UnreadableAsset[] {
    return this.#unreadable;
  }

  /** Whether all documents of the workspace that are on this device have been read. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Whether the server's state was taken in, so that an empty list means that there is nothing at all. */
  get heard(): boolean {
    return this.#heard;
  }

  /** Why this person cannot change the gallery, as a sentence; undefined for those who can. */
  get locked(): string | undefined {
    return allows(account.workspace.role, 'editor') ? undefined : 'You can view this gallery, not edit it.';
  }

  /** One asset, also from trash. */
  get(id: AssetId): AssetEntry | undefined {
    void this.#assets;
    void this.#trashed;
    return this.#collection.get(id);
  }

  /** A run's assets that are not in trash: oldest first. The same list, and nothing to hear of, until one of them changes. */
  byRun(runId: string): readonly AssetEntry[] {
    let followed = this.#runs.get(runId);
    if (!followed) this.#runs.set(runId, (followed = new Followed()));
    followed.read();
    return this.#collection.byRun(runId);
  }

  /** An asset of these bytes. */
  byHash(hash: string): AssetEntry | undefined {
    void this.#assets;
    return this.#collection.byHash(hash);
  }

  /** Everything there is, also in trash, in no order. */
  all(): Iterable<AssetEntry> {
    return this.#collection.all();
  }

  /** Tells of changed entries from now on; `undefined` says that another workspace is shown and everything was forgotten. */
  follow(listener: (changes: AssetChanges | undefined) => void): void {
    this.#listeners.add(listener);
  }

  /** Begins to follow the workspace's gallery; resolves when what is on this device has been read. */
  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** Takes changed entries in; `undefined` in place of an entry means that it is gone. For the feed. */
  take(changes: AssetChanges): void {
    if (this.#runs.size > 0) this.#noteRuns(changes);
    this.#collection.change(changes);
    for (const listener of this.#listeners) listener(changes);
    // A catch-up of many documents arrives in many pieces: the lists are made once for all of a moment's, and a few times a second while a
    // large gallery is being read.
    if (this.#scheduled) return;
    this.#scheduled = true;
    const publish = () => {
      this.#scheduled = false;
      this.#publish();
    };
    if (this.#loaded || performance.now() - this.#published > READING_MS) queueMicrotask(publish);
    else setTimeout(publish, READING_MS);
  }

  /** Marks the documents on this device as read. For the feed. */
  finishLoading(): void {
    this.#publish();
    this.#loaded = true;
  }

  /** Marks the server's state as taken in. For the feed. */
  finishHearing(): void {
    this.#heard = true;
  }

  /** Forgets everything: another workspace is shown. For the feed. */
  clear(): void {
    this.#collection = new Collection();
    [this.#loaded, this.#heard] = [false, false];
    for (const listener of this.#listeners) listener(undefined);
    for (const runId of this.#runs.keys()) this.#changedRuns.add(runId);
    this.#publish();
    this.#published = -Infinity;
  }

  #publish(): void {
    this.#published = performance.now();
    const { shown, trashed, unreadable } = this.#collection.lists();
    this.#assets = shown;
    this.#trashed = trashed;
    this.#unreadable = unreadable;
    for (const runId of this.#changedRuns) this.#runs.get(runId)?.changed();
    this.#changedRuns.clear();
  }

  #noteRuns(changes: AssetChanges): void {
    for (const [id, entry] of changes) {
      const record = entry && 'record' in entry ? entry.record : this.#collection.get(id)?.record;
      if (record?.made && this.#runs.has(record.made.runId)) this.#changedRuns.add(record.made.runId);
    }
  }

  async #start(): Promise<void> {
    await account.start();
    const { id } = account.workspace;
    // What is seen first is there before the documents, and what reads them, are loaded.
    const feeding = import('./live-feed.ts');
    const early = new Map((await readFirstScreen(id)).map((entry) => [entry.record.id, entry]));
    if (early.size > 0 && account.workspace.id === id) this.take(early);
    else early.clear();
    const { follow } = await feeding;
    if (account.workspace.id !== id) {
      this.clear();
      early.clear();
    }
    await follow(this, new Set(early.keys()));
  }
}

export const gallery = new Gallery();
