// Proves that answers in any order end in the newest state of every part.
import fc from 'fast-check';
import type { Run, RunSummary } from 'shared/runs';
import { describe, expect, it } from 'vitest';
import { byNewest, entryOf, isComplete, mergeRun, mergeRuns, type Answer, type RunEntry } from './merge.ts';
import { aRun } from './test-support.ts';

const summary = ({ items: _, ...rest }: Run): RunSummary => rest;
const answers: fc.Arbitrary<Answer[]> = fc.array(
  fc.record({ revision: fc.integer({ min: 0, max: 6 }), whole: fc.boolean() }).map(({ revision, whole }) => {
    const run = aRun({ revision, charged: revision, items: aRun().items.map((item) => ({ ...item, attempts: revision })) });
    return whole ? run : summary(run);
  }),
  { minLength: 1, maxLength: 12 }
);
const fold = (list: Answer[]) =>
  list.map((answer) => entryOf(answer)).reduce<RunEntry | undefined>((known, next) => mergeRun(known, next), undefined)!;

describe('merging of runs', () => {
  it('[RUN-3] never lets an old answer replace a newer one, whatever the order', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const merged = fold(list);
        const newest = Math.max(...list.map(({ revision }) => revision));
        const newestItems = Math.max(-1, ...list.map((answer) => ('items' in answer ? answer.revision : -1)));
        expect([merged.revision, merged.charged]).toEqual([newest, newest]);
        expect(merged.itemsRevision).toBe(newestItems);
        expect(merged.items?.[0]?.attempts).toBe(newestItems === -1 ? undefined : newestItems);
        expect(isComplete(merged)).toBe(newest === newestItems);
      })
    );
  });

  it('[RUN-3] ends the same for every order of the same answers', () => {
    fc.assert(
      fc.property(answers, fc.infiniteStream(fc.nat()), (list, keys) => {
        const shuffled = list.map((answer) => ({ answer, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
        expect(fold(shuffled.map(({ answer }) => answer))).toEqual(fold(list));
      })
    );
  });

  it('[RUN-3] keeps the same object when nothing is new, so that nothing is drawn again', () => {
    const known = mergeRuns(new Map(), [entryOf(aRun({ revision: 3 }))]);
    expect(mergeRuns(known, [entryOf(aRun({ revision: 3 })), entryOf(aRun({ revision: 2 }))])).toBe(known);
    expect(mergeRuns(known, [entryOf(aRun({ revision: 4 }))])).not.toBe(known);
  });

  it('[RUN-3] keeps every item that did not change, so that one item costs one tile', () => {
    const item = (index: number, over = {}) => ({ ...aRun().items[0]!, id: String(index).padStart(32, '0'), index, ...over });
    const known = entryOf(aRun({ revision: 1, items: [0, 1, 2].map((index) => item(index)) }));
    const next = mergeRun(known, entryOf(aRun({ revision: 2, items: [item(0), item(1, { attempts: 1 }), item(2)] })));
    expect(next.items?.map((one, index) => one === known.items?.[index])).toEqual([true, false, true]);
  });

  it('[RUN-3] lays what changed over what is known, and asks for all where it knows too little', () => {
    const item = (index: number, over = {}) => ({ ...aRun().items[0]!, id: String(index).padStart(32, '0'), index, ...over });
    const known = entryOf(aRun({ revision: 5, items: [0, 1].map((index) => item(index)) }));
    const changes = aRun({ revision: 7, since: 5, items: [item(1, { attempts: 3 })] });
    const merged = mergeRun(known, entryOf(changes, known));
    expect(merged.items?.map(({ attempts }) => attempts)).toEqual([0, 3]);
    expect([isComplete(merged), merged.itemsRevision]).toEqual([true, 7]);
    expect(mergeRun(undefined, entryOf(changes, undefined)).items).toBeUndefined();
    const behind = entryOf(aRun({ revision: 4, items: [item(0), item(1)] }));
    expect(isComplete(mergeRun(behind, entryOf(changes, behind)))).toBe(false);
  });

  it('[RUN-3] lists the newest run first', () => {
    const list = [
      aRun({ id: 'a'.repeat(32), createdAt: 1 }),
      aRun({ id: 'c'.repeat(32), createdAt: 2 }),
      aRun({ id: 'b'.repeat(32), createdAt: 2 })
    ];
    expect(list.sort(byNewest).map(({ id }) => id.charAt(0))).toEqual(['c', 'b', 'a']);
  });
});
