// Door of moodboards: boards on an infinite canvas, and their list.
export { default as BoardPage } from './components/BoardPage.svelte';
export { default as BoardsPage } from './components/BoardsPage.svelte';
