// What the gallery itself can do with assets, as entries of the register.
import ArchiveRestore from '@lucide/svelte/icons/archive-restore';
import Columns2 from '@lucide/svelte/icons/columns-2';
import Download from '@lucide/svelte/icons/download';
import FileDown from '@lucide/svelte/icons/file-down';
import FolderMinus from '@lucide/svelte/icons/folder-minus';
import FolderPlus from '@lucide/svelte/icons/folder-plus';
import GitCompareArrows from '@lucide/svelte/icons/git-compare-arrows';
import Image from '@lucide/svelte/icons/image';
import Pin from '@lucide/svelte/icons/pin';
import StarHalf from '@lucide/svelte/icons/star-half';
import Star from '@lucide/svelte/icons/star';
import Tag from '@lucide/svelte/icons/tag';
import Trash from '@lucide/svelte/icons/trash';
import type { AssetAction } from './action-rules.ts';
import { allPinned, collect, download, flipFavourites, flipPins, moveToTrash, takeFromTrash, tell } from './bulk.ts';
import type { AssetEntry } from './collection.ts';
import { comparison, type NamedRecipe } from './comparison.svelte.ts';
import { directory } from './directory.svelte.ts';
import { exporting } from './exporting.svelte.ts';
import { gallery } from './gallery.svelte.ts';
import { organising } from './organising.svelte.ts';
import { pictureComparison } from './picture-comparison.svelte.ts';
import { view } from './view.svelte.ts';
import { titleOf } from './words.ts';

const idsOf = (assets: readonly AssetEntry[]) => assets.map(({ record }) => record.id);
/** The recipes of one or two chosen assets, the older first, so that what changed reads forward in time. */
const recipesOf = (assets: readonly AssetEntry[]): NamedRecipe[] =>
  assets
    .toSorted((a, b) => a.record.createdAt - b.record.createdAt)
    .flatMap((one) => (one.record.recipe ? [{ name: titleOf(one), recipe: one.record.recipe, thumb: one.record.thumb.hash }] : []));
/** The collection that the page shows, if all of these are in it. */
const shownCollection = (assets: readonly AssetEntry[]) => {
  const shown = directory.collection(view.filter.collection);
  return shown && assets.every(({ fields }) => fields.collections?.includes(shown.id)) ? shown : undefined;
};
const locked = () => gallery.locked;
const allFavourites = (assets: readonly AssetEntry[]) => assets.every(({ fields }) => fields.favourite ?? false);

