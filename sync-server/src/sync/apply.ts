// Applies a turn's writes to a room's document and says what became of each and which bytes have to be made durable.
import * as Y from 'yjs';
import { allows } from 'shared/accounts';
import { MAX_DOCUMENT_BYTES } from 'shared/sync';
import type { Outcome, Write } from './entry.ts';
import { inspect, knownOf } from './inspect.ts';

export interface Applied {
  readonly outcomes: ReadonlyMap<Write, Outcome>;
  /** What the writes together add to the document, in order. */
  readonly news: readonly Uint8Array[];
}

/** A write that threw half-way: the document then holds a part of it and has to be built afresh. */
export class HalfApplied extends Error {
  readonly write: Write;

  constructor(write: Write, cause: unknown) {
    super('A write could not be applied.', { cause });
    this.write = write;
  }
}

/** How large the document is, as an upper estimate that is made exact when it comes near the limit. */
export class Size {
  #bytes: number;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** Whether so many bytes more are too many; the document must not be in a transaction. */
  isExceededBy(doc: Y.Doc, bytes: number): boolean {
    if (this.#bytes + bytes <= MAX_DOCUMENT_BYTES) return false;
    this.#bytes = Y.encodeStateAsUpdate(doc).length;
    return this.#bytes + bytes > MAX_DOCUMENT_BYTES;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(bytes: number): void {
    this.#bytes += bytes;
  }
}

/** Applies the writes in order. Throws HalfApplied. */
export function applyWrites(doc: Y.Doc, writes: readonly Write[], size: Size): Applied {
  const outcomes = new Map<Write, Outcome>();
  const news: Uint8Array[] = [];
  const collect = (update: Uint8Array) => {
    news.push(update);
    size.add(update.length);
  };
  doc.on('update', collect);
  try {
    for (const group of groups(writes, doc, size)) {
      // Edits and updates never share a transaction: Yjs would take the server's own edit for somebody else's use of its client id.
      doc.transact(() => {
        for (const { write, fits } of group) outcomes.set(write, fits ? applyOne(doc, write) : 'too-large');
      });
    }
  } finally {
    doc.off('update', collect);
  }
  return { outcomes, news };
}

function* groups(writes: readonly Write[], doc: Y.Doc, size: Size): Generator<{ write: Write; fits: boolean }[]> {
  let group: { write: Write; fits: boolean }[] = [];
  let bytes = 0;
  for (const write of writes) {
    if (group[0] && (group[0].write.kind === 'edit') !== (write.kind === 'edit')) {
      yield group;
      [group, bytes] = [[], 0];
    }
    const length = write.kind === 'edit' ? 0 : write.update.length;
    const fits = !size.isExceededBy(doc, bytes + length);
    if (fits) bytes += length;
    group.push({ write, fits });
  }
  if (group.length > 0) yield group;
}

function applyOne(doc: Y.Doc, write: Write): Outcome {
  if (write.kind === 'edit') {
    guarded(write, () => write.edit(doc));
    return 'whole';
  }
  const { update } = write;
  const [role, isAnswer] = write.kind === 'offer' ? [write.role, true] : [write.connection.admission.role, write.isAnswer];
  let verdict;
  try {
    verdict = inspect(knownOf(doc), update);
  } catch {
    return 'broken';
  }
  if (verdict === 'nothing') return 'whole';
  if (!allows(role, 'editor')) return 'forbidden';
  // An answer is all that the client has. If even that has a gap, what fits is taken, for asking again would change nothing.
  if (verdict === 'gap' && !isAnswer) return 'gap';
  guarded(write, () => Y.applyUpdate(doc, update));
  const { store } = doc;
  const hadGap = store.pendingStructs !== null || store.pendingDs !== null;
  [store.pendingStructs, store.pendingDs] = [null, null];
  return hadGap ? 'gap' : 'whole';
}

function guarded(write: Write, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new HalfApplied(write, error);
  }
}
