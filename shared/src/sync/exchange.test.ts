// Proves that an exchange's messages arrive as they were sent however the body is cut, and that no other bytes pass for one.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { encodeDeleteSet } from './delete-set.ts';
import { encodeAnswer, encodeEntry, exchangeRefusals, readAnswers, readEntries, type ExchangeAnswer } from './exchange.ts';

const bytes = (maxLength = 300) => fc.uint8Array({ maxLength });
const updates = fc.array(bytes(), { maxLength: 4 });
const index = fc.nat(999);
const entry = fc.record({
  name: fc.string({ unit: 'binary', maxLength: 100 }),
  stateVector: bytes(),
  deleteSet: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  difference: bytes(20_000)
});
const answer: fc.Arbitrary<ExchangeAnswer> = fc.oneof(
  fc.record({ index, kind: fc.constant('same' as const) }),
  fc.record({ index, kind: fc.constant('difference' as const), updates }),
  fc.record({ index, kind: fc.constant('incomplete' as const), updates, stateVector: bytes() }),
  fc.record({ index, kind: fc.constant('refused' as const), reason: fc.constantFrom(...exchangeRefusals) })
);
const cuts = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 9 });

function bodyOf(parts: readonly Uint8Array[], lengths: readonly number[] = [1_000]): ReadableStream<Uint8Array> {
  const whole = new Uint8Array(parts.flatMap((part) => [...part]));
  let [at, n] = [0, 0];
  return new ReadableStream({
    pull(controller) {
      if (at >= whole.length) return controller.close();
      controller.enqueue(whole.slice(at, (at += lengths[n++ % lengths.length] ?? 1)));
    }
  });
}

async function all<Message>(messages: AsyncIterable<Message>): Promise<Message[]> {
  const found: Message[] = [];
  for await (const message of messages) found.push(message);
  return found;
}

it('[SYNC-1] entries and answers arrive as they were sent, however the body is cut', () =>
  fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 12 }), fc.array(answer, { maxLength: 12 }), cuts, async (entries, answers, lengths) => {
      expect(await all(readEntries(bodyOf(entries.map(encodeEntry), lengths)))).toEqual(entries);
      expect(await all(readAnswers(bodyOf(answers.map(encodeAnswer), lengths)))).toEqual(answers);
    }),
    { numRuns: 60 }
  ));

it('[SYNC-1] bytes that nobody sends are refused, never taken for something else', () =>
  fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 3 }), fc.nat(), bytes(40), async (entries, at, noise) => {
      const whole = entries.map(encodeEntry);
      const last = whole.at(-1)!;
      const cut = last.subarray(0, 1 + (at % (last.length - 1)));
      await expect(all(readEntries(bodyOf([...whole.slice(0, -1), cut])))).rejects.toThrow(RangeError);
      // A body of noise ends in an error or happens to be well formed; it never hangs or yields half an entry.
      const outcome = await all(readEntries(bodyOf([noise]))).catch((error: unknown) => error);
      expect(Array.isArray(outcome) || outcome instanceof RangeError || outcome instanceof TypeError).toBe(true);
    }),
    { numRuns: 60 }
  ));

it('[SYNC-1] more entries or larger messages than allowed end the reading', async () => {
  const one = encodeEntry({ name: 'a', stateVector: new Uint8Array(1), deleteSet: new Uint8Array(32), difference: new Uint8Array() });
  await expect(all(readEntries(bodyOf(Array.from({ length: 1_001 }, () => one))))).rejects.toThrow('More entries');
  await expect(all(readEntries(bodyOf([Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x7f)])))).rejects.toThrow('too large');
});

it('[SYNC-1] copies with the same deletions have the same delete set, in whatever order they heard of them', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(9), fc.boolean(), fc.boolean()), { maxLength: 40 }), (steps) => {
      const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
      const meet = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
      for (const [peer, key, deletes, meets] of steps) {
        const map = docs[peer]!.getMap('test');
        if (deletes) map.delete(`k${key}`);
        else map.set(`k${key}`, new Y.Text('some words'));
        if (meets) meet(docs[peer]!, docs[(peer + 1) % 3]!);
      }
      for (let round = 0; round < 2; round++) for (const from of docs) for (const to of docs) meet(from, to);
      const cold = new Y.Doc();
      meet(docs[0]!, cold);
      for (const doc of [...docs, cold]) expect(encodeDeleteSet(doc)).toEqual(encodeDeleteSet(docs[0]!));
    }),
    { numRuns: 100 }
  ));
