// Door of the playground: composing requests and seeing their results in place.
export { playgroundActions } from './asset-actions.ts';
export { default as Playground } from './components/Playground.svelte';
export { default as GalleryPicker } from './components/GalleryPicker.svelte';
export { default as ToolLayer } from './components/ToolLayer.svelte';
