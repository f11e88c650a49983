// Runs and items as the API states them, and what a client sends to have one accepted.
import * as z from 'zod';
import { engineKindSchema } from '../accounts/index.ts';
import { MAX_PROMPT, recipeSchema, referenceSchema } from '../engine/index.ts';
import { assetIdSchema } from '../gallery/index.ts';
import { idSchema, text } from '../kernel/index.ts';

export const MAX_ITEMS = 1_000;

export const itemStateSchema = z.enum(['queued', 'submitting', 'submitted', 'copying', 'succeeded', 'failed', 'cancelled', 'uncertain']);
export type ItemState = z.infer<typeof itemStateSchema>;

/** How a run was composed, for lists, figures and the way back into the composer. */
export const runModeSchema = z.enum([
  'generate',
  'edit',
  'sequence',
  'stitch',
  'batch-edit',
  'style-variations',
  'video',
  /** One finished picture through a tool: upscaled, cut out, erased, widened. */
  'tool',
  /** Words about a prompt, without pictures: the optimiser's. */
  'prompt'
]);
export type RunMode = z.infer<typeof runModeSchema>;

/** What one item asks for in place of its run's recipe: references and composition replace it, parameters are laid over it. */
export const itemChangeSchema = recipeSchema.pick({ composition: true }).extend({
  prompt: text(MAX_PROMPT).optional(),
  params: recipeSchema.shape.params.unwrap().optional(),
  references: z.array(referenceSchema).max(20).optional(),
  /** What distinguishes this item in the interface, such as a style's name. */
  label: text(120).optional()
});
export type ItemChange = z.infer<typeof itemChangeSchema>;

export const newRunSchema = z
  .object({
    /** Made by the client: the same id twice is the same run. */
    id: idSchema,
    workspaceId: idSchema,
    recipe: recipeSchema,
    /** How many items ask for this recipe. */
    count: z.number().int().min(1).max(MAX_ITEMS).default(1),
    title: text(200).optional(),
    mode: runModeSchema.optional(),
    /** Items that differ, one entry an item in their order; absent where all ask for the same. */
    each: z.array(itemChangeSchema).max(MAX_ITEMS).optional()
  })
  .refine(({ count, each }) => !each || each.length === count, { path: ['each'], message: 'Give one entry for each item.' });
export type NewRun = z.infer<typeof newRunSchema>;

export const itemSchema = z.object({
  id: idSchema,
  index: z.number().int().nonnegative(),
  state: itemStateSchema,
  change: itemChangeSchema.optional(),
  /** Asked to stop while the provider already works on it: followed to its end and kept. */
  stopping: z.boolean(),
  attempts: z.number().int().nonnegative(),
  predictionId: z.string().nullable(),
  /** Why it failed: a stable code, a sentence and a remedy. */
  problem: z.object({ code: z.string(), title: z.string(), remedy: z.string() }).nullable(),
  assets: z.array(assetIdSchema),
  /** Micro-dollars charged so far. */
  charged: z.number().int().nonnegative(),
  submittedAt: z.number().int().nullable(),
  finishedAt: z.number().int().nullable()
});
export type Item = z.infer<typeof itemSchema>;

export const runStateSchema = z.enum(['waiting', 'running', 'paused', 'finished']);
export type RunState = z.infer<typeof runStateSchema>;

export const runSchema = z.object({
  id: idSchema,
  workspaceId: idSchema,
  title: z.string(),
  mode: runModeSchema.optional(),
  recipe: recipeSchema,
  engine: engineKindSchema,
  state: runStateSchema,
  cancelled: z.boolean(),
  createdAt: z.number().int(),
  finishedAt: z.number().int().nullable(),
  /** Micro-dollars of one item and of all. */
  price: z.object({ item: z.number().int(), total: z.number().int() }),
  charged: z.number().int(),
  counts: z.record(itemStateSchema, z.number().int()),
  /** Grows with every change; hints and answers carry it, so that an old answer never replaces a newer one. */
  revision: z.number().int(),
  items: z.array(itemSchema)
});
export type Run = z.infer<typeof runSchema>;

/** A run without its items, as lists give it. */
export const runSummarySchema = runSchema.omit({ items: true });
export type RunSummary = z.infer<typeof runSummarySchema>;

/** A page of a workspace's runs, newest first; `next` is the cursor of the page after it. */
export const runPageSchema = z.object({ runs: z.array(runSummarySchema), next: z.string().nullable() });
export type RunPage = z.infer<typeof runPageSchema>;

/** What cancel and retry act on: one item, or without `itemId` the whole run. */
export const itemChoiceSchema = z.object({ itemId: idSchema.optional() });
