// Documents as they rest in the database, read for those who ask without staying: a whole one needs no Y.Doc to be built.
import { createHash } from 'node:crypto';
import type { Database } from '#platform/database';
import { encodeDeleteSet, type ExchangeAnswer } from 'shared/sync';
import * as Y from 'yjs';
import { loadDocument, readFacts } from './document-log.ts';
import { assertNotPurged } from './purge.ts';
import type { Resting } from './resting.ts';
import { unpackState } from './stored-state.ts';

/** What an exchange says of a copy that may be read; its index in the exchange is added there. */
export type Compared =
  Exclude<ExchangeAnswer, { kind: 'refused' }> extends infer Answer ? (Answer extends unknown ? Omit<Answer, 'index'> : never) : never;

/** A device's copy: its state vector, and the SHA-256 of its delete set. */
export interface Copy {
  readonly stateVector: Uint8Array;
  readonly deleteSet: Uint8Array;
}

interface Digest extends Copy {
  readonly seq: number;
}

/** Bytes of snapshots that are kept as they are sent, and the least for which that is worth while. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024;
const LEAST_KEPT_BYTES = 64 * 1024;
/** Documents whose digest is kept, and the longest state vector of such. */
const MAX_DIGESTS = 10_000;
const MAX_DIGEST_BYTES = 4_096;

export class StoredDocuments {
  readonly #database: Database;
  /** Newest snapshots as V1 updates, the least recently used first. */
  readonly #snapshots = new Map<string, { readonly seq: number; readonly update: Uint8Array }>();
  #snapshotBytes = 0;
  /** What documents were like at a sequence: enough to say that nothing has changed. */
  readonly #digests = new Map<string, Digest>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Compares a copy with what is durable. Throws a RangeError for a state vector that is none. */
  async compare(name: string, copy: Copy): Promise<Compared> {
    if (decode(copy.stateVector).size === 0) {
      const updates = await this.whole(name);
      return updates.length === 0 ? { kind: 'same' } : { kind: 'difference', updates };
    }
    const digest = this.#digests.get(name);
    if (digest && isSame(digest, copy) && digest.seq === (await this.#seq(name))) return { kind: 'same' };
    const facts = await readFacts(this.#database, name);
    if (facts && isAlike(facts.resting, copy)) {
      this.#remember(name, { ...copy, seq: facts.seq });
      return { kind: 'same' };
    }
    const { doc, seq } = await loadDocument(this.#database, name);
    try {
      const compared = compareWith(doc, copy);
      if (compared.kind === 'same') this.#remember(name, { ...copy, seq });
      return compared;
    } finally {
      doc.destroy();
    }
  }

  /** The updates that make up the durable document, to be applied in this order; none where there is nothing. */
  async whole(name: string): Promise<Uint8Array[]> {
    const { db } = this.#database;
    // The log is read first: a snapshot that is written in between then merely repeats what was read.
    const log = await db.selectFrom('update_log').select(['seq', 'payload']).where('document', '=', name).orderBy('seq').execute();
    const newest = await db.selectFrom('snapshot').select('seq').where('document', '=', name).executeTakeFirst();
    await assertNotPurged(db, name);
    if (!newest) return log.map(({ payload }) => payload);
    const { seq, update } = await this.#snapshot(name, newest.seq);
    return [update, ...log.filter((row) => row.seq > seq).map(({ payload }) => payload)];
  }

  async #snapshot(name: string, seq: number): Promise<{ readonly seq: number; readonly update: Uint8Array }> {
    const kept = this.#snapshots.get(name);
    if (kept) {
      this.#snapshots.delete(name);
      if (kept.seq === seq) {
        this.#snapshots.set(name, kept);
        return kept;
      }
      this.#snapshotBytes -= kept.update.length;
    }
    const row = await this.#database.db
      .selectFrom('snapshot')
      .select(['seq', 'state'])
      .where('document', '=', name)
      .executeTakeFirstOrThrow();
    const read = { seq: row.seq, update: await unpackState(row.state) };
    const { length } = read.update;
    if (length >= LEAST_KEPT_BYTES && length <= MAX_KEPT_BYTES / 2 && !this.#snapshots.has(name)) {
      this.#snapshots.set(name, read);
      this.#snapshotBytes += read.update.length;
    }
    for (const [oldest, { update }] of this.#snapshots) {
      if (this.#snapshotBytes <= MAX_KEPT_BYTES) break;
      this.#snapshots.delete(oldest);
      this.#snapshotBytes -= update.length;
    }
    return read;
  }

  async #seq(name: string): Promise<number | undefined> {
    const row = await this.#database.db
      .selectFrom('document')
      .select('seq')
      .where('name', '=', name)
      .where('purged_at', 'is', null)
      .executeTakeFirst();
    return row?.seq;
  }

  #remember(name: string, digest: Digest): void {
    if (digest.stateVector.length > MAX_DIGEST_BYTES) return;
    this.#digests.delete(name);
    this.#digests.set(name, digest);
    const oldest = this.#digests.size > MAX_DIGESTS ? this.#digests.keys().next().value : undefined;
    if (oldest !== undefined) this.#digests.delete(oldest);
  }
}

/** Compares a copy with a document. Throws a RangeError for a state vector that is none. */
export function compareWith(doc: Y.Doc, { stateVector, deleteSet }: Copy): Compared {
  const theirs = decode(stateVector);
  const isAhead = [...theirs].some(([client, clock]) => clock > Y.getState(doc.store, client));
  const isBehind = [...doc.store.clients.keys()].some((client) => Y.getState(doc.store, client) > (theirs.get(client) ?? 0));
  if (!isAhead && !isBehind && equal(deleteSet, digestOf(doc))) return { kind: 'same' };
  const updates = [Y.encodeStateAsUpdate(doc, stateVector)];
  return isAhead ? { kind: 'incomplete', updates, stateVector: Y.encodeStateVector(doc) } : { kind: 'difference', updates };
}

/** Whether a copy is the same as a document that is not built, as far as is known. Throws a RangeError for a state vector that is none. */
function isAlike({ stateVector, deleteSet }: Resting, copy: Copy): boolean {
  const [ours, theirs] = [decode(stateVector), decode(copy.stateVector)];
  if (!deleteSet || ours.size !== theirs.size || [...ours].some(([client, clock]) => theirs.get(client) !== clock)) return false;
  return equal(copy.deleteSet, sha256(deleteSet));
}

const digestOf = (doc: Y.Doc) => sha256(encodeDeleteSet(doc));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

function decode(stateVector: Uint8Array): Map<number, number> {
  try {
    return Y.decodeStateVector(stateVector);
  } catch {
    throw new RangeError('Not a state vector.');
  }
}

const isSame = (one: Copy, other: Copy) => equal(one.stateVector, other.stateVector) && equal(one.deleteSet, other.deleteSet);
const equal = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;
