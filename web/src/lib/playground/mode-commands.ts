// The modes as commands, so that each is reached by its name from the palette.
import type { Command } from '#lib/ui';
import { modes } from './modes.ts';
import { playground } from './playground.svelte.ts';

/** One command a mode. */
export function modeCommands(): Command[] {
  return modes.map(({ value, label, icon }) => ({
    id: `playground.mode.${value}`,
    title: label,
    icon,
    group: 'Modes',
    words: 'mode playground switch',
    available: () => playground.mode !== value,
    run: () => {
      playground.mode = value;
    }
  }));
}
