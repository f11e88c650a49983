// Door of engine: how models, their controls and their sizes are shown.
export { default as CopyRecipe } from './components/CopyRecipe.svelte';
export { default as ModelControls } from './components/ModelControls.svelte';
export { default as ModelPicker } from './components/ModelPicker.svelte';
export { default as WorkspaceKey } from './components/WorkspaceKey.svelte';
export { knownModels } from './catalogue.ts';
export { default as RecipeChanges } from './components/RecipeChanges.svelte';
export { default as RecipeFacts } from './components/RecipeFacts.svelte';
export { controlsOf, labelOf, offeredModels, shortLabelOf, valueOf, type Control, type Scalar } from './presentation.ts';
export { nearestRatio, RATIOS, ratioOf, shapeOf, sizeFor } from './sizes.ts';
export type { Aside } from './recipe-copy.ts';
export { roleLabel } from './recipe-facts.ts';
