// An item's recipe out of its run's.
import { expect, it } from 'vitest';
import type { Recipe } from '../engine/index.ts';
import { newRunSchema } from './run.ts';
import { recipeOfItem } from './item-recipe.ts';

const hash = (digit: string) => digit.repeat(64);
const recipe: Recipe = {
  v: 1,
  model: 'bytedance/seedream-v4/edit',
  prompt: 'Make it evening',
  params: { size: '2048*2048' },
  references: [{ hash: hash('a') }]
};

it('[PLAY-4] an item asks for the run with its own source and instruction', () => {
  const change = { references: [{ hash: hash('b') }], prompt: 'Make it noon', params: { size: '4096*4096' }, label: 'second' };
  expect(recipeOfItem(recipe, change)).toEqual({
    ...recipe,
    prompt: 'Make it noon',
    params: { size: '4096*4096' },
    references: [{ hash: hash('b') }]
  });
  expect(recipeOfItem(recipe, undefined)).toBe(recipe);
  expect(recipeOfItem(recipe, { label: 'same' })).toEqual(recipe);
});

it('[RUN-1] a run that changes its items says so for each of them', () => {
  const run = { id: 'a'.repeat(32), workspaceId: 'b'.repeat(32), recipe, count: 2 };
  expect(newRunSchema.safeParse({ ...run, each: [{ prompt: 'one' }, { prompt: 'two' }] }).success).toBe(true);
  expect(newRunSchema.safeParse({ ...run, each: [{ prompt: 'one' }] }).success).toBe(false);
});
