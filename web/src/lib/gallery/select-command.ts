// The key that selects the picture which has the focus: what the check is to a mouse and a long press to a finger.
import type { Command } from '#lib/ui';
import { focusedAsset } from './focused-asset.ts';
import type { Selection } from './selection.svelte.ts';

/** The same command, and so the same key, wherever pictures are selected. */
export function selectCommand(selection: Selection): Command {
  return {
    id: 'assets.select',
    title: 'Select the picture, or leave it out again',
    group: 'Pictures',
    keys: 'X',
    available: () => focusedAsset() !== undefined,
    run: () => {
      const id = focusedAsset();
      if (id !== undefined) selection.toggle(id);
    }
  };
}
