// Where a document rests: its newest snapshot and the log of updates since; both are read here and folded into one.
import type { Database } from '#platform/database';
import * as Y from 'yjs';
import { assertNotPurged, lockUnlessPurged } from './purge.ts';

export interface LoadedDocument {
  readonly doc: Y.Doc;
  /** Sequence of the newest update contained. */
  readonly seq: number;
  /** Updates in the log that no snapshot contains. */
  readonly logged: number;
  /** Upper estimate of the document's size as one update, in bytes. */
  readonly bytes: number;
}

/** V2 runs together what V1 repeats; measured up to 4, more with many deletions. */
const V1_OVER_V2 = 16;

/**
 * Builds the document from what is durable; an unknown name yields an empty one. Throws when what is stored does not fit
 * together: such a document is left alone rather than opened with a part missing. Throws the Problem `document-purged`.
 */
export async function loadDocument(database: Database, name: string): Promise<LoadedDocument> {
  // The log is read first: a snapshot that is written in between then merely repeats what was read.
  const log = await database.db.selectFrom('update_log').select(['seq', 'payload']).where('document', '=', name).orderBy('seq').execute();
  const snapshot = await database.db.selectFrom('snapshot').select(['seq', 'state']).where('document', '=', name).executeTakeFirst();
  // Asked last: a purge in between would leave a part of what was read.
  await assertNotPurged(database.db, name);
  const base = snapshot?.seq ?? 0;
  const rest = log.filter(({ seq }) => seq > base);
  const doc = new Y.Doc();
  // One transaction, since a cleanup after each update makes long logs slow.
  doc.transact(() => {
    if (snapshot) Y.applyUpdateV2(doc, snapshot.state);
    for (const { payload } of rest) Y.applyUpdate(doc, payload);
  });
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error(`Document ${name} lacks a part of its log.`);
  const bytes = (snapshot?.state.length ?? 0) * V1_OVER_V2 + rest.reduce((sum, { payload }) => sum + payload.length, 0);
  return { doc, seq: rest.at(-1)?.seq ?? base, logged: rest.length, bytes };
}

export interface Rest {
  /** Sequence of the newest update contained. */
  readonly seq: number;
  /** Up to which sequence a snapshot holds them; 0 where none was needed. */
  readonly folded: number;
  /** What came after, to be applied in this order; more than that where it was folded away meanwhile. */
  readonly updates: readonly Uint8Array[];
}

/** What has become durable of a document after a sequence. Throws where a part of it is missing, and the Problem `document-purged`. */
export async function readSince(database: Database, name: string, seq: number): Promise<Rest> {
  const { db } = database;
  const log = await db
    .selectFrom('update_log')
    .select(['seq', 'payload'])
    .where('document', '=', name)
    .where('seq', '>', seq)
    .orderBy('seq')
    .execute();
  const isWhole = log[0]?.seq === seq + 1;
  // Read after the log: what is no longer there was folded into it before.
  const newer = db.selectFrom('snapshot').select(['seq', 'state']).where('document', '=', name).where('seq', '>', seq);
  const snapshot = isWhole ? undefined : await newer.executeTakeFirst();
  await assertNotPurged(db, name);
  const last = log.at(-1)?.seq ?? seq;
  if (!snapshot) {
    if (log[0] && !isWhole) throw new Error(`Document ${name} lacks a part of its log.`);
    return { seq: last, folded: 0, updates: log.map(({ payload }) => payload) };
  }
  const after = log.filter((row) => row.seq > snapshot.seq).map(({ payload }) => payload);
  return { seq: Math.max(last, snapshot.seq), folded: snapshot.seq, updates: [Y.convertUpdateFormatV2ToV1(snapshot.state), ...after] };
}

/** Sequence of the newest update of each document that there is. */
export async function lastSeqs(database: Database, names: readonly string[]): Promise<Map<string, number>> {
  const rows = await database.db.selectFrom('document').select(['name', 'seq']).where('name', 'in', names).execute();
  return new Map(rows.map(({ name, seq }) => [name, seq]));
}

/** Folds the log into a new snapshot by replaying it, and answers up to which sequence. Appending may go on meanwhile. */
export async function snapshotDocument(database: Database, name: string): Promise<number> {
  const { doc, seq, logged } = await loadDocument(database, name);
  const state = Y.encodeStateAsUpdateV2(doc);
  doc.destroy();
  if (logged === 0) return seq;
  await database.db.transaction().execute(async (rows) => {
    if (!(await lockUnlessPurged(rows, name))) return;
    await rows
      .insertInto('snapshot')
      .values({ document: name, seq, state, created_at: Date.now() })
      .onConflict((conflict) =>
        conflict
          .column('document')
          .doUpdateSet(({ ref }) => ({ seq: ref('excluded.seq'), state: ref('excluded.state'), created_at: ref('excluded.created_at') }))
          .where('snapshot.seq', '<', seq)
      )
      .execute();
    await rows.deleteFrom('update_log').where('document', '=', name).where('seq', '<=', seq).execute();
  });
  return seq;
}
