// Door of blobs: bytes by hash.
export { blobInfoSchema, MAX_BLOB_BYTES, MAX_PIXELS, mediaTypes, mediaTypeSchema, type BlobInfo, type MediaType } from './blob.ts';
export { mediaPath } from './media-path.ts';
export { blobProblem } from './problems.ts';
export { sniff } from './sniff.ts';
