// What a search of the gallery asks for: one shape for the page, its address, the worker that answers and the filters that people save.
import * as z from 'zod';
import { idSchema, text } from '../kernel/index.ts';
import { flatEntries } from './flat-entries.ts';

/** A local day, `2026-11-27`. */
const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const assetFilterSchema = z.object({
  /** Words that must all occur, in any order and case. */
  words: text(200).optional(),
  kind: z.enum(['image', 'video']).optional(),
  /** Any of these models. */
  models: z.array(z.string().min(1).max(120)).max(40).optional(),
  /** Any of these: a built-in style's id, or a preset's. */
  presets: z.array(z.string().min(1).max(64)).max(60).optional(),
  collection: idSchema.optional(),
  /** At least so many stars. */
  rating: z.number().int().min(1).max(5).optional(),
  /** First and last local day, both included. */
  from: daySchema.optional(),
  to: daySchema.optional(),
  /** All of these tags. */
  tags: z.array(z.string().min(1).max(60)).max(20).optional(),
  favourite: z.literal(true).optional()
});
export type AssetFilter = z.infer<typeof assetFilterSchema>;

/** Filters that members have saved under a name, in the workspace's directory document. */
export const savedFilters = flatEntries('filters', z.object({ name: text(80, 1), filter: assetFilterSchema }));
export type SavedFilter = ReturnType<typeof savedFilters.read>[number];
