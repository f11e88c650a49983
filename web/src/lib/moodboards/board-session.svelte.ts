// Opens a board for a page, one at a time, and opens it afresh where its copy was put aside or another workspace comes in sight.
import { account } from '#lib/accounts';
import { documents, type OpenDocument } from '#lib/sync';
import { Board } from './board.svelte.ts';

export class BoardSession {
  #board = $state.raw<Board | undefined>();
  #document: OpenDocument | undefined;
  #id = '';
  /** Counts what was asked for, so that a document that comes too late is given up. */
  #turn = 0;
  #stop: (() => void) | undefined;

  /** The open board; undefined while it is being opened. */
  get board(): Board | undefined {
    return this.#board;
  }

  /** Shows another board in place of the present one. */
  open(id: string): void {
    if (this.#id === id) return;
    this.close();
    this.#id = id;
    void account.start();
    // A device that the server knows already learns its workspace from there, after it has begun with one of its own.
    this.#stop = account.onWorkspace((workspace) => void this.#show(id, workspace.id));
  }

  close(): void {
    this.#stop?.();
    this.#leave();
    [this.#stop, this.#id] = [undefined, ''];
  }

  async #show(id: string, workspaceId: string): Promise<void> {
    this.#leave();
    const turn = this.#turn;
    const document = await documents.open('board', id, workspaceId);
    if (turn !== this.#turn) return document.close();
    this.#document = document;
    this.#board = new Board(id, document, { cutOff: () => account.cutOff });
    void document.replaced.then(() => {
      if (this.#document === document) void this.#show(id, workspaceId);
    });
  }

  #leave(): void {
    this.#turn += 1;
    this.#board?.close();
    [this.#board, this.#document] = [undefined, undefined];
  }
}