export const ownActions: readonly AssetAction[] = [
  {
    id: 'compare',
    title: 'Compare',
    titleFor: (assets) => (assets.length > 1 ? 'Compare these two' : 'Before and after'),
    icon: Columns2,
    keys: 'C',
    section: 'look',
    order: 1,
    places: ['selection', 'menu', 'palette'],
    words: 'before after source slider',
    available: (assets) => pictureComparison.pairOf(assets) !== undefined,
    run: (assets) => pictureComparison.show(assets)
  },
  {
    id: 'compare-recipe',
    title: 'Compare recipe',
    titleFor: (assets) => (assets.length > 1 ? 'Compare recipes' : comparison.first ? 'Compare with it' : 'Compare recipe'),
    icon: GitCompareArrows,
    section: 'look',
    order: 2,
    places: ['recipe', 'selection', 'menu', 'palette'],
    words: 'difference changed settings',
    available: (assets) => assets.length <= 2 && recipesOf(assets).length === assets.length,
    run: (assets) => {
      const [before, after] = recipesOf(assets);
      if (before && after) comparison.show(before, after);
      else if (before) comparison.pick(before);
    }
  },
  {
    id: 'collect',
    title: 'Collect',
    icon: FolderPlus,
    section: 'keep',
    order: 0.1,
    places: ['viewer', 'selection', 'menu', 'palette'],
    words: 'collection project add put',
    available: () => true,
    unavailable: locked,
    run: (assets) => organising.open('collect', assets)
  },
  {
    id: 'uncollect',
    title: 'Take out of the collection',
    icon: FolderMinus,
    section: 'keep',
    order: 0.2,
    places: ['menu', 'palette'],
    words: 'collection project remove',
    available: (assets) => shownCollection(assets) !== undefined,
    unavailable: locked,
    run: (assets) => {
      const collection = shownCollection(assets);
      return collection && collect(idsOf(assets), collection, false);
    }
  },
  {
    id: 'cover',
    title: 'Use as the collection’s cover',
    icon: Image,
    section: 'keep',
    order: 0.3,
    places: ['menu', 'palette'],
    available: (assets) => assets.length === 1 && shownCollection(assets) !== undefined,
    unavailable: locked,
    run: ([asset]) => {
      const collection = asset && shownCollection([asset]);
      return (
        collection &&
        tell(() => directory.setCover(collection.id, asset.record.id), `It now stands for “${collection.name ?? 'the collection'}”.`)
      );
    }
  },
  {
    id: 'rate',
    title: 'Rate',
    icon: StarHalf,
    section: 'keep',
    order: 0.4,
    places: ['selection', 'menu'],
    words: 'stars rating',
    available: () => true,
    unavailable: locked,
    run: (assets) => organising.open('rate', assets)
  },
  {
    id: 'tag',
    title: 'Tag',
    icon: Tag,
    keys: 'T',
    section: 'keep',
    order: 1.5,
    places: ['menu', 'palette'],
    words: 'tags label keyword',
    available: () => true,
    unavailable: locked,
    run: (assets) => organising.open('tag', assets)
  },
  {
    id: 'favourite',
    title: 'Favourite',
    titleFor: (assets) => (allFavourites(assets) ? 'Remove from favourites' : 'Favourite'),
    icon: Star,
    keys: 'F',
    section: 'keep',
    order: 1,
    places: ['viewer', 'selection', 'menu', 'palette'],
    words: 'star keep',
    inTrash: 'also',
    available: () => true,
    unavailable: locked,
    on: allFavourites,
    run: flipFavourites
  },
  {
    id: 'pin',
    title: 'Keep on this device',
    titleFor: (assets) => (allPinned(assets) ? 'No longer keep on this device' : 'Keep on this device'),
    icon: Pin,
    section: 'keep',
    order: 4,
    places: ['menu', 'palette'],
    words: 'pin offline available',
    available: () => true,
    on: allPinned,
    run: flipPins
  },
  {
    id: 'export',
    title: 'Download or export',
    icon: Download,
    section: 'keep',
    order: 2,
    places: ['viewer', 'selection', 'menu', 'palette'],
    words: 'save file share zip png jpeg webp metadata',
    inTrash: 'also',
    available: () => true,
    run: (assets) => exporting.show(assets)
  },
  {
    id: 'download',
    title: 'Download the original',
    titleFor: (assets) => (assets.length > 1 ? 'Download the originals' : 'Download the original'),
    icon: FileDown,
    section: 'keep',
    order: 3,
    places: ['palette'],
    words: 'save file as it is',
    inTrash: 'also',
    available: () => true,
    run: download
  },
  {
    id: 'restore',
    title: 'Take out of trash',
    icon: ArchiveRestore,
    section: 'remove',
    order: 1,
    places: ['viewer', 'selection', 'menu', 'palette'],
    inTrash: 'only',
    leaves: true,
    available: () => true,
    unavailable: locked,
    run: (assets) => takeFromTrash(idsOf(assets))
  },
  {
    id: 'trash',
    title: 'Move to trash',
    icon: Trash,
    keys: 'Delete',
    section: 'remove',
    order: 2,
    places: ['viewer', 'selection', 'menu', 'palette'],
    words: 'delete remove',
    danger: true,
    leaves: true,
    available: () => true,
    unavailable: locked,
    run: (assets) => moveToTrash(idsOf(assets))
  }
];
