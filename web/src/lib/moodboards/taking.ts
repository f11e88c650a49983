// Pictures on their way to a board: from the gallery, from files that are dropped or pasted, which enter the gallery first.
import { gallery, importFiles, type AssetEntry } from '#lib/gallery';
import { toaster } from '#lib/ui';
import { addNote, addPictures, pictureOf } from './adding.ts';
import type { Board } from './board.svelte.ts';
import type { Point } from './camera.ts';

/** Lays assets on the board around a place. */
export function takeAssets(board: Board, assets: readonly AssetEntry[], at: Point): void {
  addPictures(
    board,
    assets.map((entry) => {
      const alt = entry.fields.title ?? entry.record.recipe?.prompt;
      return { picture: pictureOf(entry), ...(alt ? { alt } : {}) };
    }),
    at
  );
}

/** Imports files and lays them on the board; names each one that could not be read. */
export async function takeFiles(board: Board, files: readonly File[], at: Point): Promise<void> {
  if (files.length === 0 || !board.writable) return;
  const { imported, already, refused } = await importFiles(files);
  takeAssets(
    board,
    [...imported, ...already].flatMap((id) => gallery.get(id) ?? []),
    at
  );
  const [first] = refused;
  if (first) toaster.error(`${first.name}: ${first.problem.title}${refused.length > 1 ? ` And ${refused.length - 1} more.` : ''}`);
}

/** Words pasted onto the board become a note. */
export function takeWords(board: Board, words: string, at: Point): void {
  const trimmed = words.trim().slice(0, 5_000);
  if (trimmed) addNote(board, at, trimmed.toWellFormed().replaceAll('\0', ''));
}
