// Door of the playground: composing requests and seeing their results in place.
export { playgroundActions } from './asset-actions.ts';
export { default as Playground } from './components/Playground.svelte';
export { default as GalleryPicker } from './components/GalleryPicker.svelte';
export { default as ToolLayer } from './components/ToolLayer.svelte';
// What the moodboard composes with: the same drafts, in the same words.
export { VARY } from './continue.ts';
export { firstDraft, withCount, withModel, withParam, withPrompt, withReferences, withRole, withSource, type Draft } from './draft.ts';
export { moneyReason } from './money.ts';
export { askedOf, reasonsAgainst, totalOf } from './request.ts';
export { isStitchRole, stitchRoles, type StitchRole } from './wording.ts';
