// What the gallery itself can do with assets, as entries of the register.
import ArchiveRestore from '@lucide/svelte/icons/archive-restore';
import Columns2 from '@lucide/svelte/icons/columns-2';
import Download from '@lucide/svelte/icons/download';
import GitCompareArrows from '@lucide/svelte/icons/git-compare-arrows';
import Star from '@lucide/svelte/icons/star';
import Trash from '@lucide/svelte/icons/trash';
import type { AssetAction } from './action-rules.ts';
import { download, flipFavourites, moveToTrash, takeFromTrash } from './bulk.ts';
import type { AssetEntry } from './collection.ts';
import { comparison, type NamedRecipe } from './comparison.svelte.ts';
import { gallery } from './gallery.svelte.ts';
import { pictureComparison } from './picture-comparison.svelte.ts';
import { titleOf } from './words.ts';

const idsOf = (assets: readonly AssetEntry[]) => assets.map(({ record }) => record.id);
/** The recipes of one or two chosen assets, the older first, so that what changed reads forward in time. */
const recipesOf = (assets: readonly AssetEntry[]): NamedRecipe[] =>
  assets
    .toSorted((a, b) => a.record.createdAt - b.record.createdAt)
    .flatMap((one) => (one.record.recipe ? [{ name: titleOf(one), recipe: one.record.recipe, thumb: one.record.thumb.hash }] : []));
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
    id: 'download',
    title: 'Download the original',
    titleFor: (assets) => (assets.length > 1 ? 'Download the originals' : 'Download the original'),
    icon: Download,
    section: 'keep',
    order: 2,
    places: ['viewer', 'selection', 'menu', 'palette'],
    words: 'save file export',
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
