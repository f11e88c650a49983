// Door of blobs on the server: keeping, measuring and serving bytes by hash.
export { openDiskStore } from './adapters/disk.ts';
export type { BlobStore, ByteRange, OpenBlob } from './blob-store.ts';
export { Blobs, type BlobsOptions } from './blobs.ts';
export { blobRoutes } from './routes.ts';
export { serveBlob as mediaHandler, type WorkspacesOf } from './serve.ts';
