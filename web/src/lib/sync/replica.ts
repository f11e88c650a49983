// A document on this device: y-indexeddb, with eyes on every write so that "on this device" is true when it is said.
import { clearDocument, fetchUpdates, IndexeddbPersistence, PREFERRED_TRIM_SIZE, storeState } from 'y-indexeddb';
import * as Y from 'yjs';
import type { Problem } from 'shared/kernel';
import { deviceStorage, exclusively } from '#lib/platform';

const UPDATES = 'updates';
/** Rows that are worth being made one. */
const MANY = 10;
/** Milliseconds until a write that failed is tried again. */
const REPAIR_AFTER = 5_000;

export interface ReplicaOptions {
  readonly doc: Y.Doc;
  /** The document's full name. */
  readonly name: string;
  /** How many replicas of the document were put aside before this one. */
  readonly generation: number;
  /** Told after everything that may change `writing` or `problem`. */
  readonly changed: () => void;
}

/** What the replica of this name is called, in this browser's store and between its tabs. */
export function replicaName(name: string, generation: number): string {
  return generation === 0 ? `preset/${name}` : `preset/${name}#${generation}`;
}

/** Removes a replica from this device, at the latest when the last tab that has it open is closed. */
export function forgetReplica(name: string, generation: number): void {
  void clearDocument(replicaName(name, generation)).catch(() => undefined);
}

export class Replica {
  /** Resolves when what was kept has been read into the document; rejects with a Problem when it cannot be read. */
  readonly loaded: Promise<void>;
  readonly #options: ReplicaOptions;
  readonly #kept: IndexeddbPersistence;
  #writing = 0;
  #problem: Problem | undefined;
  #repair: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: ReplicaOptions) {
    this.#options = options;
    const { doc, name, generation } = options;
    this.#kept = new IndexeddbPersistence(replicaName(name, generation), doc);
    // Its own writes end unseen: ours do the same and report how they ended.
    doc.off('update', this.#kept._storeUpdate);
    doc.on('update', this.#write);
    readQuietly(doc, this.#kept);
    this.loaded = this.#load();
  }

  /** The origin of changes that come from this device's store. */
  get origin(): unknown {
    return this.#kept;
  }

  /** Whether edits are still on their way to this device's disk. */
  get writing(): boolean {
    return this.#writing > 0;
  }

  /** Why edits cannot be kept on this device, else undefined. */
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** Reads what other tabs have written since. */
  async catchUp(): Promise<void> {
    if (!this.#closed && this.#kept.db) await fetchUpdates(this.#kept);
  }

  /** Leaves one row in place of many. */
  async compact(): Promise<void> {
    if (this.#closed || !this.#kept.db) return;
    await exclusively(`compact-${this.#options.name}`, async () => {
      // Reads what other tabs have written, and finds out whether one of them has just done this.
      await fetchUpdates(this.#kept);
      if (!this.#closed && this.#kept._dbsize >= MANY) await storeState(this.#kept, true);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#repair);
    this.#options.doc.off('update', this.#write);
    // A connection closes only after its transactions have ended.
    await this.#kept.destroy();
  }

  async #load(): Promise<void> {
    const failed = new Promise<never>((_, reject) => {
      const fail = (event: Event) => {
        const problem = this.#failed((event.target as Partial<IDBTransaction> | null)?.error);
        if (!this.#kept.synced) reject(problem);
      };
      this.#kept._db.then(
        // Errors of all its transactions pass through here, also of those that y-indexeddb makes by itself.
        (database) => database.addEventListener('abort', fail),
        (error: unknown) => reject(this.#failed(error))
      );
    });
    failed.catch(() => undefined);
    await Promise.race([this.#kept.whenSynced, failed]);
  }

  readonly #write = (update: Uint8Array, origin: unknown): void => {
    // Before the database is open nothing is written singly: opening stores the whole state first.
    if (origin === this.#kept || !this.#kept.db) return;
    if (this.#problem) return this.#repairLater();
    this.#add(update);
    this.#kept._dbsize += 1;
    if (this.#kept._dbsize === PREFERRED_TRIM_SIZE) void this.compact();
  };

  #add(update: Uint8Array, repairs = false): void {
    let transaction: IDBTransaction;
    try {
      transaction = (this.#kept.db as IDBDatabase).transaction(UPDATES, 'readwrite');
      transaction.objectStore(UPDATES).add(update);
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.#writing += 1;
    const ended = (kept: boolean) => {
      this.#writing -= 1;
      if (kept && repairs) {
        this.#problem = undefined;
        deviceStorage.worked();
      }
      this.#options.changed();
    };
    transaction.addEventListener('complete', () => ended(true));
    transaction.addEventListener('abort', () => ended(false));
    this.#options.changed();
  }

  /** After a failed write single updates would leave a gap: the whole state is written instead, until that succeeds. */
  #repairLater(): void {
    if (this.#repair !== undefined || this.#closed) return;
    this.#repair = setTimeout(() => {
      this.#repair = undefined;
      this.#add(Y.encodeStateAsUpdate(this.#options.doc), true);
    }, REPAIR_AFTER);
  }

  #failed(error: unknown): Problem {
    this.#problem = deviceStorage.failed(error);
    this.#repairLater();
    this.#options.changed();
    return this.#problem;
  }
}

/**
 * What is read first from this device's store is news to nobody. Told like an edit it would be written out again for those who listen,
 * which costs as much as reading it did.
 */
function readQuietly(doc: Y.Doc, store: unknown): void {
  const begins = (reading: Y.Transaction) => {
    if (reading.origin !== store) return;
    doc.off('beforeTransaction', begins);
    const listeners = doc._observers.get('update') as Set<() => void> | undefined;
    doc._observers.delete('update');
    doc.once('afterAllTransactions', (_, transactions: Y.Transaction[]) => {
      for (const listener of listeners ?? []) doc.on('update', listener);
      // Edits that somebody made in answer to what was read are news.
      for (const own of transactions)
        if (own !== reading && own.changed.size > 0)
          doc.emit('update', [Y.encodeStateAsUpdate(doc, Y.encodeStateVector(own.beforeState)), own.origin, doc, own]);
    });
  };
  doc.on('beforeTransaction', begins);
}
