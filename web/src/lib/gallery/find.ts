// Lets the command palette find assets by the words that the gallery's search knows.
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import Image from '@lucide/svelte/icons/image';
import Video from '@lucide/svelte/icons/video';
import type { Command } from '#lib/ui';
import { filterAssets } from './filter.ts';
import { gallery } from './gallery.svelte.ts';
import { titleOf } from './words.ts';

const SHOWN = 6;

/** The newest assets that fit the words, as entries that open the viewer. */
export function findAssets(words: string): Command[] {
  return filterAssets(gallery.assets, { words, kind: 'all', favourites: false })
    .slice(0, SHOWN)
    .map((entry) => ({
      id: `asset.${entry.record.id}`,
      title: titleOf(entry),
      icon: entry.record.kind === 'video' ? Video : Image,
      group: 'Assets',
      run: () => goto(resolve('/gallery/[id]', { id: entry.record.id }))
    }));
}
