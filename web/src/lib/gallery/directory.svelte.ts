// What the workspace's directory document knows for the gallery: collections, their boards, and saved filters; also without network.
import {
  collectionEntries,
  observeCollections,
  readBoardMemberships,
  savedFilters,
  setBoardMembership,
  type AssetFilter,
  type AssetId,
  type CollectionEntry,
  type SavedFilter
} from 'shared/gallery';
import { newId } from 'shared/kernel';
import { DIRECTORY_ID } from 'shared/sync';
import { account } from '#lib/accounts';
import { documents, type OpenDocument } from '#lib/sync';
import type { Undo } from './actions.ts';
import { gallery } from './gallery.svelte.ts';
import { galleryProblem } from './problems.ts';

const signed = () => {
  const by = account.user?.id;
  return { createdAt: Date.now(), ...(by === undefined ? {} : { by }) };
};
const shortened = (name: string) => name.trim().replace(/\s+/g, ' ').slice(0, 80);

class GalleryDirectory {
  #collections = $state.raw<readonly CollectionEntry[]>([]);
  #saved = $state.raw<readonly SavedFilter[]>([]);
  #boards = $state.raw<ReadonlyMap<string, ReadonlySet<string>>>(new Map());
  #loaded = $state.raw(false);
  #started: Promise<void> | undefined;
  #directory: OpenDocument | undefined;
  #stop: (() => void) | undefined;
  #workspaceId = '';

  /** Collections by name. */
  get collections(): readonly CollectionEntry[] {
    return this.#collections;
  }
  /** Saved filters, oldest first. */
  get saved(): readonly SavedFilter[] {
    return this.#saved;
  }
  /** Whether what this device has of the directory has been read. */
  get loaded(): boolean {
    return this.#loaded;
  }
  collection(id: string | undefined): CollectionEntry | undefined {
    return this.#collections.find((one) => one.id === id);
  }
  nameOf(id: string): string | undefined {
    return this.collection(id)?.name;
  }
  /** Ids of a collection's boards. */
  boardsOf(id: string): ReadonlySet<string> {
    return this.#boards.get(id) ?? new Set();
  }

  start(): Promise<void> {
    this.#started ??= account.start().then(() => {
      account.onWorkspace(({ id }) => void this.#show(id));
      return this.#show(account.workspace.id);
    });
    return this.#started;
  }

  /** Makes a collection of at most 80 characters' name and answers its id. */
  async makeCollection(name: string): Promise<string> {
    const { doc } = await this.#writable();
    const id = newId();
    collectionEntries.add(doc, id, signed(), { name: shortened(name) });
    return id;
  }

  async renameCollection(id: string, name: string): Promise<void> {
    const { doc } = await this.#writable();
    if (shortened(name)) collectionEntries.set(doc, id, 'name', shortened(name));
  }

  /** The asset that stands for the collection; `undefined` lets the newest do so again. */
  async setCover(id: string, cover: AssetId | undefined): Promise<Undo> {
    const { doc } = await this.#writable();
    const before = this.collection(id)?.cover;
    collectionEntries.set(doc, id, 'cover', cover);
    return () => Promise.resolve(collectionEntries.set(doc, id, 'cover', before));
  }

  /** Takes a collection away; its assets stay, and know it again when this is undone. */
  async removeCollection(id: string): Promise<Undo> {
    const { doc } = await this.#writable();
    const gone = this.collection(id);
    collectionEntries.remove(doc, id);
    return () => {
      if (gone) collectionEntries.add(doc, id, madeOf(gone), gone.cover ? { name: gone.name, cover: gone.cover } : { name: gone.name });
      return Promise.resolve();
    };
  }

  async setBoard(collectionId: string, boardId: string, member: boolean): Promise<void> {
    const { doc } = await this.#writable();
    setBoardMembership(doc, collectionId, boardId, member);
  }

  /** Keeps a filter under a name and answers its id. */
  async saveFilter(name: string, filter: AssetFilter): Promise<string> {
    const { doc } = await this.#writable();
    const id = newId();
    savedFilters.add(doc, id, signed(), { name: shortened(name), filter });
    return id;
  }

  async renameFilter(id: string, name: string): Promise<void> {
    const { doc } = await this.#writable();
    if (shortened(name)) savedFilters.set(doc, id, 'name', shortened(name));
  }

  async removeFilter(id: string): Promise<Undo> {
    const { doc } = await this.#writable();
    const gone = this.#saved.find((one) => one.id === id);
    savedFilters.remove(doc, id);
    return () => {
      if (gone) savedFilters.add(doc, id, madeOf(gone), { name: gone.name, filter: gone.filter });
      return Promise.resolve();
    };
  }

  async #writable(): Promise<OpenDocument> {
    await this.start();
    if (gallery.locked || !this.#directory) throw galleryProblem('gallery-view-only');
    return this.#directory;
  }

  async #show(workspaceId: string): Promise<void> {
    if (this.#workspaceId === workspaceId || workspaceId === '') return;
    this.#workspaceId = workspaceId;
    this.#stop?.();
    this.#directory?.close();
    [this.#directory, this.#stop, this.#loaded] = [undefined, undefined, false];
    [this.#collections, this.#saved, this.#boards] = [[], [], new Map()];
    const directory = await documents.open('directory', DIRECTORY_ID, workspaceId);
    if (this.#workspaceId !== workspaceId) return directory.close();
    const { doc } = directory;
    this.#directory = directory;
    const stops = [observeCollections(doc, () => this.#read()), savedFilters.observe(doc, () => this.#read())];
    this.#stop = () => stops.forEach((stop) => stop());
    void directory.replaced.then(() => {
      if (this.#directory !== directory) return;
      this.#workspaceId = '';
      void this.#show(workspaceId);
    });
    await directory.ready;
    if (this.#directory !== directory) return;
    this.#read();
    this.#loaded = true;
  }

  #read(): void {
    if (!this.#directory) return;
    const { doc } = this.#directory;
    this.#collections = collectionEntries.read(doc).sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '') || (a.id < b.id ? -1 : 1));
    this.#saved = savedFilters.read(doc);
    this.#boards = readBoardMemberships(doc);
  }
}

const madeOf = ({ createdAt, by }: { createdAt: number; by?: string }) => ({ createdAt, ...(by === undefined ? {} : { by }) });

export const directory = new GalleryDirectory();
