// Door of moodboards: boards on an infinite canvas, their list, and what they can do with assets.
export { moodboardActions } from './asset-actions.ts';
export { default as AddToBoard } from './components/AddToBoard.svelte';
export { default as BoardPage } from './components/BoardPage.svelte';
export { default as BoardsPage } from './components/BoardsPage.svelte';
