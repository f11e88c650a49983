// Door of moodboards: boards on an infinite canvas, their list, and what they can do with assets.
export { keepAsBoard } from './keep-copy.ts';
export { findBoards } from './find.ts';
export { openBoardPage } from './opening.ts';
export { moodboardActions } from './asset-actions.ts';
export { default as CollectionBoards } from './components/CollectionBoards.svelte';
export { default as AddToBoard } from './components/AddToBoard.svelte';
export { default as BoardsPage } from './components/BoardsPage.svelte';
export { default as SharedBoardPage } from './components/SharedBoardPage.svelte';
