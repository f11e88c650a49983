// A room's document in memory and what of it rests in the database: loaded when needed, appended to, folded, let go of.
import type { Database } from '#platform/database';
import type * as Y from 'yjs';
import { Size } from './apply.ts';
import { loadDocument, snapshotDocument } from './document-log.ts';
import { purged } from './purge.ts';

export class HeldDocument {
  readonly #database: Database;
  readonly #name: string;
  #loaded: { readonly doc: Y.Doc; readonly size: Size } | undefined;
  /** Sequence of the newest durable update, and up to which a snapshot contains them. */
  #seq = 0;
  #folded = 0;
  #folding: Promise<void> | undefined;

  constructor(database: Database, name: string) {
    this.#database = database;
    this.#name = name;
  }

  /** Updates in the log that no snapshot contains. */
  get logged(): number {
    return this.#seq - this.#folded;
  }

  get isFolding(): boolean {
    return this.#folding !== undefined;
  }

  /** The document, from memory or from what is durable. */
  async load(): Promise<{ readonly doc: Y.Doc; readonly size: Size }> {
    if (this.#loaded) return this.#loaded;
    const { doc, seq, logged, bytes } = await loadDocument(this.#database, this.#name);
    [this.#seq, this.#folded] = [seq, seq - logged];
    this.#loaded = { doc, size: new Size(bytes) };
    return this.#loaded;
  }

  /** Resolves once the updates, which the document holds already, are durable. Throws the Problem `document-purged`. */
  async append(updates: readonly Uint8Array[]): Promise<void> {
    const [seq] = await this.#database.appendUpdates([{ document: this.#name, updates }]);
    if (seq === 0) throw purged();
    this.#seq = seq ?? this.#seq;
  }

  /** Lets go of the document, which may hold what is not durable; the next `load` reads it afresh. */
  forget(): void {
    this.#loaded?.doc.destroy();
    this.#loaded = undefined;
  }

  /** Folds the log into a snapshot, if there is anything in it. Appending may go on meanwhile. */
  async fold(): Promise<void> {
    while (this.#folding) await this.#folding;
    if (this.logged === 0) return;
    this.#folding = snapshotDocument(this.#database, this.#name)
      .then((seq) => {
        this.#folded = Math.max(this.#folded, seq);
      })
      .finally(() => {
        this.#folding = undefined;
      });
    await this.#folding;
  }
}
