// Proves what can be relied on of an expected end: it is never past, grows with whatever stands before it, and is right where it can be counted.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aheadOf, etaOf, type EtaFacts, type QueuedRun } from './eta.ts';

const facts = fc.record<EtaFacts>({
  now: fc.nat(2 ** 40),
  queued: fc.nat(1_000),
  ahead: fc.nat(5_000),
  inFlight: fc.nat(3_000),
  sent: fc.nat(5_000),
  perMinute: fc.integer({ min: 1, max: 5_000 }),
  concurrent: fc.integer({ min: 1, max: 10_000 }),
  took: fc.nat(600_000),
  lastSentAt: fc.option(fc.nat(2 ** 40))
});
const queues = fc
  .array(
    fc.record({
      userId: fc.constantFrom('ada', 'bob', 'cy'),
      queued: fc.nat(100),
      priority: fc.integer({ min: -1, max: 1 }),
      createdAt: fc.nat(3)
    }),
    { minLength: 1, maxLength: 8 }
  )
  .map((runs): QueuedRun[] => runs.map((run, index) => ({ ...run, runId: `r${index}` })));

it('[ENG-7] never expects an end in the past, nor one before an item that is sent now could end', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const eta = etaOf(given);
      expect(Number.isSafeInteger(eta)).toBe(true);
      expect(eta).toBeGreaterThanOrEqual(given.now + (given.queued > 0 ? given.took : 0));
    })
  );
});

it('[ENG-7] expects a later end the more stands before it, is under way or was just sent, and the slower the key is', () => {
  fc.assert(
    fc.property(facts, fc.nat(1_000), (given, more) => {
      const eta = etaOf(given);
      for (const worse of [
        { ahead: given.ahead + more },
        { queued: given.queued + (given.queued > 0 ? more : 0) },
        { inFlight: given.inFlight + more },
        { sent: given.sent + more },
        { took: given.took + more },
        { perMinute: Math.max(1, given.perMinute - more) },
        { concurrent: Math.max(1, given.concurrent - more) }
      ])
        expect(etaOf({ ...given, ...worse })).toBeGreaterThanOrEqual(eta);
    })
  );
});

it('[ENG-7] counts minutes by the rate and rounds by the places', () => {
  const bronze = { now: 0, ahead: 0, inFlight: 0, sent: 0, perMinute: 2, concurrent: 2, took: 10_000, lastSentAt: null };
  expect(etaOf({ ...bronze, queued: 2 })).toBe(10_000);
  expect(etaOf({ ...bronze, queued: 9 })).toBe(4 * 60_000 + 10_000);
  expect(etaOf({ ...bronze, queued: 9, perMinute: 500 })).toBe(50_000);
  expect(etaOf({ ...bronze, queued: 0, now: 4_000, lastSentAt: 1_000 })).toBe(11_000);
});

it('[ENG-7] puts no more of another member before a run than turns pass, and all of one’s own that come first', () => {
  fc.assert(
    fc.property(queues, (queue) => {
      for (const run of queue) {
        const ahead = aheadOf(queue, run.runId);
        const others = queue.filter(({ runId }) => runId !== run.runId);
        expect(ahead).toBeGreaterThanOrEqual(0);
        expect(ahead).toBeLessThanOrEqual(others.reduce((sum, { queued }) => sum + queued, 0));
        const first = others.filter(({ userId, priority }) => userId === run.userId && priority > run.priority);
        expect(ahead).toBeGreaterThanOrEqual(first.reduce((sum, { queued }) => sum + queued, 0));
        // A longer queue of anybody never makes it less.
        const [other] = others;
        if (other) {
          const longer = queue.map((one) => (one === other ? { ...one, queued: one.queued + 10 } : one));
          expect(aheadOf(longer, run.runId)).toBeGreaterThanOrEqual(ahead);
        }
      }
    })
  );
  const mine = { runId: 'm', userId: 'ada', queued: 3, priority: 0, createdAt: 9 };
  const big = { runId: 'b', userId: 'bob', queued: 1_000, priority: 1, createdAt: 0 };
  expect(aheadOf([big, mine], 'm')).toBe(3);
  expect(aheadOf([{ ...big, userId: 'ada' }, mine], 'm')).toBe(1_000);
});
