// Owns this tab's open documents: one replica and one line to the server each, however many parts of the page use it.
import { formatName, type DocumentKind } from 'shared/sync';
import { account } from '#lib/accounts';
import type { LiveDocument } from './live-document.ts';
import type { DocumentOwner, OpenDocument } from './open-document.ts';

class Documents implements DocumentOwner {
  readonly #open = new Map<string, { live: Promise<LiveDocument>; users: number }>();
  readonly #closing = new Map<string, Promise<void>>();
  #begun = false;

  /** Opens a document of the workspace that this tab shows (or of another one). Loads what documents need at the first call. */
  async open(kind: DocumentKind, docId: string, workspaceId?: string): Promise<OpenDocument> {
    await account.start();
    return this.openByName(formatName({ workspaceId: workspaceId ?? account.workspace.id, kind, docId }));
  }

  /** Opens a document by its full name. */
  async openByName(name: string): Promise<OpenDocument> {
    // A replica that is still being closed holds edits which the next one has to read.
    const entry = this.#open.get(name) ?? { live: load(name, this.#closing.get(name)), users: 0 };
    this.#open.set(name, entry);
    entry.users += 1;
    this.#begin();
    const live = await entry.live;
    let closed = false;
    return {
      doc: live.doc,
      awareness: live.awareness,
      ready: live.ready,
      close: () => {
        if (closed) return;
        closed = true;
        entry.users -= 1;
        if (entry.users > 0) return;
        this.#open.delete(name);
        const closing = live.close().finally(() => this.#closing.get(name) === closing && this.#closing.delete(name));
        this.#closing.set(name, closing);
      }
    };
  }

  async adopt(name: string): Promise<void> {
    await (await this.#open.get(name)?.live)?.adopt();
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    void import('./left-behind.ts').then(({ followLeftBehind }) => followLeftBehind(this));
  }
}

export const documents = new Documents();

async function load(name: string, before: Promise<void> | undefined): Promise<LiveDocument> {
  await before;
  const { LiveDocument } = await import('./live-document.ts');
  return new LiveDocument(name);
}
