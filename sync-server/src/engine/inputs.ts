// From a recipe to the inputs of the provider's submit call.
import { effective, modelOf, promptAsSent, sortReferences, type Recipe } from 'shared/engine';
import type { EngineKind } from 'shared/accounts';

/**
 * The provider's inputs for one item of a recipe that passed `checkRecipe`: references by their roles, words as `promptAsSent` says.
 * `referenceUrls` stand in the order of the recipe's references.
 */
export function inputsOf(recipe: Recipe, referenceUrls: readonly string[], engine: EngineKind): Record<string, unknown> {
  const model = modelOf(recipe.model);
  if (!model) throw new Error(`The model ${recipe.model} is not in the catalogue.`);
  const { properties } = model.inputs;
  const inputs: Record<string, unknown> = { ...recipe.params };
  const prompt = promptAsSent(recipe);
  if ('prompt' in properties) set(inputs, 'prompt', prompt || undefined);
  else if ('text' in properties) set(inputs, 'text', prompt || undefined);
  // Sent even where it is the default, since the default has changed between revisions of the contract.
  set(inputs, 'size', effective(model, recipe.params, 'size'));
  const sorted = sortReferences(recipe.references.map(({ role }, index) => ({ role, url: referenceUrls[index] })));
  const [pictures, [mask], [lastFrame]] = [sorted.pictures, sorted.masks, sorted.lastFrames].map((some) => some.map(({ url }) => url)) as [
    string[],
    string[],
    string[]
  ];
  if ('images' in properties) inputs.images = pictures;
  else set(inputs, 'video' in properties ? 'video' : 'image', pictures[0]);
  set(inputs, 'mask_image', mask);
  set(inputs, 'last_image', lastFrame);
  // Only the sandbox draws by a seed where the model has none.
  if (engine === 'sandbox' && recipe.variation !== undefined) inputs.seed = recipe.variation;
  return inputs;
}

function set(inputs: Record<string, unknown>, name: string, value: unknown): void {
  if (value !== undefined) inputs[name] = value;
}
