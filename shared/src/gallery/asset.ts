// The record of one asset: written once into a gallery document and never changed.
import * as z from 'zod';
import { engineKindSchema } from '../accounts/index.ts';
import { blobInfoSchema } from '../blobs/index.ts';
import { recipeSchema } from '../engine/index.ts';
import { hashSchema, idSchema, text } from '../kernel/index.ts';

/** `<shardId>.<random>`: says which gallery document holds the record. */
export const assetIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}\.[0-9a-z]{1,64}$/);
export type AssetId = z.infer<typeof assetIdSchema>;

/** Most characters of another program's settings that are kept, UTF-16. */
export const MAX_SETTINGS = 8_000;

/** Which program made an import, and what it wrote about it; what fits a recipe stands in `recipe` as well. */
const importedSchema = z.object({ tool: z.string().min(1).max(60), settings: text(MAX_SETTINGS).optional() });
export type Imported = z.infer<typeof importedSchema>;

export const assetSchema = blobInfoSchema.extend({
  v: z.literal(1),
  id: assetIdSchema,
  kind: z.enum(['image', 'video']),
  /** Epoch milliseconds at which the asset entered the gallery. */
  createdAt: z.number().int(),
  /** Who made or imported it: a user's id. */
  by: z.string().optional(),
  /** File name of an import. */
  fileName: z.string().max(255).optional(),
  recipe: recipeSchema.optional(),
  /** Read from an import's own metadata. */
  imported: importedSchema.optional(),
  made: z
    .object({
      runId: idSchema,
      itemId: idSchema,
      /** Which output of the item this is, from 0. */
      output: z.number().int().nonnegative(),
      engine: engineKindSchema,
      /** Micro-dollars charged for this output. */
      cost: z.number().int().nonnegative(),
      /** Milliseconds from sending to the provider's completion. */
      took: z.number().int().nonnegative(),
      nsfw: z.boolean().optional(),
      /** Arrived after its run was cancelled; it was paid for, so it is kept. */
      late: z.boolean().optional()
    })
    .optional(),
  /** Hashes of the blobs it was made from, first the source. */
  parents: z.array(hashSchema).max(20).default([])
});
export type Asset = z.infer<typeof assetSchema>;

/** The fields that people may change, each stored under its own key so that concurrent edits of different fields both survive. */
export const assetFieldsSchema = z.object({
  title: z.string().max(200).optional(),
  favourite: z.boolean().optional(),
  rating: z.number().int().min(0).max(5).optional(),
  tags: z.array(z.string().max(60)).max(50).optional(),
  notes: z.string().max(5_000).optional(),
  /** Epoch milliseconds at which it was moved to trash; absent when it is not in trash. */
  trashedAt: z.number().int().optional()
});
/** The fields that are set one by one. */
type SetFields = z.infer<typeof assetFieldsSchema>;
export type AssetField = keyof SetFields;
/** Everything that people change about an asset. */
export type AssetFields = SetFields & {
  /** Ids of the collections it is in, in order; absent where it is in none. Each has a key of its own (`setMembership`). */
  collections?: readonly string[];
};
