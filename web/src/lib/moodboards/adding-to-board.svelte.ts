// Adds assets to a board that need not be open: which ones are meant, and the writing.
import type { AssetEntry } from '#lib/gallery';
import { documents } from '#lib/sync';

class AddingToBoard {
  #assets = $state.raw<readonly AssetEntry[]>([]);

  /** What is to be added; empty while nobody asks. */
  get assets(): readonly AssetEntry[] {
    return this.#assets;
  }

  /** Has the person choose a board for these. */
  ask(assets: readonly AssetEntry[]): void {
    this.#assets = assets;
  }

  leave(): void {
    this.#assets = [];
  }

  /** Lays them below what the board holds; resolves once they are in its document on this device. */
  async addTo(boardId: string): Promise<void> {
    const assets = this.#assets;
    this.leave();
    // A board's machinery is loaded when somebody uses it.
    const [{ Board }, { boxAround }, { takeAssets }] = await Promise.all([
      import('./board.svelte.ts'),
      import('./board-actions.ts'),
      import('./taking.ts')
    ]);
    const document = await documents.open('board', boardId, undefined, false);
    const board = new Board(boardId, document);
    await document.ready;
    await Promise.resolve();
    const box = boxAround(board.stack.filter(({ record }) => record.kind !== 'connector'));
    takeAssets(board, assets, box ? { x: box.x + box.width / 2, y: box.y + box.height + 240 } : { x: 0, y: 0 });
    board.close();
  }
}

export const addingToBoard = new AddingToBoard();
