// Opens a board for a page, and opens it afresh where its copy was put aside; one at a time.
import { documents, type OpenDocument } from '#lib/sync';
import { Board } from './board.svelte.ts';

export class BoardSession {
  #board = $state.raw<Board | undefined>();
  #document: OpenDocument | undefined;
  #id = '';

  /** The open board; undefined while it is being opened. */
  get board(): Board | undefined {
    return this.#board;
  }

  /** Shows another board in place of the present one. */
  async open(id: string): Promise<void> {
    if (this.#id === id) return;
    this.close();
    this.#id = id;
    const document = await documents.open('board', id);
    if (this.#id !== id) return document.close();
    this.#document = document;
    this.#board = new Board(id, document);
    void document.replaced.then(() => {
      if (this.#document !== document) return;
      this.#id = '';
      void this.open(id);
    });
  }

  close(): void {
    this.#board?.close();
    [this.#board, this.#document, this.#id] = [undefined, undefined, ''];
  }
}
