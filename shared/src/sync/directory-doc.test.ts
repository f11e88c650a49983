// Proves that the directory lists the shards of all writers, whoever met whom first.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { observeDirectory, readSettings, readShards, registerShard, setSetting } from './directory-doc.ts';
import { canRead, stampFormat } from './document-format.ts';

const merge = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));

it('[SYNC-1] shards registered on several devices are all listed after they met', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(9), fc.boolean()), { maxLength: 40 }), (steps) => {
      const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
      const listed = new Set<string>();
      for (const [peer, n, meets] of steps) {
        registerShard(docs[peer]!, `d${n}`, { writer: `device${n}`, openedAt: n });
        listed.add(`d${n}`);
        if (meets) merge(docs[peer]!, docs[(peer + 1) % 3]!);
      }
      for (let round = 0; round < 2; round++) for (const from of docs) for (const to of docs) if (from !== to) merge(from, to);
      for (const doc of docs) expect(new Set(readShards(doc).keys())).toEqual(listed);
      expect(Object.fromEntries(readShards(docs[1]!))).toEqual(Object.fromEntries(readShards(docs[0]!)));
    }),
    { numRuns: 100 }
  );
});

it('[SYNC-1] a shard keeps its first entry, and one that cannot be read is listed all the same', () => {
  const doc = new Y.Doc();
  registerShard(doc, 'srv1', { writer: 'server', openedAt: 1 });
  registerShard(doc, 'srv1', { writer: 'thief', openedAt: 2 });
  doc.getMap('shards').set('odd', 'not a shard');
  expect(Object.fromEntries(readShards(doc))).toEqual({ srv1: { writer: 'server', openedAt: 1 }, odd: { writer: '?', openedAt: 0 } });
  expect(() => registerShard(doc, 'a/b', { writer: 'server', openedAt: 1 })).toThrow();
});

it('[SYNC-1] settings are set, heard and taken back', () => {
  const doc = new Y.Doc();
  let heard = 0;
  const stop = observeDirectory(doc, () => heard++);
  setSetting(doc, 'name', 'Studio');
  expect(readSettings(doc)).toEqual({ name: 'Studio' });
  setSetting(doc, 'name', undefined);
  registerShard(doc, 'srv1', { writer: 'server', openedAt: 1 });
  stop();
  setSetting(doc, 'name', 'Unheard');
  expect(heard).toBe(3);
  expect(() => setSetting(doc, 'name', '')).toThrow();
});

it('[SYNC-1] a document that needs a newer reader says so, and its note is never lowered', () => {
  const doc = new Y.Doc();
  expect(canRead(doc, 1)).toBe(true);
  stampFormat(doc, { version: 3, minReader: 2 });
  stampFormat(doc, { version: 1, minReader: 1 });
  expect([canRead(doc, 1), canRead(doc, 2)]).toEqual([false, true]);
});
