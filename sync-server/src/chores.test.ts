// Proves that a chore never overlaps itself, survives its failures, and ends before the server goes on closing.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Chores } from './chores.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('[OPS-4] a round that lasts is not started again, a failed one is reported, and stopping waits for what is under way', async () => {
  const reported: string[] = [];
  const lasting = Promise.withResolvers<void>();
  const log: string[] = [];
  const chores = new Chores(
    {
      long: {
        every: 10,
        work: async (stopped) => {
          log.push('begun');
          await lasting.promise;
          log.push(stopped.aborted ? 'stopped' : 'done');
        }
      },
      failing: { every: 10, work: () => Promise.reject(new Error('no')) }
    },
    (_, chore) => reported.push(chore)
  );
  await vi.advanceTimersByTimeAsync(35);
  expect([log, reported]).toEqual([['begun'], ['failing', 'failing', 'failing']]);
  const stopping = chores.stop().then(() => log.push('closed'));
  lasting.resolve();
  await stopping;
  await vi.advanceTimersByTimeAsync(50);
  expect(log).toEqual(['begun', 'stopped', 'closed']);
});
