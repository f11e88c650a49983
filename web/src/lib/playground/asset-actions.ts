// What can be done with a finished picture where it stands in a run; menu, sheet and keys all take it from here.
import Columns2 from '@lucide/svelte/icons/columns-2';
import Download from '@lucide/svelte/icons/download';
import Pencil from '@lucide/svelte/icons/pencil';
import Repeat2 from '@lucide/svelte/icons/repeat-2';
import Star from '@lucide/svelte/icons/star';
import { download, setFavourite, type AssetEntry } from '#lib/gallery';
import type { MenuItem } from '#lib/ui';
import { referenceTo } from './pictures.svelte.ts';
import { playground } from './playground.svelte.ts';

/** The actions for an asset; `compare` is given where there is a source to hold it against. */
export function assetActions(asset: AssetEntry, compare: ((asset: AssetEntry) => void) | undefined): MenuItem[] {
  const { recipe } = asset.record;
  return [
    { label: 'Edit', icon: Pencil, keys: 'E', run: () => editAsset(asset) },
    ...(recipe ? [{ label: 'Use again', icon: Repeat2, run: () => playground.use({ recipe, count: 1 }) }] : []),
    { label: asset.fields.favourite ? 'Not a favourite' : 'Favourite', icon: Star, keys: 'F', run: () => toggleFavourite(asset) },
    ...(compare ? [{ label: 'Compare with the source', icon: Columns2, keys: 'C', run: () => compare(asset) }] : []),
    { label: 'Download', icon: Download, run: () => void download([asset]) }
  ];
}

/** Puts the picture into Edit as its source. */
export function editAsset(asset: AssetEntry): void {
  playground.startFrom(referenceTo(asset));
}

export function toggleFavourite({ record, fields }: AssetEntry): void {
  void setFavourite(record.id, !fields.favourite);
}
