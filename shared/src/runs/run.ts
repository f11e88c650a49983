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

/** Which of a member's own runs is served first; it never lets a member pass another. */
export const prioritySchema = z.enum(['high', 'normal', 'low']);
export type Priority = z.infer<typeof prioritySchema>;

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
    /** The collection that results land in besides the gallery itself. */
    collection: idSchema.optional(),
    /** Items that differ, one entry an item in their order; absent where all ask for the same. */
    each: z.array(itemChangeSchema).max(MAX_ITEMS).optional(),
    priority: prioritySchema.optional(),
    /** Micro-dollars of the whole run as the person saw them: refused where it has become dearer since, such as on a device without network. */
    expected: z.number().int().nonnegative().optional()
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
  /** What a text model answered. */
  text: z.string().nullable(),
  /** Micro-dollars it is reserved with and settled at. */
  price: z.number().int().nonnegative(),
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
  collection: idSchema.optional(),
  recipe: recipeSchema,
  engine: engineKindSchema,
  state: runStateSchema,
  cancelled: z.boolean(),
  createdAt: z.number().int(),
  finishedAt: z.number().int().nullable(),
  priority: prioritySchema,
  /** Epoch milliseconds at which the last item is expected; null where nobody can tell: paused, finished, or only looked up. */
  eta: z.number().int().nullable(),
  /** Micro-dollars of one item (the average where they differ) and of all. */
  price: z.object({ item: z.number().int(), total: z.number().int() }),
  charged: z.number().int(),
  counts: z.record(itemStateSchema, z.number().int()),
  /** Grows with every change; hints and answers carry it, so that an old answer never replaces a newer one. */
  revision: z.number().int(),
  /** There where only the items are given that changed after this revision. */
  since: z.number().int().optional(),
  items: z.array(itemSchema)
});
export type Run = z.infer<typeof runSchema>;

/** A run without its items, as lists give it. */
export const runSummarySchema = runSchema.omit({ items: true, since: true });
export type RunSummary = z.infer<typeof runSummarySchema>;

/** A page of a workspace's runs, newest first; `next` is the cursor of the page after it. */
export const runPageSchema = z.object({ runs: z.array(runSummarySchema), next: z.string().nullable() });
export type RunPage = z.infer<typeof runPageSchema>;

/** What cancel and retry act on: one item, or without `itemId` the whole run. */
export const itemChoiceSchema = z.object({ itemId: idSchema.optional() });
export const priorityChangeSchema = z.object({ priority: prioritySchema });

/** How a person settles an item whose answer was lost for good: found on the provider's bill, or not. */
export const settlementSchema = z.object({ as: z.enum(['charged', 'not-charged']) });
export type Settlement = z.infer<typeof settlementSchema>;

/** A step of an item's way, in the order in which they happened. */
export const itemEventSchema = z.object({
  at: z.number().int(),
  what: z.enum([
    'saved',
    'sent',
    'accepted',
    'refused',
    'lost',
    'made',
    'copied',
    'charged',
    'released',
    'corrected',
    'succeeded',
    'failed',
    'cancelled'
  ]),
  /** Which attempt it belongs to, from 1. */
  attempt: z.number().int().positive().optional(),
  /** The provider's code of a refusal, or the prediction's id. */
  note: z.string().optional(),
  /** Micro-dollars, where money moved. */
  amount: z.number().int().optional()
});
export type ItemEvent = z.infer<typeof itemEventSchema>;

/** What is known of a submission whose answer was lost, for the person who has to look at the provider's bill. */
export const doubtSchema = z.object({
  sentAt: z.number().int(),
  model: z.string(),
  price: z.number().int(),
  /** Whether the look-up has ended, so that `settle` may be called. */
  mayBeSettled: z.boolean(),
  /**
   * Predictions of this model in the provider's history about that time which belong to no item, with what the bill says of each (null where
   * it says nothing yet); null where history or bill cannot be read now.
   */
  found: z.array(z.object({ predictionId: z.string(), at: z.number().int(), charged: z.number().int().nullable() })).nullable()
});
export type Doubt = z.infer<typeof doubtSchema>;

/** One item with the recipe that it asks for, its way so far, and what is known while its answer is lost. */
export const itemDetailSchema = itemSchema.extend({
  recipe: recipeSchema,
  history: z.array(itemEventSchema),
  doubt: doubtSchema.nullable()
});
export type ItemDetail = z.infer<typeof itemDetailSchema>;
