// A room's document and what of it rests in the database: known by few facts until somebody works on it, then in memory, appended to,
// folded, let go of. Other processes may append too: what they have is taken in from their word or from the log, and kept until it has
// been shown.
import type { Database } from '#platform/database';
import * as Y from 'yjs';
import { Size } from './apply.ts';
import type { News } from './document-channel.ts';
import { loadDocument, readSince, snapshotDocument } from './document-log.ts';
import { readFacts } from './facts.ts';
import { purged } from './purge.ts';
import { Resting } from './resting.ts';

interface Held {
  readonly doc: Y.Doc;
  readonly size: Size;
}

export class HeldDocument {
  readonly #database: Database;
  readonly #name: string;
  #loaded: Held | undefined;
  /** Known while the document is not in memory. */
  #resting: Resting | undefined;
  /** Sequence of the newest durable update known, undefined before the first loading, and up to which a snapshot contains them. */
  #seq: number | undefined;
  #folded = 0;
  /** The snapshot is of an earlier version. */
  #isOutdated = false;
  #folding: Promise<void> | undefined;
  #foreign: Uint8Array[] = [];

  constructor(database: Database, name: string) {
    this.#database = database;
    this.#name = name;
  }

  /** Updates in the log that no snapshot contains. */
  get logged(): number {
    return this.seq - this.#folded;
  }

  /** Sequence of the newest durable update that is taken in. */
  get seq(): number {
    return this.#seq ?? 0;
  }

  get isFolding(): boolean {
    return this.#folding !== undefined;
  }

  /** The document where it is in memory. */
  get loaded(): Held | undefined {
    return this.#loaded;
  }

  /** What is known of the durable document without building it; undefined where it is in memory or has to be. */
  async facts(): Promise<Resting | undefined> {
    if (this.#loaded || this.#resting) return this.#resting;
    const facts = (await readFacts(this.#database, [this.#name])).get(this.#name);
    if (facts === 'purged') throw purged();
    if (!facts || facts === 'outdated') return undefined;
    // Others have written since the document was here: that has to be shown.
    if (this.#seq !== undefined && facts.seq > this.#seq) return undefined;
    this.#seq ??= facts.seq;
    this.#folded = facts.seq - facts.tail.length;
    this.#resting = facts.resting;
    return this.#resting;
  }

  /** The state vector of what is held, in Yjs's encoding. */
  async stateVector(): Promise<Uint8Array> {
    return (await this.facts())?.stateVector ?? Y.encodeStateVector((await this.load()).doc);
  }

  /** The document, from memory or from what is durable. */
  async load(): Promise<Held> {
    if (this.#loaded) return this.#loaded;
    const { doc, seq, logged, bytes, isOutdated } = await loadDocument(this.#database, this.#name);
    const held = { doc, size: new Size(bytes) };
    this.#loaded = held;
    this.#resting = undefined;
    this.#folded = seq - logged;
    this.#isOutdated = isOutdated;
    this.#seq ??= seq;
    // What came between has not been shown to anybody here.
    if (seq > this.#seq) await this.catchUp();
    return held;
  }

  /** Resolves once the updates, which the document holds already, are durable; the sequence of the last. Throws the Problem `document-purged`. */
  async append(updates: readonly Uint8Array[]): Promise<number> {
    const [last] = await this.#database.appendUpdates([{ document: this.#name, updates }]);
    if (!last) throw purged();
    if (last - updates.length === this.seq) this.#seq = last;
    else await this.catchUp({ last, count: updates.length });
    return last;
  }

  /** Takes in what another process has made durable, unless it is known; from the log where something before it is missing. */
  async takeIn({ first, last, updates }: News): Promise<void> {
    const { doc, size } = await this.load();
    if (last <= this.seq) return;
    if (!updates || first > this.seq + 1) {
      await this.catchUp();
      return;
    }
    this.#show(doc, size, updates.slice(this.seq + 1 - first));
    this.#seq = last;
  }

  /** Takes in what others have appended to the log; whether there was anything. `own` are rows that the document holds already. */
  async catchUp(own = { last: 0, count: 0 }): Promise<boolean> {
    const { doc, size } = await this.load();
    const { seq, folded, updates } = await readSince(this.#database, this.#name, this.seq);
    if (seq === this.seq) return false;
    const first = seq - updates.length + 1;
    const isOwn = (at: number) => folded === 0 && first + at <= own.last && first + at > own.last - own.count;
    this.#show(
      doc,
      size,
      updates.filter((_, at) => !isOwn(at))
    );
    this.#seq = seq;
    this.#folded = Math.max(this.#folded, folded);
    return true;
  }

  /** What others have made durable and nobody here was shown yet. */
  takeForeign(): readonly Uint8Array[] {
    return this.#foreign.splice(0);
  }

  /** Lets go of the document, which must hold nothing but what is durable and shown, and keeps in mind what it was like. */
  rest(): void {
    if (!this.#loaded) return;
    const { doc, size } = this.#loaded;
    this.#resting = Resting.of(doc, size.bytes);
    doc.destroy();
    this.#loaded = undefined;
  }

  /** Lets go of the document, which may hold what is not durable; the next `load` reads it afresh. */
  forget(): void {
    this.#loaded?.doc.destroy();
    this.#loaded = undefined;
    this.#resting = undefined;
  }

  /** Folds the log into a snapshot, if there is anything in it. Appending may go on meanwhile. */
  async fold(): Promise<void> {
    while (this.#folding) await this.#folding;
    if (this.logged === 0 && !this.#isOutdated) return;
    this.#folding = snapshotDocument(this.#database, this.#name)
      .then((seq) => {
        this.#folded = Math.max(this.#folded, seq);
        this.#isOutdated = false;
      })
      .finally(() => {
        this.#folding = undefined;
      });
    await this.#folding;
  }

  #show(doc: Y.Doc, size: Size, updates: readonly Uint8Array[]): void {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update);
    });
    if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error(`Document ${this.#name} lacks a part of its log.`);
    for (const update of updates) size.add(update.length);
    this.#foreign.push(...updates);
  }
}
