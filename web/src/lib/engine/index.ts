// Door of engine: how models, their controls and their sizes are shown.
export { default as ModelControls } from './components/ModelControls.svelte';
export { default as ModelPicker } from './components/ModelPicker.svelte';
export { default as RatioIcon } from './components/RatioIcon.svelte';
export { controlsOf, labelOf, offeredModels, reachOf, shortLabelOf, valueOf, type Control, type Scalar } from './presentation.ts';
export { nearestRatio, RATIOS, ratioOf, resizeTo, shapeOf, sizeFor } from './sizes.ts';
