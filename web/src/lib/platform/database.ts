// The device's own database: everything that is not a document, in tables with versions.
import { Dexie, type Table } from 'dexie';
import type { MediaType } from 'shared/blobs';
import type { ProblemDocument } from 'shared/kernel';
import type { NewRun, Run, RunSummary } from 'shared/runs';
import { BLOB_TABLE, DATABASE_NAME } from './database-name.ts';

/** Single values by name, such as the device's identity. */
export interface KeyValueRow {
  key: string;
  value: unknown;
}

/** What a person has typed and not sent, by the key its screen chooses. */
export interface DraftRow {
  key: string;
  value: unknown;
  /** Epoch milliseconds of the last change. */
  at: number;
}

/** Bytes kept on this device. A blob without an upload row is on the server too. */
export interface BlobRow {
  hash: string;
  blob: Blob;
  type: MediaType;
  bytes: number;
  kind: 'original' | 'thumb';
  /** Epoch milliseconds at which it was kept. */
  at: number;
}

/** A blob that the server does not have yet. */
export interface UploadRow {
  hash: string;
  workspaceId: string;
  kind: 'original' | 'thumb';
  bytes: number;
  attempts: number;
  /** Epoch milliseconds before which it is not tried again. */
  dueAt: number;
  /** Why it will not be tried again by itself. */
  problem?: ProblemDocument;
}

/** A run of the server's as last seen, for pages without network. */
export interface RunRow {
  id: string;
  workspaceId: string;
  createdAt: number;
  run: Run | RunSummary;
}

/** A run that waits on this device to be sent. */
export interface OutboxRow {
  id: string;
  workspaceId: string;
  createdAt: number;
  newRun: NewRun;
  /** Micro-dollars it is expected to cost, null where no price is known. */
  price: number | null;
  /** What it was queued with, where its price has changed since. */
  formerPrice?: number;
  /** Why it was not taken, when sending it was refused. */
  problem?: ProblemDocument;
}

/** One tab's edits of one document that the server has not confirmed. */
export interface UnsentRow {
  /** A document's full name. */
  name: string;
  tab: string;
  /** How many edits. */
  count: number;
  /** Epoch milliseconds of the first of them. */
  at: number;
}

/** A document's copy that was taken out of use because the server would not have its edits. */
export interface AsideRow {
  /** The document's full name. */
  name: string;
  /** Which of this device's replicas of the document it was, from 0. */
  generation: number;
  why: 'view-only' | 'no-member';
  /** Epoch milliseconds at which it was put aside. */
  at: number;
  /** The whole state as a V2 update. */
  state: Uint8Array;
}

export class PresetDatabase extends Dexie {
  declare keyValue: Table<KeyValueRow, string>;
  declare drafts: Table<DraftRow, string>;
  declare blobs: Table<BlobRow, string>;
  declare uploads: Table<UploadRow, string>;
  declare runs: Table<RunRow, string>;
  declare outbox: Table<OutboxRow, string>;
  declare unsent: Table<UnsentRow, [string, string]>;
  declare aside: Table<AsideRow, [string, number]>;

  constructor(name: string = DATABASE_NAME) {
    super(name);
    this.version(1).stores({
      keyValue: 'key',
      drafts: 'key',
      // The index answers what is kept without reading any bytes.
      [BLOB_TABLE]: 'hash, [kind+bytes+hash]',
      uploads: 'hash, dueAt',
      runs: 'id, [workspaceId+createdAt]',
      outbox: 'id, [workspaceId+createdAt]',
      unsent: '[name+tab]'
    });
    this.version(2).stores({ aside: '[name+generation], at' });
  }
}
