// What moodboards can do with assets, as an entry of the gallery's register.
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import { account } from '#lib/accounts';
import type { AssetAction } from '#lib/gallery';
import { addingToBoard } from './adding-to-board.svelte.ts';

export const moodboardActions: readonly AssetAction[] = [
  {
    id: 'to-board',
    title: 'Add to a moodboard',
    icon: LayoutDashboard,
    keys: 'B',
    section: 'share',
    order: 10,
    places: ['tile', 'viewer', 'selection', 'menu', 'palette'],
    words: 'moodboard board pin collect',
    available: (assets) => assets.length > 0,
    unavailable: () =>
      account.workspace.role === 'viewer'
        ? 'You can view this workspace, not edit its boards. Ask an owner to make you an editor.'
        : undefined,
    run: (assets) => addingToBoard.ask(assets)
  }
];
