// One state out of a snapshot and a log, with the facts that are stored beside it.
import { encodeDeleteSet } from 'shared/sync';
import * as Y from 'yjs';
import { buildDocument } from './build-document.ts';

/** A document's state as it is stored, but for the packing. */
export interface FoldedUpdates {
  /** As one V1 update. */
  readonly update: Uint8Array;
  /** In Yjs's encoding. */
  readonly stateVector: Uint8Array;
  /** As `encodeDeleteSet` writes it. */
  readonly deleteSet: Uint8Array;
}

/** Folds updates by replaying them. Throws where one of them builds on what is missing. */
export function foldUpdates(updates: readonly Uint8Array[]): FoldedUpdates {
  const doc = buildDocument(updates);
  const folded = { update: Y.encodeStateAsUpdate(doc), stateVector: Y.encodeStateVector(doc), deleteSet: encodeDeleteSet(doc) };
  doc.destroy();
  return folded;
}
