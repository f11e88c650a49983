// Every document says which format it is in, so that an older program can tell "too new for me" from "broken".
import type * as Y from 'yjs';

export interface DocumentFormat {
  /** Version of the format that wrote the document last. */
  readonly version: number;
  /** Oldest version of the program's format that can read it. */
  readonly minReader: number;
}

const META = 'meta';

/**
 * Notes the format in the document's `meta` map, unless a format at least as new stands there. The keys and values
 * depend on nothing but the format, so that two devices doing this at once agree. Call it inside a transaction.
 */
export function stampFormat(doc: Y.Doc, format: DocumentFormat): void {
  const meta = doc.getMap<unknown>(META);
  raise(meta, 'version', format.version);
  raise(meta, 'minReader', format.minReader);
}

/** Whether a program whose format is `version` can read the document. A document without a note is an empty or very young one. */
export function canRead(doc: Y.Doc, version: number): boolean {
  const needed = doc.getMap<unknown>(META).get('minReader');
  return typeof needed !== 'number' || needed <= version;
}

function raise(meta: Y.Map<unknown>, key: string, value: number): void {
  const present = meta.get(key);
  if (typeof present !== 'number' || present < value) meta.set(key, value);
}
