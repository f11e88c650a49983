// The refreshed catalogue as the server hands it to pages.
import * as z from 'zod';
import { modelSchema } from './models.ts';

export const catalogueSchema = z.object({
  /** Epoch milliseconds at which the provider was asked; null while only the shipped models are known. */
  refreshedAt: z.number().int().nullable(),
  models: modelSchema.array().min(1)
});
export type Catalogue = z.infer<typeof catalogueSchema>;
