// For tests: a search whose worker stands in the same process, and entries to look for.
import { newId } from 'shared/kernel';
import { AssetIndex } from './asset-index.ts';
import type { AssetEntry } from './collection.ts';
import { respond, type FromWorker, type ToWorker } from './search-messages.ts';
import type { SearchPort } from './search-port.ts';

/** Stands in for `openSearchPort`: copies what is said, and answers a moment later, as a worker does. */
export function openSearchPort(heard: (message: FromWorker) => void): SearchPort {
  const index = new AssetIndex();
  return {
    post: (message: ToWorker) => {
      const answer = respond(index, structuredClone(message));
      if (answer) setTimeout(() => heard(answer));
    },
    close: () => undefined
  };
}

export function entryOf(more: Partial<AssetEntry['record']> = {}, fields: AssetEntry['fields'] = {}): AssetEntry {
  return {
    record: {
      v: 1,
      id: `d1.${newId()}`,
      kind: 'image',
      createdAt: 0,
      hash: 'a'.repeat(64),
      type: 'image/png',
      bytes: 1,
      width: 1,
      height: 1,
      thumb: { hash: 'b'.repeat(64), width: 1, height: 1 },
      thumbhash: '',
      colour: '#000000',
      parents: [],
      ...more
    },
    fields
  };
}

export const recipeOf = (prompt: string, more: Partial<NonNullable<AssetEntry['record']['recipe']>> = {}) => ({
  v: 1 as const,
  model: 'bytedance/seedream-v4',
  prompt,
  params: {},
  references: [],
  ...more
});
