// What decoding media yields: its size as people see it, and a small picture that stands for it.
import type { BlobInfo, MediaType } from 'shared/blobs';

export interface Thumbnail {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

export interface Measured extends Pick<BlobInfo, 'width' | 'height' | 'seconds' | 'thumbhash' | 'colour'> {
  readonly type: MediaType;
  readonly thumbnail: Thumbnail;
}

/** Longer side of a thumbnail in pixels. */
export const THUMBNAIL_SIDE = 512;
