// Lets the command palette find assets by the words that the gallery's search knows.
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import Image from '@lucide/svelte/icons/image';
import Video from '@lucide/svelte/icons/video';
import type { Command } from '#lib/ui';
import { tidy } from './filter.ts';
import { search } from './gallery-search.ts';
import { Question } from './question.svelte.ts';
import { titleOf } from './words.ts';

const SHOWN = 6;
const question = new Question(() => search);
let asked = '';

/** The newest assets that fit the words, as entries that open the viewer. They come a moment later: whoever shows them is told by their state. */
export function findAssets(words: string): Command[] {
  const { words: said } = tidy({ words });
  if (said !== asked) {
    asked = said ?? '';
    // Outside of whatever is being derived from the answer.
    queueMicrotask(() => question.ask(said === undefined ? undefined : { filter: { words: said }, trashed: false }));
  }
  return (question.entries ?? []).slice(0, SHOWN).map((entry) => ({
    id: `asset.${entry.record.id}`,
    title: titleOf(entry),
    icon: entry.record.kind === 'video' ? Video : Image,
    group: 'Assets',
    run: () => goto(resolve('/gallery/[id]', { id: entry.record.id }))
  }));
}
