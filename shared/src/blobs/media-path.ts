// The address of a blob.

/** Where a blob is read from, by page, service worker and server alike. */
export function mediaPath(hash: string): string {
  return `/media/${hash}`;
}
