// Door of sync: opening documents, how honest "saved" is at the moment, and what is kept aside.
export { aside, type AsideCopy } from './aside.svelte.ts';
export { documents } from './documents.ts';
export type { OpenDocument } from './open-document.ts';
export { openShared, type SharedDocument } from './shared-document.ts';
export { syncState, type SyncWord } from './sync-state.svelte.ts';
