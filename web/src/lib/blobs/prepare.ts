// Everything about a chosen file that costs time: its name by its bytes, its size, its thumbnail. Runs in a worker.
import { sniff, type MediaType } from 'shared/blobs';
import { sha256 } from 'shared/kernel';
import { dimensionsOf } from './dimensions.ts';
import { measurePicture, refuseHuge, stand, type Measured } from './measure.ts';
import { blobProblem } from './problems.ts';

/** Bytes with their name. */
export interface Part {
  readonly hash: string;
  readonly blob: Blob;
  readonly type: MediaType;
}

/** A picture ready to be kept; a video lacks what only a page can find out. */
export interface Prepared {
  readonly original: Part;
  readonly picture?: Looks;
}

/** What is kept beside the original. */
export interface Looks extends Omit<Measured, 'thumb'> {
  readonly thumb: Part & { readonly width: number; readonly height: number };
}

/** Quality of a photo that has to be converted, near enough to the original that nobody sees it. */
const CONVERTED = 0.95;

/** Reads a file. Throws Problems that say why it cannot be kept. */
export async function prepare(file: Blob): Promise<Prepared> {
  const bytes = new Uint8Array(
    await file.arrayBuffer().catch(() => {
      throw blobProblem('vanished-file');
    })
  );
  if (bytes.length === 0) throw blobProblem('empty-file');
  const type = sniff(bytes.subarray(0, 32));
  if (!type) return isHeic(bytes) ? await converted(new Blob([bytes], { type: 'image/heic' })) : refuse();
  const original: Part = { hash: await sha256(bytes), blob: new Blob([bytes], { type }), type };
  if (type.startsWith('video/')) return { original };
  const claimed = dimensionsOf(bytes, type);
  if (claimed) refuseHuge(claimed.width, claimed.height);
  return { original, picture: await named(await measurePicture(original.blob)) };
}

/** What stands in for a video, out of one of its frames. */
export async function standFor(frame: ImageBitmap, width: number, height: number): Promise<Omit<Looks, 'width' | 'height' | 'seconds'>> {
  try {
    return await named(await stand(frame, width, height));
  } finally {
    frame.close();
  }
}

async function named<Known extends Pick<Measured, 'thumb'>>(known: Known): Promise<Omit<Known, 'thumb'> & Pick<Looks, 'thumb'>> {
  const { blob, width, height } = known.thumb;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const type = sniff(bytes.subarray(0, 32)) ?? 'image/webp';
  return { ...known, thumb: { hash: await sha256(bytes), blob, type, width, height } };
}

function refuse(): never {
  throw blobProblem('unknown-media');
}

function isHeic(bytes: Uint8Array): boolean {
  return /^ftyp(heic|heix|hevc|heim|heis|mif1|msf1)$/.test(String.fromCharCode(...bytes.subarray(4, 12)));
}

/** A photo in a format that Preset does not keep and some browsers read, as JPEG. */
async function converted(file: Blob): Promise<Prepared> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw blobProblem('heic-unreadable');
  });
  refuseHuge(picture.width, picture.height);
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  picture.close();
  return prepare(await canvas.convertToBlob({ type: 'image/jpeg', quality: CONVERTED }));
}
