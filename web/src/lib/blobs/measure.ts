// Looks at a picture as the browser shows it: size, thumbnail and what stands in for it until that is loaded. Runs in a worker.
import { MAX_PIXELS } from 'shared/blobs';
import { rgbaToThumbHash } from 'thumbhash';
import { blobProblem } from './problems.ts';

const THUMB_SIDE = 512;
/** thumbhash takes at most 100 px a side and keeps less. */
const HASH_SIDE = 64;

export interface Measured {
  /** As shown: a rotated photo is measured upright. */
  readonly width: number;
  readonly height: number;
  /** Length of a video. */
  readonly seconds?: number;
  readonly thumb: { readonly blob: Blob; readonly width: number; readonly height: number };
  /** Base64. */
  readonly thumbhash: string;
  /** `#rrggbb`. */
  readonly colour: string;
}

/** Measures a picture. Throws `unreadable-media` or `too-many-pixels`. */
export async function measurePicture(file: Blob): Promise<Measured> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw blobProblem('unreadable-media');
  }
  try {
    return { width: bitmap.width, height: bitmap.height, ...(await stand(bitmap, bitmap.width, bitmap.height)) };
  } finally {
    bitmap.close();
  }
}

/** Everything that stands in for the picture: thumbnail, thumbhash, colour. */
export async function stand(source: ImageBitmap, width: number, height: number): Promise<Pick<Measured, 'thumb' | 'thumbhash' | 'colour'>> {
  refuseHuge(width, height);
  const size = fit(width, height, THUMB_SIDE);
  const small = await drawn(source, size.width, size.height);
  const tiny = fit(width, height, HASH_SIDE);
  const { data } = (await drawn(small.canvas, tiny.width, tiny.height)).context.getImageData(0, 0, tiny.width, tiny.height);
  return {
    thumb: { blob: await encoded(small.canvas), ...size },
    thumbhash: base64(rgbaToThumbHash(tiny.width, tiny.height, data)),
    colour: averageColour(data)
  };
}

/** Throws `too-many-pixels` for a picture that no small server could take. */
export function refuseHuge(width: number, height: number): void {
  const pixels = width * height;
  if (pixels <= MAX_PIXELS) return;
  const count = (of: number) => Math.ceil(of / 1e6).toLocaleString('en-GB');
  throw blobProblem('too-many-pixels', {
    remedy: `It has ${count(pixels)} megapixels; the limit is ${count(MAX_PIXELS)}. Make it smaller in another program and choose that.`
  });
}

/** The size that fits into a square, never larger than it is and never less than a pixel. */
export function fit(width: number, height: number, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The mean colour of pixels, each counting by its opacity; neutral grey where nothing is opaque. */
export function averageColour(rgba: ArrayLike<number>): string {
  let [red, green, blue, weight] = [0, 0, 0, 0];
  for (let i = 0; i + 3 < rgba.length; i += 4) {
    const alpha = rgba[i + 3] ?? 0;
    red += (rgba[i] ?? 0) * alpha;
    green += (rgba[i + 1] ?? 0) * alpha;
    blue += (rgba[i + 2] ?? 0) * alpha;
    weight += alpha;
  }
  if (weight === 0) return '#808080';
  return `#${[red, green, blue]
    .map((sum) =>
      Math.round(sum / weight)
        .toString(16)
        .padStart(2, '0')
    )
    .join('')}`;
}

async function drawn(source: ImageBitmap | OffscreenCanvas, width: number, height: number) {
  // Scaling a bitmap this way happens away from the main thread.
  const scaled =
    source instanceof ImageBitmap
      ? await createImageBitmap(source, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' })
      : undefined;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw blobProblem('unreadable-media');
  context.imageSmoothingQuality = 'high';
  context.drawImage(scaled ?? source, 0, 0, width, height);
  scaled?.close();
  return { canvas, context };
}

/** WebP, or JPEG from browsers that cannot write WebP and would answer with a large PNG. */
async function encoded(canvas: OffscreenCanvas): Promise<Blob> {
  const webp = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
  return webp.type === 'image/webp' ? webp : canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
