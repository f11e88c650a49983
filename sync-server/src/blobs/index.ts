// Door of blobs on the server: keeping, measuring and serving bytes by hash.
export { openDiskStore } from './adapters/disk.ts';
export { Blobs } from './blobs.ts';
export { BlobCollector } from './collect.ts';
export { blobRoutes } from './routes.ts';
export { serveBlob as mediaHandler, type WorkspacesOf } from './serve.ts';
