// Door of runs: the workspace's runs as this device knows them, what waits on the device, and everything one can order about them.
export { cancelRun, pauseRun, removeWaiting, resumeRun, retryRun, submitRun } from './actions.ts';
export { default as CollectionRuns } from './components/CollectionRuns.svelte';
export { default as CreditsPanel } from './components/CreditsPanel.svelte';
export { default as RunDock } from './components/RunDock.svelte';
export { default as RunsPage } from './components/RunsPage.svelte';
export { credits } from './credits.svelte.ts';
export { findRuns } from './find.ts';
export { clock } from './clock.svelte.ts';
export type { RunEntry } from './merge.ts';
export { type OutboxEntry } from './outbox.ts';
export { outbox } from './outbox.svelte.ts';
export { durationText, isLive, isSeries, itemsText, metaOf, progressOf, shareOf, wordOf } from './progress.ts';
export { fetchRun, postRun } from './remote.ts';
export { runQuotes } from './quotes.svelte.ts';
export { runs } from './runs.svelte.ts';
