// Proves that the collection of blobs sees every reference that documents and runs have, however they are stored just then.
import fc from 'fast-check';
import { newId, randomHex } from 'shared/kernel';
import { formatName, restoreTopLevel, type DocumentName } from 'shared/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { runReferences } from '#area/runs';
import { DocumentHistory, documentReferences, Rooms } from '#area/sync';
import type { Database } from '#platform/database';
import { describeDatabases, type TestDatabase } from './platform/database/test-databases.ts';

describeDatabases((make) => {
  let stored: TestDatabase;
  let database: Database;
  const failing = (error: unknown) => {
    throw error;
  };
  beforeAll(async () => {
    stored = await make();
    database = await stored.open();
  });
  afterAll(async () => {
    await database.close();
    await stored.remove();
  });

  const hash = () => randomHex(32);
  const all = async (chunks: AsyncIterable<string | Uint8Array>) => {
    let text = '';
    for await (const chunk of chunks) text += `${typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1')} `;
    return text;
  };
  const board = (): DocumentName => ({ workspaceId: newId(), kind: 'board', docId: 'b' });

  it('[SYNC-6] finds every hash of a document in its log, its snapshot and its earlier states, and none that was deleted everywhere', async () => {
    const place = fc.constantFrom('value', 'record', 'key', 'text', 'list', 'nested');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(place, fc.boolean()), { minLength: 1, maxLength: 12 }), async (puts) => {
        const name = board();
        const rooms = new Rooms({ database, report: failing });
        const references = documentReferences(database);
        const [kept, dropped]: [string[], string[]] = [[], []];
        for (const [where, mayStay] of puts) {
          // The key of a deleted entry stays in the document, so a hash in it counts as referred to for good.
          const stays = mayStay || where === 'key';
          const one = hash();
          (stays ? kept : dropped).push(one);
          await rooms.change(name, (doc) => put(doc, where, one, stays));
        }
        const inLog = await all(references.read(name.workspaceId));
        for (const one of [...kept, ...dropped]) expect(inLog).toContain(one);
        const version = await references.version(database.db, name.workspaceId);
        await rooms.change(name, clear);
        expect(await references.version(database.db, name.workspaceId)).not.toBe(version);
        await rooms.drain();
        const inSnapshot = await all(references.read(name.workspaceId));
        for (const one of kept) expect(inSnapshot).toContain(one);
        for (const one of dropped) expect(inSnapshot).not.toContain(one);
        expect(await database.db.selectFrom('update_log').select('seq').where('document', '=', formatName(name)).execute()).toEqual([]);
      }),
      { numRuns: 10 }
    );
  });

  it('[SYNC-6] an earlier state refers to what the document itself no longer does', async () => {
    const [name, one] = [board(), hash()];
    const rooms = new Rooms({ database, report: failing });
    await rooms.change(name, (doc) => doc.getMap('items').set('a', { hash: one }));
    const restore = { board: restoreTopLevel };
    const history = new DocumentHistory({ database, rooms, restore, named: 9, workspaceBytes: 1_000_000, report: failing });
    await history.keep(name, { id: newId(), name: 'Kept', by: 'ann' });
    await rooms.change(name, (doc) => doc.getMap('items').delete('a'));
    await rooms.drain();
    const read = () => all(documentReferences(database).read(name.workspaceId));
    expect(await read()).toContain(one);
    await database.db.deleteFrom('history').where('document', '=', formatName(name)).execute();
    expect(await read()).not.toContain(one);
  });

  it('[SYNC-6] finds the pictures of recipes and results, of every run of the workspace and of no other', async () => {
    const workspaceId = newId();
    const references = runReferences(database);
    const hashes: string[] = [];
    const write = async (workspace: string) => {
      const [id, of, made] = [newId(), hash(), hash()];
      const common = { workspace_id: workspace, user_id: 'ann', engine: 'sandbox' as const, created_at: 1 };
      await database.db
        .insertInto('run')
        .values({
          ...common,
          id,
          title: '',
          recipe: `{"references":[{"hash":"${of}"}]}`,
          purse: 'p',
          items: 1,
          collection: null,
          item_price: 1,
          paused: 0,
          cancelled: 0,
          revision: 1
        })
        .execute();
      await database.db
        .insertInto('item')
        .values({ ...common, id: newId(), run_id: id, position: 0, state: 'succeeded', due_at: 1, result: `{"kept":{"hash":"${made}"}}` })
        .execute();
      return [of, made];
    };
    for (let n = 0; n < 120; n++) hashes.push(...(await write(workspaceId)));
    const version = await references.version(database.db, workspaceId);
    const foreign = await write(newId());
    expect(await references.version(database.db, workspaceId)).toBe(version);
    const text = await all(references.read(workspaceId));
    for (const one of hashes) expect(text).toContain(one);
    for (const one of foreign) expect(text).not.toContain(one);
    await write(workspaceId);
    expect(await references.version(database.db, workspaceId)).not.toBe(version);
  });
});

/** Writes a hash into the part of the document that stays, or into the one that is cleared. */
function put(doc: Y.Doc, where: string, hash: string, stays: boolean): void {
  const part = stays ? 'kept' : 'dropped';
  if (where === 'value') doc.getMap(part).set(newId(), hash);
  else if (where === 'record') doc.getMap(part).set(newId(), { v: 1, picture: { hash, alt: 'a'.repeat(50) }, n: 100 });
  else if (where === 'key') doc.getMap(part).set(hash, true);
  else if (where === 'text') doc.getText(`${part} text`).insert(0, `see ${hash} `);
  else if (where === 'list') doc.getArray(`${part} list`).push([1, hash, { hash }]);
  else doc.getMap(part).set(newId(), new Y.Map([['hash', hash]]));
}

function clear(doc: Y.Doc): void {
  doc.getMap('kept').set('cleared', true);
  const map = doc.getMap('dropped');
  for (const key of [...map.keys()]) map.delete(key);
  doc.getText('dropped text').delete(0, doc.getText('dropped text').length);
  doc.getArray('dropped list').delete(0, doc.getArray('dropped list').length);
}
