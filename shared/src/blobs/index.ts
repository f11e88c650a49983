// Door of blobs: bytes by hash.
export {
  blobInfoSchema,
  MAX_BLOB_BYTES,
  MAX_PIXELS,
  mediaPath,
  mediaTypes,
  mediaTypeSchema,
  type BlobInfo,
  type MediaType
} from './blob.ts';
export { blobProblem } from './problems.ts';
export { sniff } from './sniff.ts';
