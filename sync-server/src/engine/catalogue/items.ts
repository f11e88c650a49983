// Reads the provider's list of models item by item, keeping only what makes sense.
import { z } from 'zod';
import { inputSchema, type ModelInput } from 'shared/engine';
import { isRecord } from '../wire.ts';

const itemSchema = z.object({
  model_id: z
    .string()
    .regex(/^[a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*){1,4}$/)
    .max(120),
  name: z.string().max(200).catch(''),
  description: z.string().catch(''),
  base_price: z.number().positive().max(1_000).nullish().catch(null),
  type: z.string().max(60).catch(''),
  sort_order: z.number().catch(0),
  formula: z.string().max(5_000).catch(''),
  api_schema: z.object({
    api_schemas: z.array(z.unknown())
  })
});

const schemaSchema = z.object({
  type: z.literal('object'),
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).nullish()
});

/** One model of the provider's list, as far as it was understood. */
export interface CatalogueItem {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Dollars: the least that one task costs. */
  readonly basePrice: number | null;
  readonly type: string;
  readonly order: number;
  readonly formula: string;
  readonly properties: Readonly<Record<string, ModelInput>>;
  /** Inputs whose schema could not be understood. */
  readonly obscure: readonly string[];
  readonly required: readonly string[];
}

/** Most models of a list that are looked at; the provider had 1,079 in October 2026. */
const MOST_ITEMS = 10_000;

/** The provider's list, read item by item; those that cannot be read are left out. Undefined where it is no list at all. */
export function readCatalogue(raw: unknown): CatalogueItem[] | undefined {
  const list = isRecord(raw) && Array.isArray(raw.items) ? raw.items : raw;
  if (!Array.isArray(list) || list.length > MOST_ITEMS) return undefined;
  return list.flatMap((item) => readItem(item) ?? []);
}

function readItem(raw: unknown): CatalogueItem | undefined {
  const item = itemSchema.safeParse(raw);
  if (!item.success) return undefined;
  const run = item.data.api_schema.api_schemas.find((one) => isRecord(one) && one.type === 'model_run');
  const schema = schemaSchema.safeParse(isRecord(run) ? run.request_schema : undefined);
  if (!schema.success) return undefined;
  const properties: Record<string, ModelInput> = {};
  const obscure: string[] = [];
  for (const [name, value] of Object.entries(schema.data.properties)) {
    const input = /^[a-z][a-z0-9_]{0,63}$/.test(name) ? readInput(value) : undefined;
    if (input) properties[name] = input;
    else obscure.push(name);
  }
  const { model_id: id, name, description, base_price: basePrice, type, sort_order: order, formula } = item.data;
  return {
    id,
    name,
    description,
    basePrice: basePrice ?? null,
    type,
    order,
    formula,
    properties,
    obscure,
    required: schema.data.required ?? []
  };
}

/** One input of the provider's schema, when its limits make sense. */
function readInput(raw: unknown): ModelInput | undefined {
  if (!isRecord(raw)) return undefined;
  // `null` stands for "no limit" in some schemas.
  const present = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
  const { description, ...rest } = present;
  const parsed = inputSchema.safeParse(rest);
  if (!parsed.success) return undefined;
  const { minimum = -Infinity, maximum = Infinity, minItems = 0, maxItems = Infinity, default: fallback, type } = parsed.data;
  const choices = parsed.data.enum;
  if (minimum > maximum || minItems > maxItems || choices?.length === 0) return undefined;
  const fits = (value: unknown) => typeof value === (type === 'integer' || type === 'number' ? 'number' : type);
  if (choices && !choices.every(fits)) return undefined;
  // A default that is no legal value would be sent and refused.
  const isLegal = fallback !== undefined && fits(fallback) && (!choices || choices.includes(fallback)) && fallback !== '';
  const { default: _, ...input } = parsed.data;
  return {
    ...input,
    ...(isLegal ? { default: fallback } : {}),
    ...(typeof description === 'string' && description !== '' ? { description: description.slice(0, 300) } : {})
  };
}

/** A new input becomes a setting only where a person could choose it; addresses and lists would need an interface of their own. */
export function isSetting(input: ModelInput): boolean {
  if (input.type === 'array' || input.format === 'uri') return false;
  return input.type !== 'string' || input.enum !== undefined;
}
