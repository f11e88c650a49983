// Proves that what is known of a resting document is what the document itself would say.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '#platform/database';
import { newId } from 'shared/kernel';
import { encodeDeleteSet } from 'shared/sync';
import * as Y from 'yjs';
import { snapshotDocument } from './document-log.ts';
import { readFacts, type Facts } from './facts.ts';
import { inspect, knownOf } from './inspect.ts';
import { Resting } from './resting.ts';

let folder: string;
let database: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-resting-'));
  database = await openDatabase({ file: join(folder, 'preset.db') });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const step = fc.record({
  peer: fc.nat(2),
  act: fc.constantFrom('set', 'set', 'delete', 'write', 'cut', 'nest'),
  key: fc.nat(3),
  /** Whether the peer hears of the others first. */
  hears: fc.boolean()
});

function act(doc: Y.Doc, { act: what, key }: { act: string; key: number }): void {
  const [map, text] = [doc.getMap('map'), doc.getText('text')];
  if (what === 'set') map.set(`k${key}`, key);
  else if (what === 'delete') map.delete(`k${key}`);
  else if (what === 'write') text.insert(Math.min(key, text.length), 'word');
  else if (what === 'cut') text.delete(0, Math.min(key + 1, text.length));
  else map.set(`k${key}`, new Y.Map([['inner', key]]));
}

it('[SYNC-1] facts of snapshot and log agree with the document, and judge updates and questions as it does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(25), async (steps, foldAt) => {
      const name = `${newId()}/board/b1`;
      const server = new Y.Doc();
      const peers = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
      const log: Uint8Array[] = [];
      server.on('update', (update: Uint8Array) => log.push(update));
      const updates: Uint8Array[] = [];
      for (const [at, one] of steps.entries()) {
        const peer = peers[one.peer]!;
        if (one.hears) Y.applyUpdate(peer, Y.encodeStateAsUpdate(server, Y.encodeStateVector(peer)));
        act(peer, one);
        updates.push(Y.encodeStateAsUpdate(peer, Y.encodeStateVector(server)));
        Y.applyUpdate(server, updates.at(-1)!);
        if (log.length > 0) await database.appendUpdates([{ document: name, updates: log.splice(0) }]);
        if (at === foldAt) await snapshotDocument(database, name);
      }
      const { resting } = (await readFacts(database, [name])).get(name) as Facts;
      expect(Y.decodeStateVector(resting.stateVector)).toEqual(Y.decodeStateVector(Y.encodeStateVector(server)));
      expect(Buffer.from(resting.deleteSet)).toEqual(Buffer.from(encodeDeleteSet(server)));

      const whole = Resting.of(server, 0);
      act(peers[0]!, { act: 'set', key: 1 });
      const judged = [...updates, ...peers.map((peer) => Y.encodeStateAsUpdate(peer)), Y.encodeStateAsUpdate(server)];
      for (const update of judged) {
        const isKnown = inspect(knownOf(server), update) === 'nothing';
        expect(whole.holds(update)).toBe(isKnown);
        if (!isKnown) expect(resting.holds(update)).toBe(false);
      }
      for (const doc of [...peers, server]) {
        const stateVector = Y.encodeStateVector(doc);
        const answer = whole.answer(stateVector);
        const isCovered = Y.decodeUpdate(Y.encodeStateAsUpdate(server, stateVector)).structs.length === 0;
        expect(answer !== undefined).toBe(isCovered);
        if (!answer) continue;
        Y.applyUpdate(doc, answer);
        expect(whole.holds(Y.encodeStateAsUpdate(server))).toBe(true);
        expect(Y.decodeUpdate(answer).ds).toEqual(Y.decodeUpdate(Y.encodeStateAsUpdate(server, stateVector)).ds);
      }
    }),
    { numRuns: 60 }
  );
});
