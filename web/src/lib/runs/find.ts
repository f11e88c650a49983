// Lets the command palette find runs by their title, prompt, model and mode.
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import ListChecks from '@lucide/svelte/icons/list-checks';
import type { Command } from '#lib/ui';
import { chosenRuns } from './run-filter.ts';
import { runs } from './runs.svelte.ts';

const SHOWN = 4;

/** The newest runs that fit the words, as entries that open them. */
export function findRuns(words: string): Command[] {
  return chosenRuns(runs.list, 'all', words)
    .slice(0, SHOWN)
    .map(({ id, title }) => ({
      id: `run.${id}`,
      title,
      icon: ListChecks,
      group: 'Runs',
      run: () => goto(resolve('/runs/[id]', { id }))
    }));
}
