// Looks at a picture or video as the browser shows it: size, thumbnail and what stands in for it until that is loaded.
import type { MediaType } from 'shared/blobs';
import { MAX_PIXELS } from 'shared/blobs';
import { rgbaToThumbHash } from 'thumbhash';
import { blobProblem } from './problems.ts';

const THUMB_SIDE = 512;
/** thumbhash takes at most 100 px a side and keeps less. */
const HASH_SIDE = 64;
/** Milliseconds after which a video that shows nothing counts as unreadable. */
const PATIENCE = 20_000;

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

/** Measures media of a sniffed type. Throws `unreadable-media` or `media-too-large`. */
export function measure(file: Blob, type: MediaType): Promise<Measured> {
  return type.startsWith('video/') ? measureVideo(file) : measurePicture(file);
}

async function measurePicture(file: Blob): Promise<Measured> {
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

async function measureVideo(file: Blob): Promise<Measured> {
  const video = document.createElement('video');
  const url = URL.createObjectURL(file);
  video.muted = true;
  video.playsInline = true;
  video.preload = 'auto';
  try {
    await reached(video, 'loadeddata', () => (video.src = url));
    // Recorders leave the length out; the end of the file tells it.
    if (!Number.isFinite(video.duration)) await reached(video, 'durationchange', () => (video.currentTime = Number.MAX_SAFE_INTEGER));
    await reached(video, 'seeked', () => (video.currentTime = Math.min(0.1, video.duration / 2)));
    const { videoWidth: width, videoHeight: height, duration } = video;
    if (!(width > 0 && height > 0 && duration > 0 && Number.isFinite(duration))) throw blobProblem('unreadable-media');
    return { width, height, seconds: duration, ...(await stand(video, width, height)) };
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}

/** Does something to a video and waits for its event. */
function reached(video: HTMLVideoElement, event: string, begin: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(blobProblem('unreadable-media'));
    const timer = setTimeout(fail, PATIENCE);
    const done = (settle: () => void) => () => {
      clearTimeout(timer);
      settle();
    };
    video.addEventListener(event, done(resolve), { once: true });
    video.addEventListener('error', done(fail), { once: true });
    begin();
  });
}

/** Everything that stands in for the picture: thumbnail, thumbhash, colour. */
async function stand(
  source: ImageBitmap | HTMLVideoElement,
  width: number,
  height: number
): Promise<Omit<Measured, 'width' | 'height' | 'seconds'>> {
  if (width * height > MAX_PIXELS) throw blobProblem('media-too-large');
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

async function drawn(source: CanvasImageSource, width: number, height: number) {
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
