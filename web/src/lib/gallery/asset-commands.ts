// What keys and the palette do with assets, on the gallery page and in the viewer alike.
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import Download from '@lucide/svelte/icons/download';
import Pencil from '@lucide/svelte/icons/pencil';
import Star from '@lucide/svelte/icons/star';
import Trash from '@lucide/svelte/icons/trash';
import type { Command } from '#lib/ui';
import { download, flipFavourites, rate } from './bulk.ts';
import type { AssetEntry } from './collection.ts';
import { gallery } from './gallery.svelte.ts';

/** The commands of one place; `targets` are asked when a key is pressed, `discard` moves them to trash. */
export function assetCommands(group: 'Gallery' | 'Viewer', targets: () => readonly AssetEntry[], discard: () => Promise<void>): Command[] {
  const id = (name: string) => `${group.toLowerCase()}.${name}`;
  const any = () => targets().length > 0;
  const open = () => gallery.locked === undefined && any();
  const editable = () => {
    const [one, ...others] = targets();
    return one && others.length === 0 && one.record.kind === 'image' ? one : undefined;
  };
  return [
    { id: id('favourite'), title: 'Favourite', icon: Star, group, keys: 'F', available: open, run: () => flipFavourites(targets()) },
    {
      id: id('edit'),
      title: 'Edit',
      icon: Pencil,
      group,
      keys: 'E',
      available: () => editable() !== undefined,
      run: () => {
        const entry = editable();
        if (entry) void goto(resolve(`/?edit=${encodeURIComponent(entry.record.id)}`));
      }
    },
    { id: id('download'), title: 'Download', icon: Download, group, available: any, run: () => download(targets()) },
    {
      id: id('trash'),
      title: 'Move to trash',
      icon: Trash,
      group,
      keys: 'Delete',
      available: () => open() && targets().every(({ fields }) => fields.trashedAt === undefined),
      run: discard
    },
    ...[1, 2, 3, 4, 5].map((stars) => ({
      id: id(`rate-${stars}`),
      title: stars === 1 ? 'Rate with 1 to 5' : `Rate ${stars}`,
      group,
      keys: String(stars),
      hidden: true,
      unlisted: stars > 1,
      available: open,
      run: () => rate(targets(), stars)
    }))
  ];
}
