// Names by which the service worker finds blobs in the device's database without loading the library that pages use.

export const DATABASE_NAME = 'preset';
export const BLOB_TABLE = 'blobs';
