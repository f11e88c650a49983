// Builds a document from what is stored of it; used by the rooms and by the thread that folds.
import * as Y from 'yjs';

/** The document that these updates make up. Throws where one of them builds on what is missing. */
export function buildDocument(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  // One transaction, since a cleanup after each update makes long logs slow.
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error('A part of the log is missing.');
  return doc;
}
