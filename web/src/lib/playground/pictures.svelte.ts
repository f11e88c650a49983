// Where to see the pictures that recipes name by hash: in the gallery, in memory since they were added, or on this device.
import { SvelteMap } from 'svelte/reactivity';
import type { Reference, Size } from 'shared/engine';
import { keepFile, mediaUrl } from '#lib/blobs';
import { gallery, type AssetEntry } from '#lib/gallery';
import type { DraftReference } from './draft.ts';

/** Added in this page's life: shown from memory, since the service worker may not be there yet at a first visit. */
const added = new SvelteMap<string, Size & { url: string }>();

const assetOf = ({ hash, assetId }: Reference): AssetEntry | undefined => {
  const named = assetId ? gallery.get(assetId) : undefined;
  return named ?? gallery.byHash(hash);
};

/** The address of a small picture of a reference. */
export function thumbOf(reference: Reference): string {
  const local = added.get(reference.hash);
  if (local) return local.url;
  return mediaUrl(assetOf(reference)?.record.thumb.hash ?? reference.hash);
}

/** The address of a reference at full size. */
export function pictureOf(reference: Reference): string {
  return added.get(reference.hash)?.url ?? mediaUrl(reference.hash);
}

/** A reference's pixels where this device knows them. */
export function pixelsOf(reference: Reference): Size | undefined {
  return added.get(reference.hash) ?? assetOf(reference)?.record;
}

/** What a reference is called, or the words that it was made from, where this device knows them. */
export function nameOf(reference: Reference): string | undefined {
  const asset = assetOf(reference);
  return asset?.fields.title ?? (asset?.record.recipe?.composition?.prompt || asset?.record.recipe?.prompt);
}

/** An asset as a reference. */
export function referenceTo({ record }: AssetEntry): DraftReference {
  return { hash: record.hash, assetId: record.id, width: record.width, height: record.height };
}

/** Keeps files on this device and queues them for the server. Throws a Problem for what is no picture. */
export async function referencesFrom(files: readonly File[]): Promise<DraftReference[]> {
  const references: DraftReference[] = [];
  for (const file of files) {
    const { hash, width, height } = await keepFile(file, file.name);
    if (!added.has(hash)) added.set(hash, { url: URL.createObjectURL(file), width, height });
    references.push({ hash, width, height });
  }
  return references;
}
