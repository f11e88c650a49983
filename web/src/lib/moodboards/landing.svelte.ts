// Turns pictures to come into pictures once their results are in the gallery, for everybody on the board.
import { gallery, type AssetEntry } from '#lib/gallery';
import { runs } from '#lib/runs';
import { pictureOf } from './adding.ts';
import type { Board } from './board.svelte.ts';
import type { BoardNode } from './board-node.svelte.ts';

/** The nodes that wait for a result, with what has come for them. */
export function landed(board: Board): { node: BoardNode; asset: AssetEntry }[] {
  return board.stack.flatMap((node) => {
    if (node.record.kind !== 'generation' || node.fields.result) return [];
    const { runId, position } = node.record;
    const itemId = runs.get(runId)?.items?.find(({ index }) => index === position)?.id;
    const asset = itemId && gallery.byRun(runId).find(({ record }) => record.made?.itemId === itemId && record.made.output === 0);
    return asset ? [{ node, asset }] : [];
  });
}

/**
 * Writes what has come; every device that may write does so, with the same values, so that it does not matter who is there. It is no
 * step of anybody's undo: what was paid for does not vanish from a board by Ctrl+Z.
 */
export function land(board: Board): void {
  if (!board.writable) return;
  for (const { node, asset } of landed(board)) {
    const picture = pictureOf(asset);
    const [x, y, width, , rotation] = node.geometry;
    board.note([
      {
        id: node.id,
        fields: {
          result: picture,
          g: [x, y, width, (width * picture.height) / picture.width, rotation],
          ...(asset.record.recipe?.prompt ? { alt: asset.record.recipe.prompt.slice(0, 1_000) } : {})
        }
      }
    ]);
  }
}
