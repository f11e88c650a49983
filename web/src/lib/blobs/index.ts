// Door of blobs: bytes on this device, on their way to the server, and where to read them.
export { deviceCopies, type StoredKinds, type WantedCopy } from './copies.svelte.ts';
export { keepFile, keepReady, readFile, type KeptFile, type ReadyFile } from './keep.ts';
export { storage, type StorageEstimate } from './storage.svelte.ts';
export { startBlobs } from './start.ts';
export { uploads } from './uploads.svelte.ts';
export { mediaPath as mediaUrl } from 'shared/blobs';
