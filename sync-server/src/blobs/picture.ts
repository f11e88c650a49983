// Decodes pictures: upright size, thumbnail, thumbhash and average colour, with limits that keep hostile files from hurting.
import sharp, { type Sharp } from 'sharp';
import { blobProblem, MAX_PIXELS, type MediaType } from 'shared/blobs';
import { rgbaToThumbHash } from 'thumbhash';
import { THUMBNAIL_SIDE, type Measured, type Thumbnail } from './measured.ts';

// Several pictures are decoded at once, so each by one thread: more would only take the processors from everything else.
sharp.concurrency(1);

/** A picture so small that it is its own thumbnail; more bytes than this are no thumbnail. */
const OWN_THUMBNAIL_BYTES = 100_000;
/** thumbhash takes at most 100 pixels a side. */
const THUMBHASH_SIDE = 100;

const decode = (bytes: Uint8Array): Sharp => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', animated: false });

/**
 * Measures a picture; of an animated one the first frame. Throws `unreadable-picture` or `too-many-pixels`.
 */
export async function measurePicture(bytes: Uint8Array<ArrayBuffer>, type: MediaType): Promise<Measured> {
  const { width, height, isUpright, isAnimated } = await dimensions(bytes);
  const small =
    type === 'image/webp' && isUpright && !isAnimated && Math.max(width, height) <= THUMBNAIL_SIDE && bytes.length <= OWN_THUMBNAIL_BYTES;
  const made = await makeThumbnail(bytes);
  const thumbnail = small ? { bytes, width, height } : made;
  return { type, width, height, thumbnail, ...(await describe(made.bytes)) };
}

/** Makes the thumbnail of a picture: WebP, upright, at most 512 px. Throws `unreadable-picture` or `too-many-pixels`. */
export async function makeThumbnail(bytes: Uint8Array): Promise<Thumbnail> {
  try {
    const { data, info } = await decode(bytes)
      .autoOrient()
      .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: new Uint8Array(data), width: info.width, height: info.height };
  } catch (error) {
    throw unreadable(error);
  }
}

/** The base64 thumbhash and the average colour of a thumbnail. */
export async function describe(thumbnail: Uint8Array): Promise<{ thumbhash: string; colour: string }> {
  const { data, info } = await sharp(thumbnail)
    .resize(THUMBHASH_SIDE, THUMBHASH_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { thumbhash: Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64'), colour: average(data) };
}

async function dimensions(bytes: Uint8Array): Promise<{ width: number; height: number; isUpright: boolean; isAnimated: boolean }> {
  try {
    const { autoOrient, orientation, pages } = await decode(bytes).metadata();
    const { width, height } = autoOrient;
    if (width * height > MAX_PIXELS) throw blobProblem('too-many-pixels');
    return { width, height, isUpright: (orientation ?? 1) === 1, isAnimated: (pages ?? 1) > 1 };
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(error: unknown): unknown {
  if (!(error instanceof Error) || error.name === 'Problem') return error;
  return blobProblem(/pixel limit|too large/i.test(error.message) ? 'too-many-pixels' : 'unreadable-picture');
}

/** Average of what can be seen: transparent pixels do not count. */
function average(rgba: Uint8Array): string {
  const sum = [0, 0, 0];
  let weight = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] ?? 0;
    weight += alpha;
    for (let channel = 0; channel < 3; channel++) sum[channel] = (sum[channel] ?? 0) + (rgba[at + channel] ?? 0) * alpha;
  }
  return `#${sum
    .map((value) =>
      Math.round(weight === 0 ? 0 : value / weight)
        .toString(16)
        .padStart(2, '0')
    )
    .join('')}`;
}
