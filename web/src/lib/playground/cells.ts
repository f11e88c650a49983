// How a run's results are laid out by the mode that asked for them: what stands in each cell, in which order, and with which words.
import type { Reference } from 'shared/engine';
import type { ItemChange } from 'shared/runs';
import { isSeries, type RunEntry } from '#lib/runs';
import type { Tile } from './tiles.ts';

export type Layout =
  | 'tiles'
  /** Numbered frames in their order. */
  | 'strip'
  /** The source first, then a cell a style with its name. */
  | 'variations'
  /** Source and result side by side, a pair an item. */
  | 'pairs';

export type Cell =
  | { readonly key: string; readonly kind: 'source'; readonly source: Reference }
  | {
      readonly key: string;
      readonly kind: 'result';
      readonly tile: Tile;
      /** Position among the results, from 1. */
      readonly number: number;
      /** What distinguishes it: a frame's number, a style's name. */
      readonly mark?: string;
      /** What it is made from; shown blurred until the result is there, and beside it in pairs. */
      readonly source?: Reference;
    };

export function layoutOf(run: Pick<RunEntry, 'recipe' | 'mode'>): Layout {
  if (run.mode === 'batch-edit') return 'pairs';
  if (run.mode === 'style-variations') return 'variations';
  return isSeries(run) ? 'strip' : 'tiles';
}

/** The cells of a run over its tiles. */
export function cellsOf(run: Pick<RunEntry, 'recipe' | 'mode'>, tiles: readonly Tile[]): Cell[] {
  const layout = layoutOf(run);
  const shared = sourceIn(run.recipe);
  const results = tiles.map((tile, index): Cell => {
    const change = changeOf(tile);
    const source = sourceIn(change) ?? shared;
    const mark = layout === 'strip' ? String(index + 1) : change?.label;
    return { key: tile.key, kind: 'result', tile, number: index + 1, ...(mark ? { mark } : {}), ...(source ? { source } : {}) };
  });
  return layout === 'variations' && shared ? [{ key: 'source', kind: 'source', source: shared }, ...results] : results;
}

const changeOf = (tile: Tile): ItemChange | undefined => (tile.kind === 'unknown' ? undefined : tile.item?.change);

const sourceIn = (from: { readonly references?: readonly Reference[] | undefined } | undefined): Reference | undefined =>
  from?.references?.find(({ role }) => role === 'source');

/** How many cells stand in a row, and how many are shown before one asks for all. */
export function gridOf(layout: Layout, cells: number, phone: boolean): { columns: number; few: number } {
  if (layout === 'pairs') return phone ? { columns: 1, few: 6 } : { columns: 3, few: 12 };
  const columns = phone ? 2 : cells <= 4 ? 4 : 6;
  // Styles are there to be compared, so all of them are in sight; a series belongs together.
  return { columns, few: layout === 'tiles' ? (phone ? 6 : 12) : 60 };
}
