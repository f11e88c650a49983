// What is done to several assets at once, with the sentence that tells of it and its undo.
import type { AssetId } from 'shared/gallery';
import { Problem } from 'shared/kernel';
import { mediaUrl } from '#lib/blobs';
import { toaster } from '#lib/ui';
import { restore, setFavourite, setRating, trash, type Undo } from './actions.ts';
import type { AssetEntry } from './collection.ts';
import { fileNameOf } from './words.ts';

const several = (count: number) => `${count} ${count === 1 ? 'asset' : 'assets'}`;

/** Does something that can be undone and says so; a failure is shown with what is safe. */
async function tell(act: () => Promise<Undo>, message?: string): Promise<void> {
  try {
    const undo = await act();
    if (message) toaster.show({ message, undo: () => void undo() });
  } catch (error) {
    toaster.error(
      error instanceof Problem
        ? `${error.document.title} ${error.document.remedy}`
        : 'That could not be saved. Nothing was changed; try again.'
    );
  }
}

/** Moves assets to trash, from where they can be taken back for 30 days. */
export function moveToTrash(ids: readonly AssetId[]): Promise<void> {
  return tell(() => trash(ids), `Moved ${several(ids.length)} to trash.`);
}

export function takeFromTrash(ids: readonly AssetId[]): Promise<void> {
  return tell(() => restore(ids), `Took ${several(ids.length)} out of trash.`);
}

/** Makes all favourites, or none when all are. */
export function flipFavourites(entries: readonly AssetEntry[]): Promise<void> {
  const on = !entries.every(({ fields }) => fields.favourite);
  return tell(
    () =>
      setFavourite(
        entries.map(({ record }) => record.id),
        on
      ),
    entries.length > 1 ? `${on ? 'Added' : 'Removed'} ${several(entries.length)} ${on ? 'to' : 'from'} favourites.` : undefined
  );
}

/** Rates all; the same rating again takes it away. */
export function rate(entries: readonly AssetEntry[], rating: number): Promise<void> {
  const same = entries.every(({ fields }) => (fields.rating ?? 0) === rating);
  return tell(() =>
    setRating(
      entries.map(({ record }) => record.id),
      same ? 0 : rating
    )
  );
}

/** Hands the originals to the browser's downloads, one file each, under names that can be read. */
export async function download(entries: readonly AssetEntry[]): Promise<void> {
  for (const entry of entries) {
    const link = Object.assign(document.createElement('a'), { href: mediaUrl(entry.record.hash), download: fileNameOf(entry) });
    document.body.append(link);
    link.click();
    link.remove();
    // Browsers drop downloads that are started in one breath.
    if (entries.length > 1) await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
