// Names that pages and the service worker have in common, so that it finds things without loading the libraries that pages use.

export const DATABASE_NAME = 'preset';
export const BLOB_TABLE = 'blobs';
/** The cache in which the worker lays files that another app shares, until a page takes them. */
export const SHARED_CACHE = 'preset-shared-files';
