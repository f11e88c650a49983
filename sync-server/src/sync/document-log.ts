// Where a document rests: its newest snapshot and the log of updates since; both are read here and folded into one.
import type { Database } from '#platform/database';
import type * as Y from 'yjs';
import { buildDocument } from './build-document.ts';
import { fold } from './folding.ts';
import { assertNotPurged, lockUnlessPurged } from './purge.ts';
import { unpackState } from './stored-state.ts';

export interface LoadedDocument {
  readonly doc: Y.Doc;
  /** Sequence of the newest update contained. */
  readonly seq: number;
  /** Updates in the log that no snapshot contains. */
  readonly logged: number;
  /** Upper estimate of the document's size as one update, in bytes. */
  readonly bytes: number;
  /** Whether the snapshot is of an earlier version, which did not write what is known of it. */
  readonly isOutdated: boolean;
}

/** What is stored of a document: a snapshot's state and the updates since, in the order in which they build it. */
interface Stored {
  readonly updates: readonly Uint8Array[];
  readonly seq: number;
  readonly logged: number;
  readonly isOutdated: boolean;
}

/** Reads all that is durable of a document. Throws the Problem `document-purged`. */
async function readStored({ db }: Database, name: string): Promise<Stored> {
  // The log is read first: a snapshot that is written in between then merely repeats what was read.
  const log = await db.selectFrom('update_log').select(['seq', 'payload']).where('document', '=', name).orderBy('seq').execute();
  const snapshot = await db.selectFrom('snapshot').select(['seq', 'state', 'state_vector']).where('document', '=', name).executeTakeFirst();
  // Asked last: a purge in between would leave a part of what was read.
  await assertNotPurged(db, name);
  const base = snapshot?.seq ?? 0;
  const rest = log.filter(({ seq }) => seq > base);
  const updates = [...(snapshot ? [await unpackState(snapshot.state)] : []), ...rest.map(({ payload }) => payload)];
  return { updates, seq: rest.at(-1)?.seq ?? base, logged: rest.length, isOutdated: snapshot?.state_vector === null };
}

/**
 * Builds the document from what is durable; an unknown name yields an empty one. Throws when what is stored does not fit
 * together: such a document is left alone rather than opened with a part missing. Throws the Problem `document-purged`.
 */
export async function loadDocument(database: Database, name: string): Promise<LoadedDocument> {
  const { updates, ...facts } = await readStored(database, name);
  return { doc: buildDocument(updates), bytes: updates.reduce((sum, { length }) => sum + length, 0), ...facts };
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
  return { seq: Math.max(last, snapshot.seq), folded: snapshot.seq, updates: [await unpackState(snapshot.state), ...after] };
}

/** Sequence of the newest update of each document that there is. */
export async function lastSeqs(database: Database, names: readonly string[]): Promise<Map<string, number>> {
  const rows = await database.db.selectFrom('document').select(['name', 'seq']).where('name', 'in', names).execute();
  return new Map(rows.map(({ name, seq }) => [name, seq]));
}

/**
 * Folds the log into a new snapshot by replaying it, and answers up to which sequence. Appending may go on meanwhile. A snapshot of an
 * earlier version is written anew.
 */
export async function snapshotDocument(database: Database, name: string): Promise<number> {
  const { updates, seq, logged, isOutdated } = await readStored(database, name);
  if (logged === 0 && !isOutdated) return seq;
  const { state, bytes, stateVector, deleteSet } = await fold(updates);
  await database.db.transaction().execute(async (rows) => {
    if (!(await lockUnlessPurged(rows, name))) return;
    const values = { seq, state, created_at: Date.now(), bytes, state_vector: stateVector, delete_set: deleteSet };
    await rows
      .insertInto('snapshot')
      .values({ document: name, ...values })
      .onConflict((conflict) =>
        conflict
          .column('document')
          .doUpdateSet(values)
          .where('snapshot.seq', isOutdated ? '<=' : '<', seq)
      )
      .execute();
    await rows.deleteFrom('update_log').where('document', '=', name).where('seq', '<=', seq).execute();
  });
  return seq;
}
