// Proves that hints are answered without flooding the server and without missing the last one.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Refresher } from './refresher.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('[RUN-3] fetches once at once and once more for all hints that came meanwhile', async () => {
  const fetched: string[] = [];
  const refresher = new Refresher(async (id) => void fetched.push(id), 100);
  for (let hint = 0; hint < 50; hint += 1) refresher.want('a');
  expect(fetched).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fetched).toEqual(['a', 'a']);
});

it('[RUN-3] fetches again after a hint that came during a fetch, however long it took', async () => {
  const answers: (() => void)[] = [];
  const refresher = new Refresher(() => new Promise((resolve) => void answers.push(resolve)), 100);
  refresher.want('a');
  refresher.want('a');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(answers).toHaveLength(1);
  answers[0]!();
  await vi.advanceTimersByTimeAsync(200);
  expect(answers).toHaveLength(2);
});

it('[RUN-3] does not let one run wait for another', () => {
  const fetched: string[] = [];
  const refresher = new Refresher(async (id) => void fetched.push(id));
  refresher.want('a');
  refresher.want('b');
  expect(fetched).toEqual(['a', 'b']);
});
