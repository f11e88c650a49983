// Takes palettes out of pictures beside the page's own thread.
import { answerOrders } from '#lib/platform';
import { paletteOf } from './palette.ts';

/** Pixels on the longer side that are looked at; more change nothing that one would see. */
const SIDE = 96;

answerOrders(async (thumb: Blob): Promise<readonly string[]> => {
  try {
    const picture = await createImageBitmap(thumb);
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const [width, height] = [Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))];
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    context?.drawImage(picture, 0, 0, width, height);
    picture.close();
    return paletteOf(context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray());
  } catch {
    return [];
  }
});
