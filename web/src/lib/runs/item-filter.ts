// Which items of a run are listed: by what they are doing, and by words.
import { isInFlight, type Item } from 'shared/runs';

export type ItemFilter = 'all' | 'landed' | 'failed' | 'working' | 'waiting';

const passes: Record<ItemFilter, (item: Item) => boolean> = {
  all: () => true,
  landed: ({ state }) => state === 'succeeded',
  failed: ({ state }) => state === 'failed' || state === 'cancelled',
  working: ({ state }) => isInFlight(state),
  waiting: ({ state }) => state === 'queued'
};

/** Items of a state that have every word in their number, label, own prompt or problem; a bare number is an item's number. */
export function chosenItems(items: readonly Item[], filter: ItemFilter, search: string): readonly Item[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (filter === 'all' && words.length === 0) return items;
  return items.filter((item) => passes[filter](item) && words.every((word) => hasWord(item, word)));
}

function hasWord({ index, change, problem, predictionId }: Item, word: string): boolean {
  if (/^\d+$/.test(word)) return String(index + 1) === word;
  return [change?.label, change?.prompt, problem?.title, predictionId].some((text) => text?.toLowerCase().includes(word));
}
