// Checks a submission's inputs against the model's schema and completes them, in the provider's words.
import { parseSize, type Model, type ModelInput } from 'shared/engine';
import { Refusal } from './answers.ts';

const MAX_SEED = 2 ** 31 - 1;
const MAX_TEXT = 20_000;

export interface ValidateOptions {
  /** A quote is given before inputs are complete; a submission needs them all. */
  readonly complete: boolean;
}

/**
 * The inputs that count: known fields only, defaults filled in. Every model also takes `seed`, which chooses among the
 * sandbox's pictures for the same words. Throws a 400 that names the first field that is wrong.
 */
export function validate(model: Model, body: Record<string, unknown>, { complete }: ValidateOptions): Record<string, unknown> {
  const { properties, required } = model.inputs;
  const inputs: Record<string, unknown> = {};
  for (const [name, input] of Object.entries(properties)) {
    const value = body[name] ?? input.default;
    if (isAbsent(value)) {
      if (complete && required.includes(name)) throw new Refusal(400, `field "${name}" is required and must not be empty`);
    } else {
      inputs[name] = check(model, name, input, value);
    }
  }
  if (!properties.seed && !isAbsent(body.seed))
    inputs.seed = check(model, 'seed', { type: 'integer', minimum: -1, maximum: MAX_SEED }, body.seed);
  return inputs;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (typeof value === 'string' && value.trim() === '');
}

function check(model: Model, name: string, input: ModelInput, value: unknown): unknown {
  if (input['x-format'] === 'W*H') return checkSize(name, input, value);
  if (input.enum && !input.enum.some((choice) => choice === value)) {
    if (name === 'size')
      throw new Refusal(400, `Invalid size: ${shown(value)}. Allowed sizes for ${model.id} are ${input.enum.join(', ')}`);
    throw new Refusal(400, `field "${name}" must be one of ${input.enum.join(', ')}`);
  }
  switch (input.type) {
    case 'boolean':
      if (typeof value !== 'boolean') throw new Refusal(400, `field "${name}" must be a boolean`);
      return value;
    case 'integer':
    case 'number':
      return checkNumber(name, input, value);
    case 'string':
      return checkText(name, input, value);
    case 'array':
      return checkList(name, input, value);
  }
}

function checkNumber(name: string, input: ModelInput, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || (input.type === 'integer' && !Number.isInteger(value))) {
    throw new Refusal(400, `field "${name}" must be ${input.type === 'integer' ? 'an integer' : 'a number'}`);
  }
  const { minimum, maximum } = input;
  if (minimum !== undefined && value < minimum) throw new Refusal(400, `field "${name}" must be at least ${minimum}`);
  if (maximum !== undefined && value > maximum) throw new Refusal(400, `field "${name}" must be at most ${maximum}`);
  return value;
}

function checkText(name: string, input: ModelInput, value: unknown): string {
  if (typeof value !== 'string') throw new Refusal(400, `field "${name}" must be a string`);
  if (value.length > MAX_TEXT) throw new Refusal(400, `field "${name}" must have at most ${MAX_TEXT} characters`);
  if (input.format === 'uri') checkAddress(name, value);
  return value;
}

function checkList(name: string, input: ModelInput, value: unknown): string[] {
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string')) {
    throw new Refusal(400, `field "${name}" must be an array of strings`);
  }
  const { minItems = 0, maxItems = Infinity } = input;
  if (value.length === 0 && minItems > 0) throw new Refusal(400, `field "${name}" is required and must not be empty`);
  if (value.length < minItems) throw new Refusal(400, `field "${name}" must have at least ${minItems} items`);
  if (value.length > maxItems) throw new Refusal(400, `field "${name}" must have at most ${maxItems} items`);
  if (input.items?.format === 'uri') for (const entry of value) checkAddress(name, entry);
  return value;
}

function checkAddress(name: string, value: string): void {
  const { protocol } = URL.parse(value) ?? {};
  if (protocol !== 'http:' && protocol !== 'https:') throw new Refusal(400, `field "${name}" must be a valid http or https URL`);
}

function checkSize(name: string, input: ModelInput, value: unknown): string {
  const size = parseSize(value);
  if (!size || typeof value !== 'string') throw new Refusal(400, `Invalid ${name}: ${shown(value)}. Use width*height, such as 2048*2048`);
  const { 'x-side-min': least = 1, 'x-side-max': most = 16_384 } = input;
  if (Math.min(size.width, size.height) < least || Math.max(size.width, size.height) > most) {
    throw new Refusal(400, `Invalid ${name}: ${value}. Width and height must be between ${least} and ${most}`);
  }
  const { 'x-total-pixels-min': fewest = 0, 'x-total-pixels-max': all = Infinity } = input;
  const pixels = size.width * size.height;
  if (pixels < fewest) throw new Refusal(400, `Invalid ${name}: ${value}. The image must have at least ${fewest} pixels`);
  if (pixels > all) throw new Refusal(400, `Invalid ${name}: ${value}. The image must have at most ${all} pixels`);
  return value;
}

function shown(value: unknown): string {
  return String(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 60);
}
