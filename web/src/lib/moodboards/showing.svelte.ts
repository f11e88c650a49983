// Presenting a board frame by frame, and going back to where one was.
import { readingOrder } from './arrange.ts';
import type { Board } from './board.svelte.ts';
import type { Camera } from './camera.ts';

export class Showing {
  readonly board: Board;
  /** Which frame is presented; undefined while none is. */
  #presenting = $state.raw<number>();
  #before: Camera | undefined;

  constructor(board: Board) {
    this.board = board;
  }

  get presenting(): number | undefined {
    return this.#presenting;
  }

  /** The frames in reading order: the pages of a presentation. */
  readonly frames = $derived.by(() =>
    readingOrder(
      this.board.stack
        .filter(({ record, fields }) => record.kind === 'frame' && fields.frame === undefined)
        .map((node) => ({ id: node.id, geometry: node.geometry, node }))
    ).map(({ node }) => node)
  );

  /** Shows a page, or with `undefined` goes back to where one was; beyond the last page nothing happens. */
  present(page: number | undefined): void {
    const { view } = this.board;
    if (page === undefined) {
      this.#presenting = undefined;
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
      if (this.#before) view.set(this.#before);
      this.#before = undefined;
      return;
    }
    const frame = this.frames[page];
    if (!frame) return;
    if (this.#presenting === undefined) {
      this.#before = view.camera;
      this.board.select([]);
      // Where the browser will not fill the screen, the page fills the window.
      void document.documentElement.requestFullscreen?.().catch(() => undefined);
    }
    this.#presenting = page;
    // The stage has its new size in the next frame.
    requestAnimationFrame(() => view.fit([frame], 4));
  }
}
