// Looks through the directories for what has lain in the trash for 30 days, and ends it.
import { setImmediate } from 'node:timers/promises';
import { formatName, parseName, readDocuments, removeDocument, type DocumentEntry, type DocumentName } from 'shared/sync';
import type { Database } from '#platform/database';
import { loadDocument } from './document-log.ts';
import { purgeDocument, type Ground } from './purge.ts';
import type { Rooms } from './rooms.ts';

export interface TrashOptions {
  readonly database: Database;
  readonly rooms: Pick<Rooms, 'change' | 'endPurged'>;
  /** Told of documents that could not be looked at or purged. */
  readonly report: (error: unknown, document: string) => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Milliseconds for which a document can be taken back out of the trash. */
const KEPT = 30 * 24 * 60 * 60 * 1000;
/** Directories looked for at once. */
const BATCH = 50;

export class Trash {
  readonly #options: TrashOptions;
  readonly #now: () => number;

  constructor(options: TrashOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Goes through all directories once; the names of the documents it purged. The 30 days count from when the server first saw the
   * document in the trash, whatever the clock of the device says that put it there. Ends early when stopped.
   */
  async sweep(stopped: AbortSignal): Promise<string[]> {
    const purged: string[] = [];
    let after = '';
    for (;;) {
      const directories = await this.#directories(after);
      for (const directory of directories) {
        if (stopped.aborted) return purged;
        try {
          purged.push(...(await this.#sweepOne(directory)));
        } catch (error) {
          this.#options.report(error, directory);
        }
        await setImmediate();
      }
      if (directories.length < BATCH) return purged;
      after = directories.at(-1) ?? '';
    }
  }

  async #directories(after: string): Promise<string[]> {
    const rows = await this.#options.database.db
      .selectFrom('document')
      .select('name')
      .where('kind', '=', 'directory')
      .where('name', '>', after)
      .orderBy('name')
      .limit(BATCH)
      .execute();
    return rows.map(({ name }) => name);
  }

  async #sweepOne(directory: string): Promise<string[]> {
    const place = parseName(directory);
    if (!place) return [];
    const { database, rooms } = this.#options;
    const { doc, seq } = await loadDocument(database, directory);
    const trashed = new Map(
      readDocuments(doc).flatMap((entry) => (entry.trashedAt === undefined ? [] : [[formatName(nameOf(place, entry)), entry]]))
    );
    doc.destroy();
    await this.#forgetRestored(place.workspaceId, trashed);
    const [purged, gone]: [string[], DocumentEntry[]] = [[], []];
    for (const [document, entry] of trashed) {
      const fate = await this.#judge(document, entry, place, { directory, seq });
      if (fate === 'purged') purged.push(document);
      if (fate !== 'kept') gone.push(entry);
    }
    if (gone.length > 0) {
      await rooms.change(place, (list) => {
        for (const entry of gone) removeDocument(list, entry);
      });
    }
    return purged;
  }

  /** What becomes of a document in the trash; `gone`: it was purged before, but is still listed. */
  async #judge(
    document: string,
    { trashedAt, ...entry }: DocumentEntry,
    place: DocumentName,
    ground: Ground
  ): Promise<'kept' | 'purged' | 'gone'> {
    const { database, rooms } = this.#options;
    const now = this.#now();
    const row = await database.db
      .selectFrom('document')
      .select(['trashed_at', 'trash_seen_at', 'purged_at'])
      .where('name', '=', document)
      .executeTakeFirst();
    // What never reached the server has nothing to purge; should it arrive, its days begin then.
    if (!row || trashedAt === undefined) return 'kept';
    if (row.purged_at !== null) return 'gone';
    if (row.trash_seen_at === null || row.trashed_at !== trashedAt) {
      await database.db.updateTable('document').set({ trashed_at: trashedAt, trash_seen_at: now }).where('name', '=', document).execute();
      return 'kept';
    }
    const name = nameOf(place, entry);
    if (now - row.trash_seen_at < KEPT || !(await purgeDocument(database, name, ground, now))) return 'kept';
    rooms.endPurged(name);
    return 'purged';
  }

  /** Whatever is no longer in the trash starts afresh when it comes there again. */
  async #forgetRestored(workspaceId: string, trashed: ReadonlyMap<string, DocumentEntry>): Promise<void> {
    const { db } = this.#options.database;
    const noted = await db
      .selectFrom('document')
      .select('name')
      .where('workspace_id', '=', workspaceId)
      .where('trash_seen_at', 'is not', null)
      .where('purged_at', 'is', null)
      .execute();
    for (const { name } of noted) {
      if (!trashed.has(name))
        await db.updateTable('document').set({ trashed_at: null, trash_seen_at: null }).where('name', '=', name).execute();
    }
  }
}

function nameOf({ workspaceId }: DocumentName, { kind, docId }: Pick<DocumentEntry, 'kind' | 'docId'>): DocumentName {
  return { workspaceId, kind, docId };
}
