// Documents as they rest in the database, read for those who ask without staying: a whole one needs no Y.Doc to be built.
import { createHash } from 'node:crypto';
import type { Database } from '#platform/database';
import { encodeDeleteSet, type ExchangeAnswer } from 'shared/sync';
import * as Y from 'yjs';
import { loadDocument } from './document-log.ts';
import { readFacts, type Facts, type Found } from './facts.ts';
import { assertNotPurged, purged } from './purge.ts';
import { isCovered } from './resting.ts';
import { unpackState } from './stored-state.ts';

/** What an exchange says of a copy that may be read; its index in the exchange is added there. */
export type Compared =
  Exclude<ExchangeAnswer, { kind: 'refused' }> extends infer Answer ? (Answer extends unknown ? Omit<Answer, 'index'> : never) : never;

/** A device's copy: its state vector, and the SHA-256 of its delete set. */
export interface Copy {
  readonly stateVector: Uint8Array;
  readonly deleteSet: Uint8Array;
}

export interface NamedCopy extends Copy {
  readonly name: string;
}

/** What was found of a document for a copy of it; `same`: the copy is known to be the durable document. */
export type Looked = Found | 'same';

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

  /** Looks up, for many copies at once, what `compare` has to know of each. */
  async lookUp(copies: readonly NamedCopy[]): Promise<Map<NamedCopy, Looked>> {
    const known = copies.flatMap((copy) => {
      const digest = this.#digests.get(copy.name);
      return digest && isSame(digest, copy) ? [{ copy, seq: digest.seq }] : [];
    });
    const seqs = await this.#seqs(known.map(({ copy }) => copy.name));
    const same = new Set(known.filter(({ copy, seq }) => seq === seqs.get(copy.name)).map(({ copy }) => copy));
    const others = copies.filter((copy) => !same.has(copy));
    const found = await readFacts(this.#database, [...new Set(others.map(({ name }) => name))]);
    return new Map(copies.map((copy) => [copy, same.has(copy) ? 'same' : (found.get(copy.name) ?? 'purged')]));
  }

  /**
   * Compares a copy with the durable document, which is built only where snapshot and log do not tell. Throws a RangeError for a state
   * vector that is none, and the Problem `document-purged`.
   */
  async compare(copy: NamedCopy, looked: Looked): Promise<Compared> {
    const theirs = decode(copy.stateVector);
    if (looked === 'same') return { kind: 'same' };
    if (looked === 'purged') throw purged();
    if (looked === 'outdated') return this.#compareBuilt(copy);
    const { seq, resting } = looked;
    const standing = compareClocks(decode(resting.stateVector), theirs);
    if (!standing.isAhead && !standing.isBehind) {
      // What several processes wrote may delete more than their updates say one by one, so a difference is looked at closely.
      if (!equal(copy.deleteSet, sha256(resting.deleteSet))) return this.#compareBuilt(copy);
      this.#remember(copy.name, { ...copy, seq });
      return { kind: 'same' };
    }
    const updates = await this.#missing(copy, theirs, looked);
    return standing.isAhead ? { kind: 'incomplete', updates, stateVector: resting.stateVector } : { kind: 'difference', updates };
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

  /** What a copy lacks, as far as its state vector tells: the part of the snapshot, then the updates since. */
  async #missing({ name, stateVector }: NamedCopy, theirs: ReadonlyMap<number, number>, { snapshot, tail }: Facts): Promise<Uint8Array[]> {
    const lacked = tail.filter(
      ({ clocks, deletions }) => deletions.size > 0 || [...clocks].some(([client, clock]) => clock > (theirs.get(client) ?? 0))
    );
    const since = lacked.map(({ update }) => update);
    if (!snapshot) return since;
    const deletions = isCovered(snapshot.resting.stateVector, stateVector) ? snapshot.resting.answer(stateVector) : undefined;
    if (deletions) return snapshot.resting.deleteSet.length > 0 ? [deletions, ...since] : since;
    const { update } = await this.#snapshot(name, snapshot.seq);
    return [theirs.size === 0 ? update : Y.diffUpdate(update, stateVector), ...since];
  }

  async #compareBuilt({ name, stateVector, deleteSet }: NamedCopy): Promise<Compared> {
    const { doc, seq } = await loadDocument(this.#database, name);
    try {
      const compared = compareWith(doc, { stateVector, deleteSet });
      if (compared.kind === 'same') this.#remember(name, { stateVector, deleteSet, seq });
      return compared;
    } finally {
      doc.destroy();
    }
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

  /** Sequence of the newest update of each document that there is. */
  async #seqs(names: readonly string[]): Promise<Map<string, number>> {
    if (names.length === 0) return new Map();
    const { db } = this.#database;
    const rows = await db
      .selectFrom('document')
      .select(['name', 'seq'])
      .where('name', 'in', names)
      .where('purged_at', 'is', null)
      .execute();
    return new Map(rows.map(({ name, seq }) => [name, seq]));
  }

  #remember(name: string, { stateVector, deleteSet, seq }: Digest): void {
    if (stateVector.length > MAX_DIGEST_BYTES) return;
    this.#digests.delete(name);
    this.#digests.set(name, { stateVector, deleteSet, seq });
    const oldest = this.#digests.size > MAX_DIGESTS ? this.#digests.keys().next().value : undefined;
    if (oldest !== undefined) this.#digests.delete(oldest);
  }
}

/** Compares a copy with a document. Throws a RangeError for a state vector that is none. */
export function compareWith(doc: Y.Doc, { stateVector, deleteSet }: Copy): Compared {
  const { isAhead, isBehind } = compareClocks(Y.decodeStateVector(Y.encodeStateVector(doc)), decode(stateVector));
  if (!isAhead && !isBehind && equal(deleteSet, digestOf(doc))) return { kind: 'same' };
  const updates = [Y.encodeStateAsUpdate(doc, stateVector)];
  return isAhead ? { kind: 'incomplete', updates, stateVector: Y.encodeStateVector(doc) } : { kind: 'difference', updates };
}

/** Whether the second has structs that the first lacks, and the other way round. */
function compareClocks(ours: ReadonlyMap<number, number>, theirs: ReadonlyMap<number, number>): { isAhead: boolean; isBehind: boolean } {
  return {
    isAhead: [...theirs].some(([client, clock]) => clock > (ours.get(client) ?? 0)),
    isBehind: [...ours].some(([client, clock]) => clock > (theirs.get(client) ?? 0))
  };
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
