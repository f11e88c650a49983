// What is done to several assets at once, with the sentence that tells of it and its undo.
import type { AssetId } from 'shared/gallery';
import { Problem } from 'shared/kernel';
import { deviceCopies, mediaUrl, storage } from '#lib/blobs';
import { toaster } from '#lib/ui';
import { changeTags, restore, setCollection, setFavourite, setRating, trash, type Undo } from './actions.ts';
import type { AssetEntry } from './collection.ts';
import { keptCollections } from './kept-collections.svelte.ts';
import { undoSteps } from './undo.svelte.ts';
import { fileNameOf } from './words.ts';

const idsOf = (entries: readonly AssetEntry[]) => entries.map(({ record }) => record.id);
const several = (count: number) => `${count} ${count === 1 ? 'asset' : 'assets'}`;

/** Does something that can be undone and says so; a failure is shown with what is safe. */
export async function tell(act: () => Promise<Undo>, message?: string): Promise<void> {
  try {
    const undo = undoSteps.remember(await act());
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

/** Rates all; the same rating again takes it away, as 0 does. */
export function rate(entries: readonly AssetEntry[], rating: number): Promise<void> {
  const same = entries.every(({ fields }) => (fields.rating ?? 0) === rating);
  const stars = same ? 0 : rating;
  const message = stars === 0 ? `Took the rating off ${several(entries.length)}.` : `Rated ${several(entries.length)} ${stars} of 5.`;
  return tell(() => setRating(idsOf(entries), stars), entries.length > 1 ? message : undefined);
}

/** Puts tags on all and takes others off. */
export function tag(entries: readonly AssetEntry[], add: readonly string[], remove: readonly string[]): Promise<void> {
  const names = [...add, ...remove].map((one) => `“${one}”`).join(', ');
  const message = `${add.length > 0 ? 'Tagged' : 'Took'} ${add.length > 0 ? `${several(entries.length)} with ${names}` : `${names} off ${several(entries.length)}`}.`;
  return tell(() => changeTags(idsOf(entries), add, remove), entries.length > 1 ? message : undefined);
}

/** Puts all into a collection, or takes them out. */
export function collect(
  ids: readonly AssetId[],
  collection: { readonly id: string; readonly name?: string },
  member = true
): Promise<void> {
  const name = `“${collection.name ?? 'Collection'}”`;
  const message = member
    ? `Added ${several(ids.length)} to ${name}.`
    : `Took ${several(ids.length)} out of ${name}. They stay in the gallery.`;
  return tell(() => setCollection(ids, collection.id, member), message);
}

/** Whether all are to stay on this device whatever room there is. */
export function allPinned(entries: readonly AssetEntry[]): boolean {
  return entries.every(({ record }) => deviceCopies.isPinnedItself(record.hash));
}

/** Keeps all on this device for offline use, or none when all are kept. */
export function flipPins(entries: readonly AssetEntry[]): Promise<void> {
  const on = !allPinned(entries);
  const copies = entries.map(({ record }) => ({ hash: record.hash, bytes: record.bytes, thumb: record.thumb.hash }));
  return tell(
    async () => {
      await deviceCopies.pin(copies, on);
      // Who wants something kept wants the browser to keep it: the moment to ask.
      if (on && !storage.persisted) await storage.persist();
      return () => deviceCopies.pin(copies, !on);
    },
    on ? `${several(entries.length)} will stay on this device.` : `${several(entries.length)} may leave this device when room gets short.`
  );
}

/** Keeps a collection's originals on this device, those too that join it later, or no longer insists on it. */
export function keepCollection(id: string, name: string, on: boolean): Promise<void> {
  return tell(
    async () => {
      keptCollections.set(id, on);
      if (on && !storage.persisted) await storage.persist();
      return () => {
        keptCollections.set(id, !on);
        return Promise.resolve();
      };
    },
    on ? `“${name}” will stay on this device.` : `“${name}” may leave this device when room gets short.`
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
