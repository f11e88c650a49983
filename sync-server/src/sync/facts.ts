// What is known of documents that are not in memory, read for many at once: enough to compare copies with them and to serve from stored bytes.
import type { Database } from '#platform/database';
import { effectOf, Resting, restingAfter, type Effect } from './resting.ts';

/** An update of the log. */
export interface Logged extends Effect {
  readonly update: Uint8Array;
}

/** What is known of a document that is not built. */
export interface Facts {
  /** Sequence of the newest update contained. */
  readonly seq: number;
  readonly resting: Resting;
  /** The newest snapshot, whose bytes are not read; undefined where there is none. */
  readonly snapshot: { readonly seq: number; readonly resting: Resting } | undefined;
  /** Updates that came after the snapshot, in order. */
  readonly tail: readonly Logged[];
}

/** `outdated`: an earlier version wrote the snapshot, so the document has to be built; `purged`: it is gone for good. */
export type Found = Facts | 'outdated' | 'purged';

const NOTHING = new Resting(Uint8Array.of(0), new Uint8Array(0), 0);

/** Reads what is known of durable documents without building them; an unknown name is an empty document. */
export async function readFacts({ db }: Database, names: readonly string[]): Promise<Map<string, Found>> {
  if (names.length === 0) return new Map();
  // The log is read first: a snapshot that is written in between then merely repeats what was read.
  const log = await db
    .selectFrom('update_log')
    .select(['document', 'seq', 'payload'])
    .where('document', 'in', names)
    .orderBy('seq')
    .execute();
  const snapshots = await db
    .selectFrom('snapshot')
    .select(['document', 'seq', 'bytes', 'state_vector', 'delete_set'])
    .where('document', 'in', names)
    .execute();
  // Asked last: a purge in between would leave a part of what was read.
  const purged = await db.selectFrom('document').select('name').where('name', 'in', names).where('purged_at', 'is not', null).execute();

  const logs = Map.groupBy(log, ({ document }) => document);
  const bases = new Map(snapshots.map((row) => [row.document, row]));
  const gone = new Set(purged.map(({ name }) => name));
  return new Map(names.map((name) => [name, gone.has(name) ? 'purged' : factsOf(bases.get(name), logs.get(name) ?? [])]));
}

interface SnapshotRow {
  readonly seq: number;
  readonly bytes: number | null;
  readonly state_vector: Uint8Array | null;
  readonly delete_set: Uint8Array | null;
}

function factsOf(
  base: SnapshotRow | undefined,
  log: readonly { readonly seq: number; readonly payload: Uint8Array }[]
): Facts | 'outdated' {
  if (base && (base.state_vector === null || base.delete_set === null)) return 'outdated';
  const before = base?.state_vector && base.delete_set ? new Resting(base.state_vector, base.delete_set, base.bytes ?? 0) : NOTHING;
  const from = base?.seq ?? 0;
  const rest = log.filter(({ seq }) => seq > from);
  const tail = rest.map(({ payload }) => ({ update: payload, ...effectOf(payload) }));
  const bytes = tail.reduce((sum, { update }) => sum + update.length, before.bytes);
  return {
    seq: rest.at(-1)?.seq ?? from,
    resting: restingAfter(before, tail, bytes),
    snapshot: base && { seq: base.seq, resting: before },
    tail
  };
}
