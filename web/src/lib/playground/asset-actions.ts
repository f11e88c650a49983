// What the playground can do with assets, as entries of the gallery's register: going on from a picture, wherever it is shown.
import Clapperboard from '@lucide/svelte/icons/clapperboard';
import CopyPlus from '@lucide/svelte/icons/copy-plus';
import Crop from '@lucide/svelte/icons/crop';
import Eraser from '@lucide/svelte/icons/eraser';
import Expand from '@lucide/svelte/icons/expand';
import Palette from '@lucide/svelte/icons/palette';
import Pencil from '@lucide/svelte/icons/pencil';
import Repeat2 from '@lucide/svelte/icons/repeat-2';
import Scaling from '@lucide/svelte/icons/scaling';
import Scissors from '@lucide/svelte/icons/scissors';
import Shuffle from '@lucide/svelte/icons/shuffle';
import { editTypeOf } from 'shared/playground';
import { account } from '#lib/accounts';
import { gallery, type AssetAction, type AssetEntry } from '#lib/gallery';
import type { Icon } from '#lib/ui';
import { goOn, goOnWithMany, type Onward } from './continue.ts';
import { modes } from './modes.ts';
import { isPlain, toolIds, toolOf, toolPrice, type ToolId } from './tool-rules.ts';
import { priceText, tools, toolSource } from './tools.svelte.ts';

const onePicture = (assets: readonly AssetEntry[]) => assets.length === 1 && assets[0]?.record.kind === 'image';
const viewOnly = () =>
  account.workspace.role === 'viewer' ? 'You can view this workspace, not generate in it. Ask an owner to make you an editor.' : undefined;
const pictures = (assets: readonly AssetEntry[]) => assets.filter(({ record }) => record.kind === 'image');
const goOnWith = (how: Onward) => async (assets: readonly AssetEntry[]) => {
  if (assets[0]) await goOn(how, assets[0]);
};

const onward: readonly AssetAction[] = [
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

const noTools: readonly AssetAction['places'][number][] = ['menu', 'palette'];
const icons = { upscale: Scaling, 'background-removal': Scissors, 'object-removal': Eraser, outpaint: Expand } satisfies Record<
  ToolId,
  Icon
>;
const words: Record<ToolId, string> = {
  upscale: 'larger resolution enlarge 4k 8k',
  'background-removal': 'cut out transparent png',
  'object-removal': 'erase eraser mask brush inpaint',
  outpaint: 'zoom out widen outpaint uncrop'
};

const toolActions: readonly AssetAction[] = toolIds.map((id, order) => ({
  id,
  title: editTypeOf(id)?.name ?? id,
  icon: icons[id],
  section: 'tools',
  order: order + 2,
  places: noTools,
  words: words[id],
  available: (assets) => onePicture(assets) && toolOf(id) !== undefined,
  unavailable: viewOnly,
  price: () => {
    const tool = toolOf(id);
    const price = tool && isPlain(tool) ? toolPrice(tool) : null;
    return price === null ? undefined : priceText(price);
  },
  run: async ([asset]) => {
    const tool = toolOf(id);
    if (asset && tool) await (isPlain(tool) ? tools.run(id, toolSource(asset)) : tools.show(id, toolSource(asset)));
  }
}));

const crop: AssetAction = {
  id: 'crop',
  title: 'Crop',
  icon: Crop,
  section: 'tools',
  order: 1,
  places: noTools,
  words: 'cut rotate turn trim aspect',
  available: onePicture,
  unavailable: () => gallery.locked,
  run: ([asset]) => {
    if (asset) tools.show('crop', toolSource(asset));
  }
};

export const playgroundActions: readonly AssetAction[] = [...onward, crop, ...toolActions];
