// Door of the gallery: the workspace's assets, and what can be done with them.
export { rename, restore, setFavourite, setRating, trash, type Undo } from './actions.ts';
export { download } from './bulk.ts';
export type { AssetEntry, UnreadableAsset } from './collection.ts';
export { gallery, type Gallery } from './gallery.svelte.ts';
export { importFiles, type ImportResult } from './import-files.ts';
export { findAssets } from './find.ts';
export { comparison, type NamedRecipe } from './comparison.svelte.ts';
export { default as GalleryPage } from './components/GalleryPage.svelte';
export { default as ViewerPage } from './components/ViewerPage.svelte';
export { default as RecipeComparison } from './components/RecipeComparison.svelte';
export { default as RecipeView } from './components/RecipeView.svelte';
