// Door of engine: recipes, and what each model takes and costs.
export { catalogueSchema, type Catalogue } from './catalogue.ts';
export { checkRecipe, referenceLimits, sortReferences, takesRole, type RecipeFault } from './check.ts';
export { engineKeySchema, newEngineKeySchema, type AccountLevelName, type EngineKey } from './key.ts';
export {
  effective,
  inputSchema,
  modelKinds,
  modelOf,
  models,
  modelSchema,
  setModels,
  shippedModels,
  type Model,
  type ModelInput,
  type ModelKind,
  type PriceTree
} from './models.ts';
export { engineFailure, engineProblem, type EngineFailure, type EngineFailureCode } from './problems.ts';
export { outputsOf, priceOf, type Priced } from './price.ts';
export { readRecipe, type ReadRecipe, type UnreadableRecipe } from './read-recipe.ts';
export {
  compositionSchema,
  MAX_PROMPT,
  recipeSchema,
  referenceRoleSchema,
  referenceSchema,
  type Composition,
  type Recipe,
  type Reference,
  type ReferenceRole
} from './recipe.ts';
export { formatSize, parseSize, sizeProblem, type Size } from './size.ts';
export { promptAsSent } from './sending.ts';
