// The provider's models as data: what each takes, within which limits, and what it costs.
import * as z from 'zod';
import data from './models.json' with { type: 'json' };

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One input of a model, in the words of the provider's schema (wavespeed-contract, "Models item"). */
export const inputSchema = z.object({
  type: z.enum(['string', 'integer', 'number', 'boolean', 'array']),
  description: z.string().optional(),
  default: scalar.optional(),
  enum: z.array(scalar).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  items: z.object({ type: z.literal('string'), format: z.string().optional() }).optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  /** `W*H` marks a size; the next four limit each side and the product, in pixels. */
  'x-format': z.literal('W*H').optional(),
  'x-side-min': z.number().optional(),
  'x-side-max': z.number().optional(),
  'x-total-pixels-min': z.number().optional(),
  'x-total-pixels-max': z.number().optional()
});
export type ModelInput = z.infer<typeof inputSchema>;

/** Dollars by the value of one input, which may lead on to another input. */
export type PriceTree = { [input: string]: { [value: string]: number | PriceTree } };
const priceTreeSchema: z.ZodType<PriceTree> = z.lazy(() =>
  z.record(z.string(), z.record(z.string(), z.union([z.number(), priceTreeSchema])))
);

export const modelKinds = [
  'text-to-image',
  'image-to-image',
  'text-to-image-series',
  'image-to-image-series',
  'image-to-layers',
  'image-to-video',
  'upscaler',
  'background-removal',
  'inpaint-remove',
  'outpaint',
  'video-upscaler',
  'text'
] as const;

export const modelSchema = z.object({
  id: z.string().min(1).max(120),
  /** What people call it, whole: `Seedream 4.0 edit`. */
  name: z.string().min(1).max(120),
  /** What it belongs to, for lists in groups: `Seedream 4.0`. */
  family: z.string().min(1).max(80),
  /** One sentence that helps to choose. */
  about: z.string().max(300),
  kind: z.enum(modelKinds),
  /** Whether it is offered for new work; models that are being retired, or whose inputs nobody has read, are only known. */
  offered: z.boolean(),
  inputs: z.object({
    type: z.literal('object'),
    properties: z.record(z.string(), inputSchema),
    required: z.array(z.string()),
    /** False where the provider's schema was not read whole, so further inputs may exist. */
    'x-complete': z.boolean()
  }),
  price: z.object({
    /** Dollars; null where no price is known. */
    amount: z.number().nullable(),
    unit: z.string(),
    /** An integer input that multiplies the price. */
    multiplier: z.string().optional(),
    /** An input in seconds; the amount is for five of them. */
    linear_in: z.string().optional(),
    by: priceTreeSchema.optional(),
    /** The amount is only the least that can be charged: the provider must be asked. */
    floor: z.boolean().optional()
  }),
  confidence: z.enum(['high', 'medium', 'low']),
  notes: z.string().optional()
});
export type Model = z.infer<typeof modelSchema>;
export type ModelKind = Model['kind'];

/** The models that Preset ships with: what it knows until a provider has told more. */
export const shippedModels: readonly Model[] = modelSchema.array().parse(data);

/** All models that are known now, in the order in which they are offered. Read it where it is used: `setModels` replaces it. */
export let models: readonly Model[] = [...shippedModels];

let byId = new Map(models.map((model) => [model.id, model]));

/** Puts a refreshed catalogue in place of the one before, for everything that asks from now on. */
export function setModels(refreshed: readonly Model[]): void {
  models = refreshed;
  byId = new Map(refreshed.map((model) => [model.id, model]));
}

/** The model of an id, else undefined. */
export function modelOf(id: string): Model | undefined {
  return byId.get(id);
}

/** The input's value that counts: the given one, else the model's default. */
export function effective(model: Model, params: Record<string, unknown>, input: string): unknown {
  return params[input] ?? model.inputs.properties[input]?.default;
}
