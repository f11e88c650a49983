// View-only links to one document, as the API speaks of them.
import * as z from 'zod';
import { linkDaysSchema, linkSecretSchema } from '../accounts/index.ts';
import { idSchema } from '../kernel/index.ts';
import { documentIdSchema, documentKindSchema } from './names.ts';

/** Directory and gallery stay inside: they tell of the whole workspace. */
const shareableKindSchema = documentKindSchema.extract(['preset', 'board']);

const documentSchema = z.object({ workspaceId: idSchema, kind: shareableKindSchema, docId: documentIdSchema });

/** A new share link; id and secret are made by the device, so that asking twice makes one link. */
export const newShareSchema = documentSchema.extend({ id: idSchema, secret: linkSecretSchema, days: linkDaysSchema.default(30) });
export type NewShare = z.infer<typeof newShareSchema>;

/** A share link that still works. */
export const shareSchema = documentSchema.extend({
  id: idSchema,
  /** Epoch milliseconds. */
  expiresAt: z.number().int(),
  createdAt: z.number().int()
});
export type Share = z.infer<typeof shareSchema>;

/** Newest share first. */
export const shareListSchema = z.object({ shares: z.array(shareSchema) });

/** What a link lets its visitor see, until `expiresAt` (epoch milliseconds); opening the link again prolongs it while the link works. */
export const openedShareSchema = documentSchema.extend({ expiresAt: z.number().int() });
export type OpenedShare = z.infer<typeof openedShareSchema>;
