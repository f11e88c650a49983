// What a run would cost, asked before it is sent.
import * as z from 'zod';
import { recipeSchema } from '../engine/index.ts';
import { idSchema } from '../kernel/index.ts';
import { itemChangeSchema, MAX_ITEMS } from './run.ts';

export const quoteRequestSchema = z.object({
  workspaceId: idSchema,
  recipe: recipeSchema,
  count: z.number().int().min(1).max(MAX_ITEMS).default(1),
  /** Items that differ, as in a run. */
  each: z.array(itemChangeSchema).min(1).max(MAX_ITEMS).optional()
});
export type QuoteRequest = z.infer<typeof quoteRequestSchema>;

/** Whole micro-dollars of one item (the mean where items differ) and of all. */
export const quoteSchema = z.object({ item: z.number().int(), total: z.number().int() });
export type Quote = z.infer<typeof quoteSchema>;
