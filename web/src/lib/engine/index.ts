// Door of engine: how models, their controls and their sizes are shown.
export { default as ModelControls } from './components/ModelControls.svelte';
export { default as ModelPicker } from './components/ModelPicker.svelte';
export { controlsOf, labelOf, offeredModels, shortLabelOf, valueOf, type Control, type Scalar } from './presentation.ts';
export { nearestRatio, RATIOS, ratioOf, shapeOf, sizeFor } from './sizes.ts';
