// What a blob is: immutable bytes named by their SHA-256, of one of the media types that Preset keeps.
import * as z from 'zod';
import { hashSchema } from '../kernel/index.ts';

export const mediaTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/gif', 'video/mp4', 'video/webm'] as const;
export const mediaTypeSchema = z.enum(mediaTypes);
export type MediaType = z.infer<typeof mediaTypeSchema>;

/** Most bytes of one blob, 200 MiB: the provider's own upload limit (wavespeed-contract, ticket upload). */
export const MAX_BLOB_BYTES = 200 * 1024 * 1024;
/** Most pixels of one picture: 16,384 × 16,384 would exhaust a small server, 100 megapixels do not. */
export const MAX_PIXELS = 100_000_000;

/** What the server knows of a picture or video after sniffing and decoding it. */
export const blobInfoSchema = z.object({
  hash: hashSchema,
  type: mediaTypeSchema,
  bytes: z.number().int().nonnegative(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** Length of a video. */
  seconds: z.number().positive().optional(),
  /** WebP of at most 512 px on its longer side; itself a blob. */
  thumb: z.object({ hash: hashSchema, width: z.number().int().positive(), height: z.number().int().positive() }),
  /** Base64 of a thumbhash (about 25 bytes). */
  thumbhash: z.string(),
  /** Average colour as `#rrggbb`. */
  colour: z.string().regex(/^#[0-9a-f]{6}$/)
});
export type BlobInfo = z.infer<typeof blobInfoSchema>;
