// A recipe: everything needed to ask for an asset again, whoever asks and whichever engine answers.
import * as z from 'zod';
import { hashSchema, idSchema, text } from '../kernel/index.ts';

/** Longest prompt that Preset sends, in UTF-16 units. */
export const MAX_PROMPT = 2_000;

/** `mask` marks what an eraser takes away (white), `last-frame` where a clip ends; the others say what a picture is there for. */
export const referenceRoleSchema = z.enum(['source', 'character', 'place', 'style', 'object', 'mask', 'last-frame']);
export type ReferenceRole = z.infer<typeof referenceRoleSchema>;

export const referenceSchema = z.object({
  hash: hashSchema,
  role: referenceRoleSchema.optional(),
  /** The asset the bytes came from, for lineage. */
  assetId: z.string().max(130).optional()
});
export type Reference = z.infer<typeof referenceSchema>;

/** How a prompt came about, so that it can be taken up again as it was composed; `prompt` of the recipe is what was sent. */
export const compositionSchema = z.object({
  /** What the person typed. */
  prompt: text(MAX_PROMPT),
  /** Chosen values of the cinematic vocabularies: vocabulary id to value id. */
  cinematic: z.record(z.string().max(40), z.string().max(60)).optional(),
  /** Id of a built-in style. */
  style: z.string().max(60).optional(),
  /** Values of the variables that stand in the prompt. */
  variables: z.record(z.string().max(60), text(500)).optional(),
  /** What was said of each picture of a series, empty where nothing was. */
  frames: z.array(text(500)).max(15).optional()
});
export type Composition = z.infer<typeof compositionSchema>;

export const recipeSchema = z.object({
  v: z.literal(1),
  model: z.string().min(1).max(120),
  prompt: text(MAX_PROMPT),
  /** The model's other inputs by the provider's names, such as `size: "2048*2048"`; references and prompt are not among them. */
  params: z.record(z.string().max(64), z.union([text(2_000), z.number(), z.boolean()])).default({}),
  references: z.array(referenceSchema).max(20).default([]),
  preset: z.object({ id: idSchema, version: z.number().int().positive() }).optional(),
  composition: compositionSchema.optional(),
  /** The sandbox's choice among its pictures for the same words; the provider knows no such input. */
  variation: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional()
});
export type Recipe = z.infer<typeof recipeSchema>;
