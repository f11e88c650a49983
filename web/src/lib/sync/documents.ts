// Owns this tab's open documents: one replica and one line to the server each, however many parts of the page use it.
import { allows } from 'shared/accounts';
import { formatName, parseName, type DocumentKind } from 'shared/sync';
import { account } from '#lib/accounts';
import type { LiveDocument } from './live-document.ts';
import type { DocumentOwner, OpenDocument } from './open-document.ts';

interface Entry {
  readonly live: Promise<LiveDocument>;
  readonly replaced: Promise<void>;
  readonly replace: () => void;
  users: number;
  /** How many of its users want it to have a socket. */
  followers: number;
}

class Documents implements DocumentOwner {
  readonly #open = new Map<string, Entry>();
  readonly #closing = new Map<string, Promise<void>>();
  #begun = false;

  /** Opens a document of the workspace that this tab shows (or of another one). Loads what documents need at the first call. */
  async open(kind: DocumentKind, docId: string, workspaceId?: string, followed = true): Promise<OpenDocument> {
    await account.start();
    return this.openByName(formatName({ workspaceId: workspaceId ?? account.workspace.id, kind, docId }), followed);
  }

  /** Opens a document by its full name. */
  async openByName(name: string, followed = true): Promise<OpenDocument> {
    // A replica that is still being closed holds edits which the next one has to read.
    const entry = this.#open.get(name) ?? this.#load(name);
    this.#open.set(name, entry);
    entry.users += 1;
    if (followed) entry.followers += 1;
    this.#begin();
    const live = await entry.live;
    live.follow(entry.followers > 0);
    let closed = false;
    let isFollower = followed;
    const follow = (wanted: boolean) => {
      if (closed || wanted === isFollower) return;
      isFollower = wanted;
      entry.followers += wanted ? 1 : -1;
      live.follow(entry.followers > 0);
    };
    return {
      doc: live.doc,
      awareness: live.awareness,
      ready: live.ready,
      heard: live.heard,
      replaced: entry.replaced,
      get writable() {
        return isWritable(name);
      },
      follow,
      close: () => {
        if (closed) return;
        follow(false);
        closed = true;
        entry.users -= 1;
        if (entry.users > 0) return;
        this.#shut(name, entry, live);
      }
    };
  }

  /**
   * Puts a copy that the server refused aside and has its users open the document afresh. With `generation`, only a replica that
   * is not newer: another tab has put that one aside. Resolves with whether this tab has put something aside.
   */
  async setAside(name: string, generation = Infinity): Promise<boolean> {
    const entry = this.#open.get(name);
    const live = await entry?.live;
    if (!entry || !live || live.generation > generation) return false;
    try {
      if (!(await live.setAside(isMember(name) ? 'view-only' : 'no-member'))) return false;
    } catch {
      // It cannot be kept: the document stays as it is, and the sync state says that it is not saved.
      return false;
    }
    if (this.#open.get(name) === entry) this.#shut(name, entry, live);
    entry.replace();
    return true;
  }

  /** The names of documents that are open in this tab. */
  get names(): string[] {
    return [...this.#open.keys()];
  }

  async adopt(name: string): Promise<void> {
    await (await this.#open.get(name)?.live)?.adopt();
  }

  #shut(name: string, entry: Entry, live: LiveDocument): void {
    if (this.#open.get(name) === entry) this.#open.delete(name);
    const closing = live.close().finally(() => this.#closing.get(name) === closing && this.#closing.delete(name));
    this.#closing.set(name, closing);
  }

  #load(name: string): Entry {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#closing.get(name);
    const refused = () => void import('./aside.svelte.ts').then(({ aside }) => aside.refused(this, name));
    return { live: load(name, refused, before), replaced: promise, replace: resolve, users: 0, followers: 0 };
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    void import('./left-behind.ts').then(({ followLeftBehind }) => followLeftBehind(this));
    void import('./aside.svelte.ts').then(({ aside }) => aside.follow(this));
  }
}

export const documents = new Documents();

async function load(name: string, refused: () => void, before: Promise<void> | undefined): Promise<LiveDocument> {
  await before;
  const [{ LiveDocument }, { generationOf }] = await Promise.all([import('./live-document.ts'), import('./set-aside.ts')]);
  // A browser that keeps nothing has never put anything aside.
  const generation = await generationOf(name).catch(() => 0);
  return new LiveDocument(name, { generation, followed: false, refused });
}

function roleIn(name: string) {
  const workspaceId = parseName(name)?.workspaceId;
  if (account.workspace.id === workspaceId) return account.workspace.role;
  return account.me?.workspaces.find(({ id }) => id === workspaceId)?.role;
}

function isMember(name: string): boolean {
  const workspaceId = parseName(name)?.workspaceId;
  return account.me?.workspaces.some(({ id }) => id === workspaceId) ?? true;
}

function isWritable(name: string): boolean {
  return allows(roleIn(name) ?? 'editor', 'editor');
}
