// Proves that each mode's results stand where a person looks for them.
import { describe, expect, it, vi } from 'vitest';
import type { Recipe } from 'shared/engine';
import type { Item } from 'shared/runs';
import { cellsOf, gridOf, layoutOf } from './cells.ts';
import type { Tile } from './tiles.ts';

vi.mock('#lib/runs', () => ({ isSeries: ({ recipe }: { recipe: { params: object } }) => 'max_images' in recipe.params }));

const hash = (n: number) => n.toString(16).padStart(64, '0');
const recipe: Recipe = {
  v: 1,
  model: 'bytedance/seedream-v4/edit',
  prompt: 'warmer',
  params: {},
  references: [{ hash: hash(1), role: 'source' }]
};
const tile = (index: number, change?: Item['change']): Tile => ({
  key: String(index),
  kind: 'item',
  item: { id: String(index), index, state: 'queued', ...(change ? { change } : {}) } as Item
});

describe('cells of a run', () => {
  it('[PLAY-5] puts the source first and the style’s name on each variation', () => {
    const run = { mode: 'style-variations' as const, recipe };
    const cells = cellsOf(run, [tile(0, { label: 'Film noir' }), tile(1, { label: 'Watercolour' })]);
    expect(cells.map((cell) => (cell.kind === 'source' ? 'source' : [cell.number, cell.mark]))).toEqual([
      'source',
      [1, 'Film noir'],
      [2, 'Watercolour']
    ]);
  });

  it('[PLAY-4] gives each edit of a batch its own source', () => {
    const run = { mode: 'batch-edit' as const, recipe: { ...recipe, references: [] } };
    const cells = cellsOf(run, [
      tile(0, { references: [{ hash: hash(7), role: 'source' }] }),
      tile(1, { references: [{ hash: hash(8), role: 'source' }] })
    ]);
    expect(cells.map((cell) => cell.kind === 'result' && cell.source?.hash)).toEqual([hash(7), hash(8)]);
    expect([layoutOf(run), gridOf('pairs', 200, true).columns]).toEqual(['pairs', 1]);
  });

  it('[PLAY-6] numbers the frames of a series, also where only the recipe tells that it is one', () => {
    const run = { recipe: { ...recipe, references: [], params: { max_images: 2 } } };
    expect(cellsOf(run, [tile(0), tile(1)]).map((cell) => cell.kind === 'result' && cell.mark)).toEqual(['1', '2']);
  });
});
