// Proves the table of an item's life over every pair of states and over arbitrary walks.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { itemProblem } from './problems.ts';
import type { ItemState } from './run.ts';
import { countStates, isFinal, isInFlight, itemStates, mayFollow, mayRetry, noItems, runStateOf, variationOf } from './rules.ts';

const anyState = fc.constantFrom(...itemStates);
const followersOf = (state: ItemState) => itemStates.filter((to) => mayFollow(state, to));

/** Arbitrary walks through the table, from `queued` on. */
const walks = fc.array(fc.nat(), { maxLength: 40 }).map((choices) => {
  const walk: ItemState[] = ['queued'];
  for (const choice of choices) {
    const next = followersOf(walk.at(-1) ?? 'queued');
    const chosen = next[choice % next.length];
    if (chosen) walk.push(chosen);
  }
  return walk;
});

it('[RUN-2] reaches `submitting` only from `queued`, and `submitted` only from what was sent', () => {
  expect(itemStates.filter((from) => mayFollow(from, 'submitting'))).toEqual(['queued']);
  expect(itemStates.filter((from) => mayFollow(from, 'submitted'))).toEqual(['submitting', 'uncertain']);
});

it('[RUN-2] never sends an item again after an unknown outcome or a success without a failure in between', () => {
  fc.assert(
    fc.property(walks, (walk) => {
      let open = false;
      for (const state of walk) {
        if (state === 'submitting') expect(open).toBe(false);
        if (state === 'uncertain' || state === 'submitted' || state === 'copying' || state === 'succeeded') open = true;
        if (state === 'queued' || state === 'failed') open = false;
      }
    })
  );
});

it('[RUN-4] lets a person retry exactly the ends that are no success', () => {
  for (const state of itemStates) expect(mayRetry(state)).toBe(isFinal(state) && state !== 'succeeded');
  expect(followersOf('succeeded')).toEqual([]);
});

it('[RUN-2] has a way to an end from every state', () => {
  for (const state of itemStates) {
    const seen = new Set<ItemState>([state]);
    for (const from of seen) for (const to of followersOf(from)) seen.add(to);
    expect([...seen].some(isFinal)).toBe(true);
  }
});

it('[RUN-3] says finished exactly when no item can change by itself, and paused only while some can', () => {
  fc.assert(
    fc.property(fc.array(anyState, { minLength: 1, maxLength: 30 }), fc.boolean(), (states, paused) => {
      const state = runStateOf(countStates(states.map((one) => ({ state: one }))), paused);
      expect(state === 'finished').toBe(states.every(isFinal));
      expect(state === 'paused').toBe(paused && !states.every(isFinal));
      if (states.some(isInFlight) && !paused) expect(state).toBe('running');
      if (states.every((one) => one === 'queued') && !paused) expect(state).toBe('waiting');
    })
  );
  expect(runStateOf({ ...noItems(), uncertain: 1, succeeded: 3 }, false)).toBe('running');
});

it('[ENG-2] gives the items of a run different variations within 31 bits, the same each time', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-f]{32}$/), fc.option(fc.nat(2 ** 31 - 1), { nil: undefined }), (runId, base) => {
      const all = Array.from({ length: 1_000 }, (_, position) => variationOf(runId, position, base));
      expect(new Set(all).size).toBe(1_000);
      expect(all.every((one) => Number.isInteger(one) && one >= 0 && one < 2 ** 31)).toBe(true);
      if (base !== undefined) expect(all[0]).toBe(base);
    }),
    { numRuns: 20 }
  );
});

it('[RUN-5] words every reason of an item as what happened and what to do', () => {
  expect(itemProblem('uncertain')).toEqual({
    code: 'uncertain',
    title: 'The answer to this item was lost on the way.',
    remedy: 'It is being looked up; it will not be sent twice.'
  });
});
