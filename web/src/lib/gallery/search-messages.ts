// What page and search worker say to each other, and how the worker answers.
import type { AssetIndex, Facets, IndexRows, Wanted } from './asset-index.ts';

export type ToWorker =
  | { readonly kind: 'put'; readonly rows: IndexRows }
  | { readonly kind: 'remove'; readonly slots: Uint32Array }
  | ({ readonly kind: 'find'; readonly ask: number } & Wanted)
  | { readonly kind: 'count'; readonly ask: number; readonly wanted: readonly Wanted[] }
  | { readonly kind: 'facets'; readonly ask: number };

export interface FromWorker {
  readonly ask: number;
  readonly answer: Uint32Array<ArrayBuffer> | readonly number[] | Facets;
}

/** Takes a message in; undefined where it asks nothing. */
export function respond(index: AssetIndex, message: ToWorker): FromWorker | undefined {
  switch (message.kind) {
    case 'put':
      index.put(message.rows);
      return undefined;
    case 'remove':
      index.remove(message.slots);
      return undefined;
    case 'find':
      return { ask: message.ask, answer: index.find(message) };
    case 'count':
      return { ask: message.ask, answer: index.count(message.wanted) };
    case 'facets':
      return { ask: message.ask, answer: index.facets() };
  }
}
