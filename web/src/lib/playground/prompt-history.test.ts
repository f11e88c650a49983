// The prompts one can go back to.
import { expect, it } from 'vitest';
import { promptHistory } from './prompt-history.ts';

const run = (prompt: string, createdAt: number, more = {}) => ({ recipe: { prompt }, createdAt, ...more });

it('[PLAY-2] lists prompts newest first, each once, drafts before runs', () => {
  const runs = [run('a fox', 1), run('a heron ', 3), run('a fox', 2), run('', 4), run('words about words', 5, { mode: 'prompt' as const })];
  const drafts = [{ mode: 'edit' as const, prompt: 'make it night', composition: {} }];
  expect(promptHistory(runs, drafts).map(({ prompt, at }) => [prompt, at])).toEqual([
    ['make it night', undefined],
    ['a heron', 3],
    ['a fox', 2]
  ]);
});

it('[PLAY-2] gives back what was typed and how it was composed', () => {
  const composition = { prompt: 'a fox', style: 'sepia', frames: ['x'] };
  const [past] = promptHistory([{ recipe: { prompt: 'a fox. Sepia', composition }, createdAt: 1 }], []);
  expect(past).toMatchObject({ prompt: 'a fox', composition: { style: 'sepia' } });
  expect(past?.composition).not.toHaveProperty('frames');
});

it('[PLAY-2] keeps a hundred and finds by words', () => {
  const runs = Array.from({ length: 150 }, (_, index) => run(`number ${index} of many`, index));
  expect(promptHistory(runs, [])).toHaveLength(100);
  expect(promptHistory(runs, [], 'MANY 149').map(({ prompt }) => prompt)).toEqual(['number 149 of many']);
});
