// What the gallery's page offers by keys and in the command palette, besides what acts on chosen assets.
import FolderInput from '@lucide/svelte/icons/folder-input';
import Import from '@lucide/svelte/icons/import';
import Search from '@lucide/svelte/icons/search';
import type { Command } from '#lib/ui';
import { selectCommand } from './select-command.ts';
import { undoSteps } from './undo.svelte.ts';
import { view } from './view.svelte.ts';

interface Parts {
  /** Asks for files to import. */
  readonly pick: () => void;
  readonly pickFolder: () => void;
  /** Goes to the search field. */
  readonly search: () => void;
}

export function pageCommands({ pick, pickFolder, search }: Parts): Command[] {
  const group = 'Gallery';
  return [
    { id: 'gallery.import', title: 'Import pictures or videos', icon: Import, group, run: pick },
    { id: 'gallery.import-folder', title: 'Import a folder', icon: FolderInput, group, run: pickFolder },
    { id: 'gallery.search', title: 'Search the gallery', icon: Search, group, keys: '/', run: search },
    { id: 'gallery.all', title: 'Select everything shown', group, keys: 'Ctrl+A', run: () => view.selection.all() },
    selectCommand(view.selection),
    {
      id: 'gallery.undo',
      title: 'Undo the last change',
      group,
      keys: 'Ctrl+Z',
      available: () => undoSteps.any,
      run: () => undoSteps.undo()
    },
    {
      id: 'gallery.clear',
      title: 'Clear the selection',
      group,
      keys: 'Escape',
      hidden: true,
      available: () => view.selection.on,
      run: () => view.selection.clear()
    }
  ];
}
