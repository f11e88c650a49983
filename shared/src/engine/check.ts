// Whether a recipe is one that its model accepts, so that nothing is sent that would be refused or billed for nothing.
import { modelOf, type Model, type ModelInput } from './models.ts';
import type { Recipe, Reference } from './recipe.ts';
import { parseSize, sizeProblem } from './size.ts';

export interface RecipeFault {
  /** Where, such as `params.size`. */
  readonly path: string;
  /** What is wrong and what would be right. */
  readonly message: string;
}

/** Inputs that a recipe states by other means than `params`, or that Preset decides itself. */
const RESERVED = new Set([
  'prompt',
  'text',
  'image',
  'images',
  'last_image',
  'mask_image',
  'video',
  'enable_sync_mode',
  'enable_base64_output'
]);

/** Most references and outputs of one series together (wavespeed-contract, section 5). */
const MAX_SERIES = 15;

/** Everything that is wrong with a recipe; empty when the provider would accept it. */
export function checkRecipe(recipe: Recipe): RecipeFault[] {
  const model = modelOf(recipe.model);
  if (!model) return [{ path: 'model', message: 'This model is not known. Choose one from the list.' }];
  return [...checkPrompt(model, recipe), ...checkReferences(model, recipe), ...checkParams(model, recipe)];
}

/** How many pictures a model takes, at least and at most, a clip's last frame among them; a mask is not counted. */
export function referenceLimits(model: Model): { min: number; max: number } {
  const { properties, required } = model.inputs;
  const { images } = properties;
  if (images) return { min: images.minItems ?? 0, max: images.maxItems ?? 1 };
  const single = ['image', 'last_image', 'video'].filter((name) => name in properties);
  return { min: single.filter((name) => required.includes(name)).length, max: single.length };
}

/** What a model takes besides the pictures it works from: a mask to erase by, a frame to end on. */
export function takesRole(model: Model, role: 'mask' | 'last-frame'): boolean {
  return (role === 'mask' ? 'mask_image' : 'last_image') in model.inputs.properties;
}

/** References by the input that takes them. */
export function sortReferences<Given extends Pick<Reference, 'role'>>(
  references: readonly Given[]
): { pictures: Given[]; masks: Given[]; lastFrames: Given[] } {
  const sorted: { pictures: Given[]; masks: Given[]; lastFrames: Given[] } = { pictures: [], masks: [], lastFrames: [] };
  for (const one of references) sorted[one.role === 'mask' ? 'masks' : one.role === 'last-frame' ? 'lastFrames' : 'pictures'].push(one);
  return sorted;
}

function checkPrompt(model: Model, recipe: Recipe): RecipeFault[] {
  if (recipe.prompt.trim() !== '') return [];
  const { properties, required } = model.inputs;
  if (['prompt', 'text'].some((name) => required.includes(name))) return [{ path: 'prompt', message: 'Say what the picture should show.' }];
  // Optional in the provider's schema, but without any of them there would be nothing to do.
  if ('text' in properties && recipe.references.length === 0) return [{ path: 'prompt', message: 'Write a few words to start from.' }];
  if ('mask_image' in properties && sortReferences(recipe.references).masks.length === 0)
    return [{ path: 'references', message: 'Paint over what should go, or say what it is.' }];
  return [];
}

function checkReferences(model: Model, { references, params }: Recipe): RecipeFault[] {
  const { pictures, masks, lastFrames } = sortReferences(references);
  const fault = checkMasks(model, masks.length) ?? checkLastFrames(model, lastFrames.length) ?? checkPictures(model, pictures.length);
  if (fault) return [{ path: 'references', message: fault }];
  const outputs = params.max_images;
  if (pictures.length > 0 && typeof outputs === 'number' && pictures.length + outputs > MAX_SERIES) {
    const most = MAX_SERIES - pictures.length;
    return [{ path: 'params.max_images', message: `References and pictures together may be ${MAX_SERIES}; ask for at most ${most}.` }];
  }
  return [];
}

function checkMasks(model: Model, count: number): string | undefined {
  const least = model.inputs.required.includes('mask_image') ? 1 : 0;
  if (count > 0 && !takesRole(model, 'mask')) return 'This model works without a mask. Remove it, or choose the eraser.';
  if (count > 1) return 'One mask is enough. Remove the others.';
  return count < least ? 'Paint over what should go.' : undefined;
}

function checkLastFrames(model: Model, count: number): string | undefined {
  const least = model.inputs.required.includes('last_image') ? 1 : 0;
  if (count > 0 && !takesRole(model, 'last-frame'))
    return 'This model cannot end on a given picture. Remove the last frame, or choose another model.';
  if (count > 1) return 'A clip has one last frame. Remove the others.';
  return count < least ? 'Add the picture that the clip ends on.' : undefined;
}

function checkPictures(model: Model, count: number): string | undefined {
  const { properties, required } = model.inputs;
  const { images } = properties;
  const single = ['image', 'video'].filter((name) => name in properties);
  const min = images ? (images.minItems ?? 0) : single.filter((name) => required.includes(name)).length;
  const max = images ? (images.maxItems ?? 1) : Math.min(1, single.length);
  if (count < min) return `Add ${min === 1 ? 'a picture' : `${min} pictures`} to work from.`;
  if (count <= max) return undefined;
  const limit = max === 0 ? 'takes no references' : `takes at most ${max} reference${max === 1 ? '' : 's'}`;
  return `This model ${limit}, and there are ${count}. Remove ${count - max}.`;
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
