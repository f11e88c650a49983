// Door of sync: opening documents, and how honest "saved" is at the moment.
export { documents } from './documents.ts';
export type { OpenDocument } from './open-document.ts';
export { syncState, type SyncWord } from './sync-state.svelte.ts';
