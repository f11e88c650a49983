// Lets go of blobs that nothing has referred to for 30 days, and of files that a crash left without a row.
// The row goes first, the file after it: a crash in between leaves a file too many, never a row whose bytes are gone.
import { setImmediate } from 'node:timers/promises';
import type { Hash } from 'shared/kernel';
import type { Database, Query } from '#platform/database';
import type { Blobs } from './blobs.ts';
import { batches, dueGrants, grantsOf, indexed, note, takeBack, workspacesWithBlobs, type GrantState } from './collect-rows.ts';
import { searchHashes } from './hash-search.ts';

/** Where an area refers to blobs, by hashes in lower-case hex. */
export interface BlobReferences {
  /** Everything stored of a workspace that can hold references, as text or bytes. */
  read(workspaceId: string): AsyncIterable<string | Uint8Array>;
  /** Becomes another whenever a reference may have been added. Asked inside a transaction too. */
  version(query: Query, workspaceId: string): Promise<string>;
}

export interface BlobCollectorOptions {
  readonly database: Database;
  readonly blobs: Pick<Blobs, 'exclusively' | 'stored'>;
  readonly references: readonly BlobReferences[];
  readonly log: { info(facts: object, message: string): void; error(facts: object, message: string): void };
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Milliseconds for which a blob is kept that nothing refers to. */
const KEPT = 30 * 24 * 60 * 60 * 1000;
/** Milliseconds for which a file without a row may belong to somebody who is just keeping it. */
const UNINDEXED_KEPT = 24 * 60 * 60 * 1000;
/** Workspaces looked for at once. */
const BATCH = 50;

export class BlobCollector {
  readonly #options: BlobCollectorOptions;
  readonly #now: () => number;

  constructor(options: BlobCollectorOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Goes through all workspaces and all files once. A workspace that fails is reported, and the others are gone through. */
  async collect(stopped: AbortSignal): Promise<void> {
    const { database, log } = this.#options;
    let after = '';
    for (;;) {
      const workspaces = await workspacesWithBlobs(database.db, after, BATCH);
      for (const workspaceId of workspaces) {
        if (stopped.aborted) return;
        await this.#collectOf(workspaceId, stopped).catch((error: unknown) =>
          log.error({ error, workspaceId }, 'blobs were not collected')
        );
        await setImmediate();
      }
      if (workspaces.length < BATCH) break;
      after = workspaces.at(-1) ?? '';
    }
    await this.#sweepFiles(stopped);
  }

  async #collectOf(workspaceId: string, stopped: AbortSignal): Promise<void> {
    const { db } = this.#options.database;
    // Before anything is read: what comes in while it is read shows in the version, and then nothing is taken back.
    const version = await this.#version(db, workspaceId);
    const grants = await grantsOf(db, workspaceId);
    const used = await this.#used(workspaceId, grants, stopped);
    if (stopped.aborted) return;
    const now = this.#now();
    const [fresh, again]: [string[], string[]] = [[], []];
    for (const [hash, { since }] of grants) {
      if (!used.has(hash) && since === null) fresh.push(hash);
      if (used.has(hash) && since !== null) again.push(hash);
    }
    await note(db, workspaceId, again, null);
    await note(db, workspaceId, fresh, now);
    await this.#takeBack(workspaceId, version, stopped);
  }

  /** Which of the granted blobs something refers to. */
  async #used(workspaceId: string, grants: ReadonlyMap<string, GrantState>, stopped: AbortSignal): Promise<Set<string>> {
    const used = new Set<string>();
    for (const references of this.#options.references) {
      for await (const stored of references.read(workspaceId)) {
        if (stopped.aborted) return used;
        await searchHashes(stored, (hash) => {
          if (grants.has(hash)) used.add(hash);
        });
        await setImmediate();
      }
    }
    for (const hash of [...used]) {
      const thumb = grants.get(hash)?.thumb;
      if (thumb !== undefined) used.add(thumb);
    }
    return used;
  }

  async #takeBack(workspaceId: string, version: string, stopped: AbortSignal): Promise<void> {
    const { database, log } = this.#options;
    const before = this.#now() - KEPT;
    const due = await dueGrants(database.db, workspaceId, before);
    if (due.length === 0) return;
    const bytes = due.reduce((sum, blob) => sum + blob.bytes, 0);
    log.info({ workspaceId, blobs: due.length, bytes }, 'blobs that nothing refers to are due');
    let files = 0;
    for (const some of batches(due.map(({ hash }) => hash))) {
      if (stopped.aborted) return;
      const gone = await this.#takeBackSome(workspaceId, some, version, before);
      if (!gone) {
        log.info({ workspaceId }, 'the workspace is being worked on: its blobs wait for the next round');
        return;
      }
      files += gone.length;
      await setImmediate();
    }
    log.info({ workspaceId, files }, 'blobs that nothing refers to are gone');
  }

  /** Undefined when a reference may have been added since the workspace was read; then nothing has happened. */
  #takeBackSome(workspaceId: string, hashes: readonly Hash[], version: string, before: number): Promise<string[] | undefined> {
    const { database, blobs } = this.#options;
    return blobs.exclusively(hashes, async (store) => {
      const gone = await database.db.transaction().execute(async (rows) => {
        if ((await this.#version(rows, workspaceId)) !== version) return undefined;
        return takeBack(rows, workspaceId, hashes, before);
      });
      for (const hash of gone ?? []) await store.remove(hash);
      return gone;
    });
  }

  async #version(query: Query, workspaceId: string): Promise<string> {
    const versions: string[] = [];
    for (const references of this.#options.references) versions.push(await references.version(query, workspaceId));
    return versions.join(' ');
  }

  /** Removes files that the index does not know, except such as are just being kept. */
  async #sweepFiles(stopped: AbortSignal): Promise<void> {
    const { blobs, log } = this.#options;
    let removed = 0;
    let suspects: Hash[] = [];
    for await (const { hash, writtenAt } of blobs.stored()) {
      if (stopped.aborted) return;
      if (writtenAt < this.#now() - UNINDEXED_KEPT) suspects.push(hash);
      if (suspects.length < 400) continue;
      removed += await this.#removeUnindexed(suspects);
      suspects = [];
      await setImmediate();
    }
    removed += await this.#removeUnindexed(suspects);
    if (removed > 0) log.info({ files: removed }, 'files without a row are gone');
  }

  async #removeUnindexed(suspects: readonly Hash[]): Promise<number> {
    const { database, blobs } = this.#options;
    const known = await indexed(database.db, suspects);
    let removed = 0;
    for (const hash of suspects.filter((suspect) => !known.has(suspect))) {
      // Asked again, now that nobody can be keeping it.
      removed += await blobs.exclusively([hash], async (store) => {
        if ((await indexed(database.db, [hash])).has(hash)) return 0;
        await store.remove(hash);
        return 1;
      });
    }
    return removed;
  }
}
