// Whether a recipe is one that its model accepts, so that nothing is sent that would be refused or billed for nothing.
import { modelOf, type Model, type ModelInput } from './models.ts';
import type { Recipe } from './recipe.ts';
import { parseSize, sizeProblem } from './size.ts';

export interface RecipeFault {
  /** Where, such as `params.size`. */
  readonly path: string;
  /** What is wrong and what would be right. */
  readonly message: string;
}

/** Inputs that a recipe states by other means than `params`, or that Preset decides itself. */
const RESERVED = new Set(['prompt', 'text', 'image', 'images', 'last_image', 'video', 'enable_sync_mode', 'enable_base64_output']);

/** Most references and outputs of one series together (wavespeed-contract, section 5). */
const MAX_SERIES = 15;

/** Everything that is wrong with a recipe; empty when the provider would accept it. */
export function checkRecipe(recipe: Recipe): RecipeFault[] {
  const model = modelOf(recipe.model);
  if (!model) return [{ path: 'model', message: 'This model is not known. Choose one from the list.' }];
  return [...checkPrompt(model, recipe), ...checkReferences(model, recipe), ...checkParams(model, recipe)];
}

/** How many references a model takes, at least and at most. */
export function referenceLimits(model: Model): { min: number; max: number } {
  const { properties, required } = model.inputs;
  const { images } = properties;
  if (images) return { min: images.minItems ?? 0, max: images.maxItems ?? 1 };
  const single = ['image', 'last_image', 'video'].filter((name) => name in properties);
  return { min: single.filter((name) => required.includes(name)).length, max: single.length };
}

function checkPrompt(model: Model, recipe: Recipe): RecipeFault[] {
  const asked = ['prompt', 'text'].some((name) => model.inputs.required.includes(name));
  return asked && recipe.prompt.trim() === '' ? [{ path: 'prompt', message: 'Say what the picture should show.' }] : [];
}

function checkReferences(model: Model, { references, params }: Recipe): RecipeFault[] {
  const { min, max } = referenceLimits(model);
  const count = references.length;
  if (count < min) return [{ path: 'references', message: `Add ${min === 1 ? 'a picture' : `${min} pictures`} to work from.` }];
  if (count > max) {
    const limit = max === 0 ? 'takes no references' : `takes at most ${max} reference${max === 1 ? '' : 's'}`;
    return [{ path: 'references', message: `This model ${limit}, and there are ${count}. Remove ${count - max}.` }];
  }
  const outputs = params.max_images;
  if (count > 0 && typeof outputs === 'number' && count + outputs > MAX_SERIES) {
    return [
      {
        path: 'params.max_images',
        message: `References and pictures together may be ${MAX_SERIES}; ask for at most ${MAX_SERIES - count}.`
      }
    ];
  }
  return [];
}

function checkParams(model: Model, { params }: Recipe): RecipeFault[] {
  const faults: RecipeFault[] = [];
  const { properties, required } = model.inputs;
  for (const [name, value] of Object.entries(params)) {
    const input = Object.hasOwn(properties, name) && !RESERVED.has(name) ? properties[name] : undefined;
    const message = input ? checkValue(input, value) : 'This model has no such setting. Leave it out.';
    if (message) faults.push({ path: `params.${name}`, message });
  }
  for (const name of required) {
    if (!RESERVED.has(name) && params[name] === undefined && properties[name]?.default === undefined) {
      faults.push({ path: `params.${name}`, message: 'This model needs this setting.' });
    }
  }
  return faults;
}

function checkValue(input: ModelInput, value: string | number | boolean): string | undefined {
  if (input.enum && !input.enum.includes(value)) return `Choose one of ${input.enum.join(', ')}.`;
  switch (input.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'This is either on or off.';
    case 'integer':
    case 'number':
      return checkNumber(input, value);
    case 'array':
      return 'This setting cannot be a single value.';
    case 'string':
      return checkText(input, value);
  }
}

function checkNumber(input: ModelInput, value: string | number | boolean): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'This must be a number.';
  if (input.type === 'integer' && !Number.isInteger(value)) return 'This must be a whole number.';
  if (input.minimum !== undefined && value < input.minimum) return `This must be at least ${input.minimum}.`;
  if (input.maximum !== undefined && value > input.maximum) return `This must be at most ${input.maximum}.`;
  return undefined;
}

function checkText(input: ModelInput, value: string | number | boolean): string | undefined {
  if (typeof value !== 'string') return 'This must be text.';
  if (input['x-format'] !== 'W*H') return undefined;
  const size = parseSize(value);
  return size ? sizeProblem(size, input) : 'Write a size as width*height in pixels, such as 2048*2048.';
}
