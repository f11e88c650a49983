// Earlier states of documents: taken by themselves while people work or under a name, shown, and restored by an ordinary edit.
import { setImmediate } from 'node:timers/promises';
import { newId, problem } from 'shared/kernel';
import { formatName, parseName, syncProblem, type DocumentKind, type DocumentName, type HistoryEntry, type Restore } from 'shared/sync';
import * as Y from 'yjs';
import type { Database } from '#platform/database';
import { snapshotDocument } from '../document-log.ts';
import type { Rooms } from '../rooms.ts';
import { unpackState } from '../stored-state.ts';
import {
  automaticStates,
  bytesOfStates,
  copySnapshot,
  countNamed,
  documentsWithHistory,
  dueDocuments,
  listStates,
  postpone,
  removeOldest,
  removeStates
} from './history-rows.ts';
import { outgrown } from './thinning.ts';

export interface DocumentHistoryOptions {
  readonly database: Database;
  readonly rooms: Pick<Rooms, 'change'>;
  /** How documents of each kind go back to an earlier state; kinds that are not here have no history. */
  readonly restore: Readonly<Partial<Record<DocumentKind, Restore>>>;
  /** Most states of one document that people may name. */
  readonly named: number;
  /** Most bytes of a workspace's earlier states: beyond it the oldest automatic ones go first. */
  readonly workspaceBytes: number;
  /** Told of documents whose state could not be taken. */
  readonly report: (error: unknown, document: string) => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Milliseconds of work after which a state is taken by itself. */
const EVERY = 10 * 60 * 1000;
/** Documents looked for at once. */
const BATCH = 20;

export class DocumentHistory {
  readonly #options: DocumentHistoryOptions;
  readonly #now: () => number;

  constructor(options: DocumentHistoryOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** The document's earlier states, newest first; none for a document that is not there. */
  list(name: DocumentName): Promise<HistoryEntry[]> {
    return listStates(this.#options.database.db, formatName(name));
  }

  /**
   * Keeps the durable state under a name. Repeatable by its id. Throws the Problems `no-history`, `history-full`, and `not-found`
   * where there is no such document or the id belongs to another one.
   */
  async keep(place: DocumentName, { id, name, by }: { id: string; name: string; by: string }): Promise<HistoryEntry> {
    const { database, restore, named, workspaceBytes } = this.#options;
    if (!restore[place.kind]) throw syncProblem('no-history');
    const document = formatName(place);
    await snapshotDocument(database, document);
    return database.db.transaction().execute(async (rows) => {
      const copied = await copySnapshot(rows, { id, document, name, by, now: this.#now() });
      const entry = (await listStates(rows, document)).find((one) => one.id === id);
      if (!copied || !entry) throw problem('not-found');
      const tooMany = (await countNamed(rows, document)) > named;
      if (tooMany || (await bytesOfStates(rows, place.workspaceId, 'named')) > workspaceBytes) throw syncProblem('history-full');
      await removeOldest(rows, place.workspaceId, (await bytesOfStates(rows, place.workspaceId, 'all')) - workspaceBytes);
      return entry;
    });
  }

  /** The state as one update that any Yjs document takes (V1). Throws the Problem `not-found`. */
  async state(id: string): Promise<Uint8Array> {
    return unpackState((await this.#find(id)).state);
  }

  /**
   * Brings the document back to the state by an ordinary edit, after the present state was kept; resolves once it is durable.
   * Throws the Problem `not-found`, and those of `Rooms.change`.
   */
  async restore(id: string): Promise<void> {
    const { state, document } = await this.#find(id);
    const place = parseName(document);
    const restore = place && this.#options.restore[place.kind];
    if (!place || !restore) throw problem('not-found');
    await this.#take(document);
    const earlier = new Y.Doc();
    try {
      Y.applyUpdate(earlier, await unpackState(state));
      await this.#options.rooms.change(place, (doc) => restore(doc, earlier));
    } finally {
      earlier.destroy();
    }
  }

  /** The workspace that an earlier state belongs to. */
  async workspaceOf(id: string): Promise<string | undefined> {
    const row = await this.#options.database.db.selectFrom('history').select('workspace_id').where('id', '=', id).executeTakeFirst();
    return row?.workspace_id;
  }

  /** Forgets a state; forgetting it again changes nothing. */
  async remove(id: string): Promise<void> {
    await removeStates(this.#options.database.db, [id]);
  }

  /** Takes a state of every document that was worked on for ten minutes; how many. Ends early when stopped. */
  async takeDue(stopped: AbortSignal): Promise<number> {
    const { database, restore, report } = this.#options;
    let taken = 0;
    for (;;) {
      const due = await dueDocuments(database.db, Object.keys(restore), this.#now() - EVERY, BATCH);
      if (due.length === 0) return taken;
      for (const document of due) {
        if (stopped.aborted) return taken;
        try {
          await this.#take(document);
          await this.#thin(document);
          taken++;
        } catch (error) {
          report(error, document);
          await postpone(database.db, document, this.#now());
        }
        await setImmediate();
      }
    }
  }

  /** Lets go of automatic states that have grown too old, also of documents that nobody works on any more. */
  async thinAll(stopped: AbortSignal): Promise<void> {
    let after = '';
    while (!stopped.aborted) {
      const documents = await documentsWithHistory(this.#options.database.db, after, BATCH);
      for (const document of documents) await this.#thin(document);
      after = documents.at(-1) ?? '';
      if (documents.length < BATCH) return;
      await setImmediate();
    }
  }

  async #take(document: string): Promise<void> {
    const { database, workspaceBytes } = this.#options;
    await snapshotDocument(database, document);
    const [workspaceId = ''] = document.split('/');
    await database.db.transaction().execute(async (rows) => {
      await copySnapshot(rows, { id: newId(), document, name: null, by: null, now: this.#now() });
      await removeOldest(rows, workspaceId, (await bytesOfStates(rows, workspaceId, 'all')) - workspaceBytes);
    });
  }

  async #thin(document: string): Promise<void> {
    const { db } = this.#options.database;
    await removeStates(db, outgrown(await automaticStates(db, document), this.#now()));
  }

  async #find(id: string): Promise<{ state: Uint8Array; document: string }> {
    const row = await this.#options.database.db.selectFrom('history').select(['state', 'document']).where('id', '=', id).executeTakeFirst();
    if (!row) throw problem('not-found');
    return row;
  }
}
