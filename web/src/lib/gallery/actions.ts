// Every write to the gallery: into the documents on this device first, from where it reaches the server and everyone else.
// Viewers write nothing: each action then throws the Problem `gallery-view-only`.
import type { AssetField, AssetFields, AssetId } from 'shared/gallery';
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

/** Sets one field of some assets; undoing sets each back to what it was, unless somebody changed it since. */
async function change<Field extends AssetField>(ids: readonly AssetId[] | AssetId, field: Field, value: AssetFields[Field]): Promise<Undo> {
  await gallery.start();
  if (gallery.locked) throw galleryProblem('gallery-view-only');
  const { feedOf } = await import('./live-feed.ts');
  const feed = feedOf(gallery);
  const before = new Map<AssetId, AssetFields[Field]>();
  for (const id of typeof ids === 'string' ? [ids] : ids) {
    const entry = gallery.get(id);
    if (entry && entry.fields[field] !== value) before.set(id, entry.fields[field]);
  }
  await feed.write([...before.keys()], field, () => value);
  return () => feed.write([...before.keys()], field, (id, now) => (now === value ? before.get(id) : now));
}
