// Collections, the user's projects: what a workspace's directory document knows of them. Which assets are in one stands with the assets
// (`setMembership`), so that server and devices add to it at once; which boards belong to one stands here.
import type * as Y from 'yjs';
import * as z from 'zod';
import { idSchema, text } from '../kernel/index.ts';
import { assetIdSchema } from './asset.ts';
import { flatEntries } from './flat-entries.ts';

const collectionFieldsSchema = z.object({
  name: text(80, 1),
  /** The asset that stands for it; absent where the newest does. */
  cover: assetIdSchema
});

export const collectionEntries = flatEntries('collections', collectionFieldsSchema);
export type CollectionEntry = ReturnType<typeof collectionEntries.read>[number];

const BOARDS = 'collection-boards';

/** Puts a board into a collection, or takes it out. */
export function setBoardMembership(doc: Y.Doc, collectionId: string, boardId: string, member: boolean): void {
  const key = `${idSchema.parse(collectionId)}/${boardId}`;
  doc.transact(() => {
    const map = doc.getMap<unknown>(BOARDS);
    if (member) map.set(key, true);
    else if (map.has(key)) map.delete(key);
  });
}

/** Ids of the boards of each collection. */
export function readBoardMemberships(doc: Y.Doc): Map<string, Set<string>> {
  const members = new Map<string, Set<string>>();
  for (const [key, value] of doc.getMap<unknown>(BOARDS)) {
    const [collection, board, ...rest] = key.split('/');
    if (value !== true || !collection || !board || rest.length > 0) continue;
    members.set(collection, (members.get(collection) ?? new Set()).add(board));
  }
  return members;
}

/** Calls back after collections or their boards changed; the answer stops it. */
export function observeCollections(doc: Y.Doc, changed: () => void): () => void {
  const boards = doc.getMap<unknown>(BOARDS);
  const stop = collectionEntries.observe(doc, changed);
  boards.observe(changed);
  return () => {
    stop();
    boards.unobserve(changed);
  };
}
