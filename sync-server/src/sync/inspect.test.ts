// Proves the judgement of updates against Yjs itself: what it calls a gap, Yjs would keep pending; what it calls nothing, changes nothing.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { inspect, knownOf } from './inspect.ts';

type Step = { readonly peer: number; readonly act: number; readonly key: number };

/** Updates of three peers who write text, nested maps and keys, delete, and meet now and then. */
function updatesOf(steps: readonly Step[]): Uint8Array[] {
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  const updates: Uint8Array[] = [];
  for (const doc of docs) doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'meet' && updates.push(update));
  for (const { peer, act, key } of steps) {
    const doc = docs[peer]!;
    const map = doc.getMap('map');
    const text = doc.getText('text');
    if (act === 0) map.set(`k${key}`, { at: key });
    else if (act === 1) map.delete(`k${key}`);
    else if (act === 2) text.insert(Math.min(key, text.length), 'word ');
    else if (act === 3 && text.length > 2) text.delete(Math.min(key, text.length - 2), 2);
    else if (act === 4) map.set(`n${key}`, new Y.Map([['inner', key]]));
    else if (act === 5) (map.get(`n${key}`) as Y.Map<unknown> | undefined)?.set('again', key);
    else if (act === 6) Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[key % 3]!), 'meet');
  }
  return updates;
}

const steps = fc.array(fc.record({ peer: fc.nat(2), act: fc.nat(6), key: fc.nat(5) }), { maxLength: 40 });

it('[SYNC-5] agrees with Yjs on what is missing and what is new, whatever the order and merging of updates', () => {
  fc.assert(
    fc.property(steps, fc.infiniteStream(fc.nat(1_000)), (plan, dice) => {
      const next = () => dice.next().value!;
      const updates = updatesOf(plan);
      const doc = new Y.Doc();
      for (let n = 0; n < updates.length * 2; n++) {
        const first = updates[next() % updates.length]!;
        const update = next() % 3 === 0 ? Y.mergeUpdates([first, updates[next() % updates.length]!]) : first;
        const verdict = inspect(knownOf(doc), update);
        const trial = new Y.Doc();
        Y.applyUpdate(trial, Y.encodeStateAsUpdate(doc));
        let isChanged = false;
        trial.on('update', () => (isChanged = true));
        Y.applyUpdate(trial, update);
        const isPending = trial.store.pendingStructs !== null || trial.store.pendingDs !== null;
        expect(verdict === 'gap').toBe(isPending);
        if (verdict !== 'gap') expect(verdict).toBe(isChanged ? 'news' : 'nothing');
        trial.destroy();
        if (verdict === 'news') Y.applyUpdate(doc, update);
      }
      doc.destroy();
    }),
    { numRuns: 200 }
  );
});

it('[SYNC-5] random and damaged bytes throw or are judged, and never touch the document', () => {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, 'hello');
  const state = Y.encodeStateAsUpdate(doc);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(), fc.nat(255), (bytes, at, value) => {
      const damaged = state.slice();
      damaged[at % damaged.length] = value;
      for (const update of [bytes, damaged]) {
        try {
          inspect(knownOf(doc), update);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }
      expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
    }),
    { numRuns: 2_000 }
  );
});

it('[SYNC-5] an update of more structs or deletions than memory allows is refused while it is read', () => {
  const count = 1_000_001;
  const structs = new Uint8Array(count * 2 + 16);
  // One client with that many deleted structs of length 1, then an empty delete set.
  const head = [1, ...varUint(count), 7, 0];
  structs.set(head);
  for (let at = head.length; at < head.length + count * 2; at += 2) structs[at + 1] = 1;
  const deletions = new Uint8Array(count * 2 + 16).fill(1);
  deletions.set([0, 1, 7, ...varUint(count)]);
  for (const update of [structs, deletions]) expect(() => inspect(knownOf(new Y.Doc()), update)).toThrow('More structs');
});

function varUint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varUint(value >>> 7)];
}
