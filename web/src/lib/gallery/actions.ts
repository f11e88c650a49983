// Every write to the gallery: into the documents on this device first, from where it reaches the server and everyone else.
// Viewers write nothing: each action then throws the Problem `gallery-view-only`.
import type { AssetField, AssetFields, AssetId } from 'shared/gallery';
import type { Feed } from './feed.ts';
import { gallery } from './gallery.svelte.ts';
import { galleryProblem } from './problems.ts';

/** Takes an action back. */
export type Undo = () => Promise<void>;

/** Marks or unmarks assets as favourites. */
export function setFavourite(ids: readonly AssetId[] | AssetId, favourite: boolean): Promise<Undo> {
  return change(ids, 'favourite', favourite || undefined);
}

/** Rates assets from 1 to 5; 0 takes the rating back. */
export function setRating(ids: readonly AssetId[] | AssetId, rating: number): Promise<Undo> {
  return change(ids, 'rating', rating || undefined);
}

/** Gives an asset a title of at most 200 characters; an empty one takes it back. */
export function rename(id: AssetId, title: string): Promise<Undo> {
  return change(id, 'title', title.trim().slice(0, 200) || undefined);
}

/** Moves assets to trash, from where they can be taken back. */
export function trash(ids: readonly AssetId[] | AssetId): Promise<Undo> {
  return change(ids, 'trashedAt', Date.now());
}

/** Takes assets out of trash. */
export function restore(ids: readonly AssetId[] | AssetId): Promise<Undo> {
  return change(ids, 'trashedAt', undefined);
}

/** Notes of at most 5,000 characters; empty ones are taken back. */
export function setNotes(id: AssetId, notes: string): Promise<Undo> {
  return change(id, 'notes', notes.trim().slice(0, 5_000) || undefined);
}

/** Puts tags on assets and takes others off; undoing does the opposite where it was a change, and leaves everybody else's tags alone. */
export async function changeTags(ids: readonly AssetId[] | AssetId, add: readonly string[], remove: readonly string[]): Promise<Undo> {
  const feed = await writableFeed();
  const done = new Map<AssetId, { added: string[]; removed: string[] }>();
  const write = (which: readonly AssetId[], adding: (id: AssetId) => readonly string[], removing: (id: AssetId) => readonly string[]) =>
    feed.write(which, 'tags', (id, now = []) => {
      const added = adding(id).filter((tag) => !now.includes(tag));
      const removed = removing(id).filter((tag) => now.includes(tag));
      done.set(id, { added, removed });
      const tags = [...now.filter((tag) => !removed.includes(tag)), ...added].slice(0, 50);
      return tags.length > 0 ? tags : undefined;
    });
  await write(
    typeof ids === 'string' ? [ids] : ids,
    () => add,
    () => remove
  );
  const before = new Map(done);
  return () =>
    write(
      [...before.keys()],
      (id) => before.get(id)?.removed ?? [],
      (id) => before.get(id)?.added ?? []
    );
}

/** Puts assets into a collection or takes them out; undoing does the opposite for those that it changed. */
export async function setCollection(ids: readonly AssetId[], collectionId: string, member: boolean): Promise<Undo> {
  const feed = await writableFeed();
  const changed = await feed.place(ids, collectionId, member);
  return async () => void (await feed.place(changed, collectionId, !member));
}

/** Sets one field of some assets; undoing sets each back to what it was, unless somebody changed it since. */
async function change<Field extends AssetField>(ids: readonly AssetId[] | AssetId, field: Field, value: AssetFields[Field]): Promise<Undo> {
  const feed = await writableFeed();
  const before = new Map<AssetId, AssetFields[Field]>();
  for (const id of typeof ids === 'string' ? [ids] : ids) {
    const entry = gallery.get(id);
    if (entry && entry.fields[field] !== value) before.set(id, entry.fields[field]);
  }
  await feed.write([...before.keys()], field, () => value);
  return () => feed.write([...before.keys()], field, (id, now) => (now === value ? before.get(id) : now));
}

async function writableFeed(): Promise<Feed> {
  await gallery.start();
  if (gallery.locked) throw galleryProblem('gallery-view-only');
  const { feedOf } = await import('./live-feed.ts');
  return feedOf(gallery);
}
