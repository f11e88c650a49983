// What is told of a document's earlier states, and what is sent to name one.
import * as z from 'zod';
import { idSchema, text } from '../kernel/index.ts';
import { documentIdSchema, documentKindSchema } from './names.ts';

export const historyEntrySchema = z.object({
  id: idSchema,
  /** What a person called it; null for one that was taken by itself. */
  name: z.string().nullable(),
  /** Epoch milliseconds. */
  createdAt: z.number().int(),
  /** Who named it: a user's id. */
  by: z.string().nullable(),
  /** Bytes that it takes on the server. */
  bytes: z.number().int().nonnegative()
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** Which document's history is meant. */
export const historyPlaceSchema = z.object({ workspaceId: idSchema, kind: documentKindSchema, docId: documentIdSchema });

/** The present state under a name; the id is made by the client, so that it can be sent again. */
export const newHistoryEntrySchema = historyPlaceSchema.extend({ id: idSchema, name: text(80, 1) });
export type NewHistoryEntry = z.infer<typeof newHistoryEntrySchema>;

/** Newest first. */
export const historyListSchema = z.object({ entries: z.array(historyEntrySchema) });
