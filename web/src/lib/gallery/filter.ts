// Which assets a search and its filters leave: pure, so that it can be tried, and quick enough to run at every key.
import type { AssetEntry } from './collection.ts';

export interface Filter {
  /** Words that must all occur, in any order and case. */
  words: string;
  kind: 'all' | 'image' | 'video';
  favourites: boolean;
}

const texts = new WeakMap<AssetEntry, string>();

/** What an asset is found by: title, prompt, tags, file name and model. Made once for each entry, since entries are replaced, never changed. */
function textOf(entry: AssetEntry): string {
  let text = texts.get(entry);
  if (text === undefined) {
    const { record, fields } = entry;
    text = [fields.title, record.recipe?.prompt, fields.tags?.join(' '), record.fileName, record.recipe?.model]
      .filter(Boolean)
      .join('\n')
      .toLowerCase();
    texts.set(entry, text);
  }
  return text;
}

/** Whether a filter leaves out anything at all. */
export function filters({ words, kind, favourites }: Filter): boolean {
  return words.trim() !== '' || kind !== 'all' || favourites;
}

/** The entries that a filter leaves, in their order. */
export function filterAssets(entries: readonly AssetEntry[], filter: Filter): readonly AssetEntry[] {
  if (!filters(filter)) return entries;
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(
    (entry) =>
      (filter.kind === 'all' || entry.record.kind === filter.kind) &&
      (!filter.favourites || entry.fields.favourite === true) &&
      (words.length === 0 || words.every((word) => textOf(entry).includes(word)))
  );
}
