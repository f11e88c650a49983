// Which runs are listed: by what they are doing or how they ended, and by words of their title, prompt and mode.
import type { RunEntry } from './merge.ts';
import { isLive, modeName, progressOf } from './progress.ts';

export type RunFilter = 'all' | 'live' | 'paused' | 'checking' | 'failed' | 'cancelled';

export const runFilters: readonly { readonly value: RunFilter; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'live', label: 'In progress' },
  { value: 'paused', label: 'Paused' },
  { value: 'checking', label: 'With items being checked' },
  { value: 'failed', label: 'With failed items' },
  { value: 'cancelled', label: 'Cancelled' }
];

const passes: Record<RunFilter, (run: RunEntry) => boolean> = {
  all: () => true,
  live: isLive,
  paused: ({ state }) => state === 'paused',
  checking: (run) => progressOf(run).checking > 0,
  failed: (run) => progressOf(run).failed > 0,
  cancelled: ({ cancelled }) => cancelled
};

export function chosenRuns(runs: readonly RunEntry[], filter: RunFilter, search: string): readonly RunEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (filter === 'all' && words.length === 0) return runs;
  return runs.filter((run) => {
    if (!passes[filter](run)) return false;
    const text = `${run.title} ${run.recipe.prompt} ${run.recipe.model} ${modeName(run)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
