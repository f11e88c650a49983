// The workspace's moodboards as its directory lists them: made, named, thrown away and taken back, offline too.
import { randomHex } from 'shared/kernel';
import {
  addDocument,
  DIRECTORY_ID,
  observeDirectory,
  readDocuments,
  renameDocument,
  restoreDocument,
  tagDocument,
  trashDocument,
  type DocumentEntry
} from 'shared/sync';
import { account } from '#lib/accounts';
import { documents, type OpenDocument } from '#lib/sync';

class Boards {
  #all = $state.raw<readonly DocumentEntry[]>([]);
  #loaded = $state.raw(false);
  #heard = $state.raw(false);
  #started: Promise<void> | undefined;
  #directory: OpenDocument | undefined;
  #stop: (() => void) | undefined;
  #workspaceId = '';

  /** Newest first, templates and those in the trash left out. */
  readonly all = $derived(this.#all.filter(({ trashedAt, template }) => trashedAt === undefined && !template));

  /** What members kept to begin from. */
  readonly templates = $derived(this.#all.filter(({ trashedAt, template }) => trashedAt === undefined && template));

  get trashed(): readonly DocumentEntry[] {
    return this.#all.filter(({ trashedAt }) => trashedAt !== undefined);
  }

  /** Whether what this device has of the directory has been read. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Whether the server has said which boards there are, so that an empty list means that there are none at all. */
  get heard(): boolean {
    return this.#heard;
  }

  get(id: string): DocumentEntry | undefined {
    return this.#all.find(({ docId }) => docId === id);
  }

  /** Begins to follow the directory of the workspace in sight. */
  start(): Promise<void> {
    this.#started ??= account.start().then(() => {
      account.onWorkspace(({ id }) => void this.#show(id));
      return this.#show(account.workspace.id);
    });
    return this.#started;
  }

  /** Makes a board and answers its id; it is there at once, also without network. */
  async create(title: string, more: Pick<DocumentEntry, 'template' | 'tags'> = {}): Promise<string> {
    await this.start();
    const docId = randomHex(12);
    const by = account.user?.id;
    const entry = { kind: 'board', docId, title, createdAt: Date.now(), ...(by === undefined ? {} : { by }), ...more } as const;
    if (this.#directory) addDocument(this.#directory.doc, entry);
    return docId;
  }

  rename(docId: string, title: string): void {
    if (this.#directory) renameDocument(this.#directory.doc, { kind: 'board', docId }, title.trim().slice(0, 200));
  }

  tag(docId: string, tags: readonly string[]): void {
    if (this.#directory) tagDocument(this.#directory.doc, { kind: 'board', docId }, tags);
  }

  trash(docId: string): void {
    if (this.#directory) trashDocument(this.#directory.doc, { kind: 'board', docId }, Date.now());
  }

  restore(docId: string): void {
    if (this.#directory) restoreDocument(this.#directory.doc, { kind: 'board', docId });
  }

  async #show(workspaceId: string): Promise<void> {
    if (this.#workspaceId === workspaceId || workspaceId === '') return;
    this.#workspaceId = workspaceId;
    this.#stop?.();
    this.#directory?.close();
    [this.#directory, this.#stop, this.#loaded, this.#heard, this.#all] = [undefined, undefined, false, false, []];
    const directory = await documents.open('directory', DIRECTORY_ID, workspaceId);
    if (this.#workspaceId !== workspaceId) return directory.close();
    this.#directory = directory;
    this.#stop = observeDirectory(directory.doc, () => this.#read());
    void directory.replaced.then(() => {
      if (this.#directory !== directory) return;
      this.#workspaceId = '';
      void this.#show(workspaceId);
    });
    void directory.heard.then(() => {
      if (this.#directory === directory) this.#heard = true;
    });
    await directory.ready;
    if (this.#directory !== directory) return;
    this.#read();
    this.#loaded = true;
  }

  #read(): void {
    if (!this.#directory) return;
    this.#all = readDocuments(this.#directory.doc)
      .filter(({ kind }) => kind === 'board')
      .sort((a, b) => b.createdAt - a.createdAt || (a.docId < b.docId ? -1 : 1));
  }
}

export const boards = new Boards();
