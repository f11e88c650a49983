// Proves that folding keeps all of a document, whether it is small or large enough for a thread of its own, and refuses what is not whole.
import { encodeDeleteSet } from 'shared/sync';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { fold } from './folding.ts';
import { unpackState } from './stored-state.ts';

/** A document's updates one by one: things set, changed and deleted. */
function history(items: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const map = doc.getMap('items');
  doc.transact(() => {
    for (let n = 0; n < items; n++) map.set(`k${n}`, `${n} is a long value for a document that has to be large`);
  });
  for (let n = 0; n < 20; n++) map.set(`k${n}`, n);
  map.delete('k3');
  return { doc, updates };
}

it.each([
  ['a small', 30, 0],
  ['a large', 15_000, 900_000]
])('[SYNC-6] %s document folds into one state that is all of it', async (_, items, leastBytes) => {
  const { doc, updates } = history(items);
  const folded = await fold(updates);
  expect(folded.bytes).toBeGreaterThan(leastBytes);
  const update = await unpackState(folded.state);
  const restored = new Y.Doc();
  Y.applyUpdate(restored, update);
  expect(update.length).toBe(folded.bytes);
  expect(Y.equalSnapshots(Y.snapshot(restored), Y.snapshot(doc))).toBe(true);
  expect(Y.decodeStateVector(folded.stateVector)).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
  expect(Buffer.compare(folded.deleteSet, encodeDeleteSet(doc))).toBe(0);
});

it.each([
  ['small', 30],
  ['large', 15_000]
])('[SYNC-6] a %s log that lacks a part is refused', async (_, items) => {
  const [, ...rest] = history(items).updates;
  const large = history(items).updates;
  await expect(fold([...large, ...rest])).rejects.toThrow('missing');
});
