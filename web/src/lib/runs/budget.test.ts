// Proves that what starts ticked always fits into credit and caps, and that the amount named is exactly what is too much.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { limitsOf, noLimits, overByRun, overOf, overText, overTogether, type Limits } from './budget.ts';

const amount = fc.integer({ min: 0, max: 1_000_000 });
const limit = fc.option(amount, { nil: null });
const limits: fc.Arbitrary<Limits> = fc.record({ credit: limit, run: limit, mine: limit, workspace: limit });
const entries = fc
  .array(fc.record({ price: fc.option(amount, { nil: null }), createdAt: fc.nat(50) }), { maxLength: 20 })
  .map((list) => list.map((one, index) => ({ ...one, id: String(index) })));

it('[RUN-6] [RUN-8] what starts ticked fits together, and each that does not would break the rule it names', () => {
  fc.assert(
    fc.property(entries, limits, (list, rules) => {
      const over = overByRun(list, rules);
      const ticked = list.filter(({ id }) => !over.has(id));
      expect(overTogether(ticked, rules)).toBeUndefined();
      for (const { id, price } of list) {
        const why = over.get(id);
        if (!why) continue;
        expect(why.by).toBeGreaterThan(0);
        expect(rules[why.rule]).not.toBeNull();
        expect(overText(why)).toMatch(/ by \$\d+\.\d+$/);
        if (why.rule === 'run') expect(why.by).toBe((price ?? 0) - (rules.run ?? 0));
      }
    })
  );
});

it('[RUN-8] takes nothing away where nothing is limited, and says by how much where it is', () => {
  fc.assert(fc.property(entries, (list) => void expect(overByRun(list, noLimits).size).toBe(0)));
  expect(overOf(160_000, 270_000, { ...noLimits, workspace: 300_000 })).toEqual({ rule: 'workspace', by: 130_000 });
  expect(overText({ rule: 'workspace', by: 130_000 })).toBe('Over today’s cap by $0.13');
  expect(limitsOf({ balance: null, caps: { run: 5, memberDay: 10, workspaceDay: 1 }, committedToday: { mine: 4, workspace: 4 } })).toEqual({
    credit: null,
    run: 5,
    mine: 6,
    workspace: 0
  });
});
