// Proves that a copy is answered from stored bytes as the document itself would answer it.
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openDatabase, type Database } from '#platform/database';
import { newId } from 'shared/kernel';
import { encodeDeleteSet } from 'shared/sync';
import * as Y from 'yjs';
import { loadDocument, snapshotDocument } from './document-log.ts';
import { compareWith, StoredDocuments, type NamedCopy } from './stored-documents.ts';

// Counts the documents that are built to compare copies with.
vi.mock('./document-log.ts', { spy: true });

let folder: string;
let database: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-stored-'));
  database = await openDatabase({ file: join(folder, 'preset.db') });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const step = fc.record({
  /** The server's own editor, and two devices. */
  peer: fc.nat(2),
  act: fc.constantFrom('set', 'delete', 'write', 'cut', 'nest'),
  key: fc.nat(3),
  /** Whether the peer hears of the others first, and tells of what it did. */
  hears: fc.boolean(),
  tells: fc.boolean()
});

function edit(doc: Y.Doc, { act, key }: { act: string; key: number }): void {
  const [map, text] = [doc.getMap('map'), doc.getText('text')];
  if (act === 'set') map.set(`k${key}`, key);
  else if (act === 'delete') map.delete(`k${key}`);
  else if (act === 'write') text.insert(Math.min(key, text.length), 'word');
  else if (act === 'cut') text.delete(0, Math.min(key + 1, text.length));
  else map.set(`k${key}`, new Y.Map([['inner', key]]));
}

const copyOf = (name: string, doc: Y.Doc): NamedCopy => ({
  name,
  stateVector: Y.encodeStateVector(doc),
  deleteSet: createHash('sha256').update(encodeDeleteSet(doc)).digest()
});
const same = (one: Y.Doc, other: Y.Doc) => Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other));

it('[SYNC-1] any copy is answered from snapshot and log as the document would answer it, and is complete afterwards', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(25), async (steps, foldAt) => {
      const name = `${newId()}/board/b1`;
      const stored = new StoredDocuments(database);
      const server = new Y.Doc();
      const peers = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
      const log: Uint8Array[] = [];
      server.on('update', (update: Uint8Array) => log.push(update));
      for (const [at, one] of steps.entries()) {
        const peer = peers[one.peer]!;
        if (one.hears) Y.applyUpdate(peer, Y.encodeStateAsUpdate(server, Y.encodeStateVector(peer)));
        edit(peer, one);
        if (one.tells) Y.applyUpdate(server, Y.encodeStateAsUpdate(peer, Y.encodeStateVector(server)));
        if (log.length > 0) await database.appendUpdates([{ document: name, updates: log.splice(0) }]);
        if (at === foldAt) await snapshotDocument(database, name);
      }
      vi.mocked(loadDocument).mockClear();
      const copies = [...peers, server, new Y.Doc()].map((doc) => ({ doc, copy: copyOf(name, doc) }));
      // Twice: the second time some are known to be the same.
      for (const round of [1, 2]) {
        const looked = await stored.lookUp(copies.map(({ copy }) => copy));
        for (const { doc, copy } of copies) {
          const expected = compareWith(server, copy);
          const said = await stored.compare(copy, looked.get(copy)!);
          expect(said.kind).toBe(expected.kind);
          if (said.kind === 'incomplete' && expected.kind === 'incomplete')
            expect(Y.decodeStateVector(said.stateVector)).toEqual(Y.decodeStateVector(expected.stateVector));
          if (said.kind === 'same') continue;
          const [taken, wanted] = [new Y.Doc(), new Y.Doc()];
          for (const [target, updates] of [
            [taken, said.updates],
            [wanted, 'updates' in expected ? expected.updates : []]
          ] as const)
            for (const update of [Y.encodeStateAsUpdate(doc), ...updates]) Y.applyUpdate(target, update);
          expect(taken.store.pendingStructs ?? taken.store.pendingDs).toBeNull();
          expect(same(taken, wanted), `round ${round}`).toBe(true);
        }
      }
      // Only a copy that differs by deletions alone has the document built.
      const [clocks, deletions] = [Y.encodeStateVector(server), encodeDeleteSet(server)];
      const isAlike = ({ doc }: { doc: Y.Doc }) => Buffer.compare(Y.encodeStateVector(doc), clocks) === 0;
      if (!copies.some((one) => isAlike(one) && Buffer.compare(encodeDeleteSet(one.doc), deletions) !== 0))
        expect(loadDocument).not.toHaveBeenCalled();
    }),
    { numRuns: 80 }
  );
});
