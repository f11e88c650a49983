// Lets the command palette find moodboards by their names and tags.
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import type { Command } from '#lib/ui';
import { boards } from './boards.svelte.ts';

const SHOWN = 4;

/** The newest boards that fit the words, as entries that open them. */
export function findBoards(words: string): Command[] {
  void boards.start();
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return boards.all
    .filter(({ title, tags = [] }) => {
      const text = [title || 'Untitled board', ...tags].join(' ').toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .slice(0, SHOWN)
    .map(({ docId, title }) => ({
      id: `board-found.${docId}`,
      title: title || 'Untitled board',
      icon: LayoutDashboard,
      group: 'Moodboards',
      run: () => goto(resolve('/boards/[id]', { id: docId }))
    }));
}
