// Earlier states of a board as the server keeps them: listed, named, looked at, brought back by an ordinary edit.
import { newId, Problem } from 'shared/kernel';
import type { HistoryEntry } from 'shared/sync';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { account } from '#lib/accounts';
import { api, call, request, Unreachable } from '#lib/platform';
import { Board } from './board.svelte.ts';

export class BoardHistory {
  readonly #docId: string;
  #entries = $state.raw<readonly HistoryEntry[] | undefined>();
  #problem = $state.raw<string | undefined>();
  #busy = $state.raw(false);

  constructor(docId: string) {
    this.#docId = docId;
  }

  /** Newest first; undefined until the server has told. */
  get entries(): readonly HistoryEntry[] | undefined {
    return this.#entries;
  }

  /** Why it could not be had, in words for people. */
  get problem(): string | undefined {
    return this.#problem;
  }

  get busy(): boolean {
    return this.#busy;
  }

  load(): Promise<void> {
    return this.#attempt(async () => {
      const { entries } = await call(api().documents.history.$get({ query: this.#place() }));
      this.#entries = entries;
    });
  }

  /** Keeps the present state under a name. */
  keep(name: string): Promise<void> {
    return this.#attempt(async () => {
      const entry = await call(api().documents.history.$post({ json: { ...this.#place(), id: newId(), name } }));
      this.#entries = [entry, ...(this.#entries ?? []).filter(({ id }) => id !== entry.id)];
    });
  }

  /** Brings the board back to an earlier state: an edit like any other, which others see and which can be gone back from. */
  restore(entry: HistoryEntry): Promise<void> {
    return this.#attempt(async () => {
      await call(api().documents.history[':id'].restore.$post({ param: { id: entry.id } }));
      await this.load();
    });
  }

  forget(entry: HistoryEntry): Promise<void> {
    return this.#attempt(async () => {
      await call(api().documents.history[':id'].$delete({ param: { id: entry.id } }));
      this.#entries = this.#entries?.filter(({ id }) => id !== entry.id);
    });
  }

  /** An earlier state as a board of its own that nobody else sees and that is written nowhere; close it after use. Undefined where it cannot be had. */
  async look(entry: HistoryEntry): Promise<Board | undefined> {
    let board: Board | undefined;
    await this.#attempt(async () => {
      const response = await request(`/api/documents/history/${entry.id}/state`);
      if (!response.ok) throw new Error('Not to be had.');
      const doc = new Y.Doc();
      Y.applyUpdateV2(doc, new Uint8Array(await response.arrayBuffer()));
      const awareness = new Awareness(doc);
      const ready = Promise.resolve();
      board = new Board(this.#docId, {
        doc,
        awareness,
        ready,
        heard: ready,
        writable: false,
        replaced: new Promise(() => undefined),
        follow: () => undefined,
        close: () => {
          awareness.destroy();
          doc.destroy();
        }
      });
      await ready;
    });
    return board;
  }

  #place() {
    return { workspaceId: account.workspace.id, kind: 'board' as const, docId: this.#docId };
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.#busy = true;
    this.#problem = undefined;
    try {
      await work();
    } catch (error) {
      this.#problem =
        error instanceof Problem
          ? `${error.document.title} ${error.document.remedy ?? ''}`.trim()
          : error instanceof Unreachable
            ? 'Earlier states lie on the server, which cannot be reached now. The board itself is safe on this device.'
            : 'This state cannot be shown. The board is as it was.';
    } finally {
      this.#busy = false;
    }
  }
}
