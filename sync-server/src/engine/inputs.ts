// From a recipe to the inputs of the provider's submit call.
import { effective, modelOf, type Recipe } from 'shared/engine';
import type { EngineKind } from 'shared/accounts';

/**
 * The provider's inputs for one item of a recipe that passed `checkRecipe`.
 * `referenceUrls` stand in the order of the recipe's references.
 */
export function inputsOf(recipe: Recipe, referenceUrls: readonly string[], engine: EngineKind): Record<string, unknown> {
  const model = modelOf(recipe.model);
  if (!model) throw new Error(`The model ${recipe.model} is not in the catalogue.`);
  const { properties } = model.inputs;
  const inputs: Record<string, unknown> = { ...recipe.params };
  if ('prompt' in properties) inputs.prompt = recipe.prompt;
  else if ('text' in properties) inputs.text = recipe.prompt;
  // Sent even where it is the default, since the default has changed between revisions of the contract.
  const size = effective(model, recipe.params, 'size');
  if (size !== undefined) inputs.size = size;
  if ('images' in properties) inputs.images = [...referenceUrls];
  else {
    const [first, last] = referenceUrls;
    const single = 'video' in properties ? 'video' : 'image';
    if (single in properties && first) inputs[single] = first;
    if ('last_image' in properties && last) inputs.last_image = last;
  }
  // Only the sandbox draws by a seed where the model has none.
  if (engine === 'sandbox' && recipe.variation !== undefined) inputs.seed = recipe.variation;
  return inputs;
}
