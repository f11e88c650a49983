// Draws boards beside the page's own thread: PNG in tiles, and pictures for the pages of a PDF.
import { answerOrders } from '#lib/platform';
import { drawScene } from './draw.ts';
import { fontsFor } from './export-fonts.ts';
import type { Rect } from './camera.ts';
import type { Scene } from './scene.ts';

export interface DrawOrder {
  readonly scene: Scene;
  readonly area: Rect;
  readonly scale: number;
  /** Whether the board's ground is drawn below; without it the paper shows through. */
  readonly ground: boolean;
  readonly type: 'image/png' | 'image/jpeg';
  readonly blobs: readonly (readonly [hash: string, blob: Blob])[];
}

export type DrawAnswer = { readonly blob: Blob } | { readonly error: string };

const decoded = new Map<string, Promise<ImageBitmap | undefined>>();

answerOrders<DrawOrder, DrawAnswer>((order) =>
  draw(order).then(
    (blob) => ({ blob }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : 'unknown' })
  )
);

async function draw({ scene, area, scale, ground, type, blobs }: DrawOrder): Promise<Blob> {
  const pictures = new Map<string, ImageBitmap>();
  for (const [hash, blob] of blobs) {
    // What cannot be decoded is drawn as its colour.
    const asked = decoded.get(hash) ?? createImageBitmap(blob).catch(() => undefined);
    decoded.set(hash, asked);
    const picture = await asked;
    if (picture) pictures.set(hash, picture);
  }
  await fontsFor(scene.items.map((item) => ('words' in item ? item.words : 'title' in item ? item.title : '')).join(''));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(area.width * scale)), Math.max(1, Math.round(area.height * scale)));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser cannot draw that large a picture.');
  drawScene(context, scene, { area, scale, ground, pictures });
  return canvas.convertToBlob({ type, quality: 0.92 });
}
