// What every area needs of a database, whichever of SQLite and PostgreSQL stands behind it.
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Updates of one document, in order, to be made durable together. */
export interface LogEntry {
  /** `<workspaceId>/<kind>/<docId>` */
  readonly document: string;
  readonly updates: readonly Uint8Array[];
}

export interface Database {
  readonly kind: 'sqlite' | 'postgres';
  /**
   * One set of queries for both. On SQLite, selects outside a transaction run on a read-only connection in this
   * thread and everything else in the one writing worker. In a transaction await nothing but its own queries.
   */
  readonly db: Kysely<Tables>;
  /**
   * Appends document updates to the log and resolves once they are committed durably: the sequence number of each entry's
   * last update. Calls of the same tick share a commit; entries never interleave with an open transaction.
   * The document's row is created when it is missing. Nothing is written to a purged document: its entry answers 0.
   */
  appendUpdates(entries: readonly LogEntry[]): Promise<number[]>;
  /** Whether an error says that a unique key was there already. */
  isDuplicate(error: unknown): boolean;
  /** Whether an error says that the disk is full. */
  isDiskFull(error: unknown): boolean;
  /** `for update skip locked` exists (PostgreSQL); SQLite has one writer and needs none. */
  readonly skipLocked: boolean;
  close(): Promise<void>;
}

export type Query = Kysely<Tables> | Transaction<Tables>;
