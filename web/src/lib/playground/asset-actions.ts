// What the playground can do with assets, as entries of the gallery's register: going on from a picture, wherever it is shown.
import Clapperboard from '@lucide/svelte/icons/clapperboard';
import CopyPlus from '@lucide/svelte/icons/copy-plus';
import Palette from '@lucide/svelte/icons/palette';
import Pencil from '@lucide/svelte/icons/pencil';
import Repeat2 from '@lucide/svelte/icons/repeat-2';
import Shuffle from '@lucide/svelte/icons/shuffle';
import { account } from '#lib/accounts';
import type { AssetAction, AssetEntry } from '#lib/gallery';
import { goOn, goOnWithMany, type Onward } from './continue.ts';
import { modes } from './modes.ts';

const onePicture = (assets: readonly AssetEntry[]) => assets.length === 1 && assets[0]?.record.kind === 'image';
const viewOnly = () =>
  account.workspace.role === 'viewer' ? 'You can view this workspace, not generate in it. Ask an owner to make you an editor.' : undefined;
const pictures = (assets: readonly AssetEntry[]) => assets.filter(({ record }) => record.kind === 'image');
const goOnWith = (how: Onward) => async (assets: readonly AssetEntry[]) => {
  if (assets[0]) await goOn(how, assets[0]);
};

export const playgroundActions: readonly AssetAction[] = [
  {
    id: 'use-recipe',
    title: 'Use this recipe',
    icon: Repeat2,
    section: 'continue',
    order: 9,
    places: ['recipe', 'menu', 'palette'],
    words: 'again prompt settings',
    available: (assets) => assets.length === 1 && assets[0]?.record.recipe !== undefined,
    run: goOnWith('recipe')
  },
  {
    id: 'edit',
    title: 'Edit',
    icon: Pencil,
    keys: 'E',
    section: 'continue',
    order: 10,
    places: ['tile', 'viewer', 'recipe', 'selection', 'menu', 'palette'],
    words: 'change instruction source',
    available: onePicture,
    unavailable: viewOnly,
    run: goOnWith('edit')
  },
  {
    id: 'vary',
    title: 'Vary',
    icon: Shuffle,
    keys: 'V',
    section: 'continue',
    order: 11,
    places: ['tile', 'viewer', 'selection', 'menu', 'palette'],
    words: 'variation alternatives more like this',
    available: onePicture,
    unavailable: viewOnly,
    run: goOnWith('vary')
  },
  {
    id: 'restyle',
    title: 'Style variations',
    icon: Palette,
    section: 'continue',
    order: 12,
    places: ['selection', 'menu', 'palette'],
    words: 'restyle styles looks',
    available: (assets) => onePicture(assets) && modes.some(({ value }) => value === 'style-variations'),
    unavailable: viewOnly,
    run: goOnWith('style-variations')
  },
  {
    id: 'batch-edit',
    title: 'Batch edit',
    icon: CopyPlus,
    section: 'continue',
    order: 14,
    places: ['selection', 'menu', 'palette'],
    words: 'many several all instruction',
    titleFor: (assets) => (assets.length > 1 ? `Batch edit ${pictures(assets).length} pictures` : 'Add to the batch'),
    available: (assets) => pictures(assets).length > 0,
    unavailable: viewOnly,
    run: (assets) => goOnWithMany(pictures(assets))
  },
  {
    id: 'animate',
    title: 'Animate',
    icon: Clapperboard,
    keys: 'A',
    section: 'continue',
    order: 13,
    places: ['viewer', 'selection', 'menu', 'palette'],
    words: 'video clip motion',
    available: (assets) => onePicture(assets) && modes.some(({ value }) => value === 'video'),
    unavailable: viewOnly,
    run: goOnWith('video')
  }
];
