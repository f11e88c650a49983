// Draws a task: what each kind of model does in the sandbox.
import { modelOf, type Size } from 'shared/engine';
import { clip } from '../clip/clip.ts';
import { composed } from '../editing/compose.ts';
import { edited, zoomed } from '../editing/edit.ts';
import { filled, strokesOf } from '../editing/fill.ts';
import { graded } from '../editing/grade.ts';
import { matteOf } from '../editing/matte.ts';
import { zoomedOut } from '../editing/zoom-out.ts';
import { finish } from '../painting/finish.ts';
import { paint } from '../painting/paint.ts';
import {
  blurred,
  cover,
  decode,
  encode,
  fitted,
  formatOf,
  resizeMask,
  sizeOf,
  within,
  type Decoded,
  type Mask,
  type Raster
} from './raster.ts';
import { numberOf, seedOf, taskCode, TaskError, textOf, type Drawn, type Extension, type Task } from './task.ts';
import { captioned, optimised } from './writing.ts';

/** Pixels that edits are made on; larger results are enlarged at the end. */
const EDIT_PIXELS = 4_300_000;
const QUICK_PIXELS = 250_000;
const SQUARE: Size = { width: 2_048, height: 2_048 };
const extensions: Record<'jpeg' | 'png' | 'webp', Extension> = { jpeg: 'jpg', png: 'png', webp: 'webp' };

/** All results of a task, in their order. */
export async function draw(task: Task): Promise<Drawn[]> {
  switch (task.kind) {
    case 'text-to-image':
    case 'text-to-image-series':
      return painted(task);
    case 'image-to-image':
    case 'image-to-image-series':
      return reworked(task);
    case 'image-to-layers':
      return layers(task);
    case 'image-to-video':
      return [await clip(task)];
    case 'upscaler':
      return [await upscaled(task)];
    case 'background-removal': {
      const source = await only(task, EDIT_PIXELS);
      return [await encode(source, source.original, 'png', source.alpha ?? (await matteOf(source)))];
    }
    case 'inpaint-remove':
      return [await erased(task)];
    case 'outpaint': {
      const source = await only(task, EDIT_PIXELS / 2);
      const wide = await zoomedOut(source);
      return [await encode(wide, within(wide, 16_777_216), formatOf(task.inputs))];
    }
    case 'text':
      return [
        {
          text: task.model.includes('caption')
            ? captioned(await only(task, 250_000))
            : optimised(textOf(task, 'text'), textOf(task, 'style'), textOf(task, 'mode'))
        }
      ];
    case 'video-upscaler':
      throw new TaskError(taskCode.unavailable, 'The sandbox cannot enlarge videos. Nothing is charged.');
  }
}

/** The one reference of a task. */
async function only(task: Task, maxPixels: number): Promise<Decoded> {
  const [bytes] = task.images;
  if (!bytes) throw new TaskError(taskCode.inputUnreadable, 'field "image" is required and must not be empty');
  return decode(bytes, maxPixels);
}

/** How many pictures a series has: as many as asked, or as the prompt says where that is fewer. */
function countOf(task: Task): number {
  const most = Math.floor(numberOf(task, 'max_images', 1));
  const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
  const said = new RegExp(
    `\\b(\\d{1,2}|${names.join('|')})\\s+(?:\\w+\\s+)?(?:images|pictures|photos|shots|panels|frames|scenes|stills|illustrations)\\b`
  ).exec(textOf(task, 'prompt').toLowerCase())?.[1];
  const named = said === undefined ? most : /^\d/.test(said) ? Number(said) : names.indexOf(said) + 1;
  return Math.max(1, Math.min(most, named || most));
}

async function painted(task: Task): Promise<Drawn[]> {
  const size = sizeOf(task.inputs) ?? SQUARE;
  const count = countOf(task);
  const seed = seedOf(task);
  const format = formatOf(task.inputs);
  const results: Drawn[] = [];
  for (let index = 0; index < count; index++) {
    const frame = count > 1 ? { index, count } : undefined;
    const picture = paint({ prompt: textOf(task, 'prompt'), ...size, seed, frame, quality: task.quick ? 'video' : 'full' });
    if (task.inputs.background === 'transparent') {
      results.push(await encode(picture, size, 'png', await matteOf(picture)));
    } else {
      results.push({ bytes: await finish(picture, { ...size, format, seed: seed + index }), extension: extensions[format] });
    }
  }
  return results;
}

async function reworked(task: Task): Promise<Drawn[]> {
  const pixels = task.quick ? QUICK_PIXELS : EDIT_PIXELS;
  const each = Math.max(Math.min(1_000_000, pixels), pixels / task.images.length);
  const references = await Promise.all(task.images.map((bytes) => decode(bytes, each)));
  const first = references[0];
  if (!first) throw new TaskError(taskCode.inputUnreadable, 'field "images" is required and must not be empty');
  const size = sizeOf(task.inputs, first.original) ?? fitted(first.original, limitsOf(task.model));
  const instruction = textOf(task, 'prompt');
  const together = await composed(references, instruction, within(size, pixels));
  const { raster, alpha } = await edited(together, instruction, seedOf(task));
  const format = alpha || task.inputs.background === 'transparent' ? 'png' : formatOf(task.inputs);
  const cut = alpha ?? (task.inputs.background === 'transparent' ? await matteOf(raster) : undefined);
  const count = countOf(task);
  const results: Drawn[] = [];
  for (let index = 0; index < count; index++) {
    const shot = index === 0 ? { raster, alpha: cut } : { raster: await moment(raster, index), alpha: undefined };
    // A turned picture has its sides swapped; the asked size stays.
    const shaped = await cover(shot.raster, within(size, pixels));
    const fits = shot.alpha && shaped.width === shot.alpha.width && shaped.height === shot.alpha.height;
    results.push(await encode(shaped, size, format, fits ? shot.alpha : undefined));
  }
  return results;
}

/** Views and moments of one picture: nearer parts of it, a little later or earlier in the day. */
const moments: readonly (readonly [zoom: number, x: number, y: number, warmth: number, exposure: number])[] = [
  [1.5, 0.42, 0.45, 0.18, 0.05],
  [1.3, 0.62, 0.55, -0.14, -0.05],
  [1.9, 0.52, 0.38, 0.3, 0.1],
  [1.2, 0.4, 0.55, -0.26, -0.18],
  [1.7, 0.62, 0.42, 0.1, 0.16]
];

async function moment(raster: Raster, index: number): Promise<Raster> {
  const [zoom, x, y, warmth, exposure] = moments[(index - 1) % moments.length]!;
  const later = Math.floor((index - 1) / moments.length);
  return graded(await zoomed(raster, zoom + later * 0.13, x, y - later * 0.03), { warmth: warmth * (later % 2 ? -1 : 1), exposure });
}

/** What the model's size input allows, for edits that follow their reference. */
function limitsOf(id: string) {
  const size = modelOf(id)?.inputs.properties.size;
  return {
    sideMin: size?.['x-side-min'],
    sideMax: size?.['x-side-max'],
    pixelsMin: size?.['x-total-pixels-min'],
    pixelsMax: size?.['x-total-pixels-max']
  };
}

/** The picture itself, the scene without its subject, and the subject alone. */
async function layers(task: Task): Promise<Drawn[]> {
  const source = await only(task, EDIT_PIXELS);
  const size = sizeOf({ resolution: task.inputs.resolution ?? '1k' }, source.original) ?? source.original;
  const matte = source.alpha ?? (await matteOf(source));
  const format = formatOf(task.inputs);
  return [
    await encode(source, size, format),
    await encode(await filled(source, matte, 0.012), size, format),
    await encode(source, size, 'png', matte)
  ];
}

const targets: Record<string, number> = { '2k': 2_048, '4k': 4_096, '8k': 8_192 };

async function upscaled(task: Task): Promise<Drawn> {
  const source = await only(task, 16_777_216);
  const { width, height } = source.original;
  const wanted = targets[textOf(task, 'target_resolution')] ?? targets['4k']!;
  // Never smaller than it came.
  const scale = Math.max(1, wanted / Math.max(width, height));
  return encode(source, { width: Math.round(width * scale), height: Math.round(height * scale) }, formatOf(task.inputs));
}

/** Removes what the mask marks; without a mask, what looks like letters. */
async function erased(task: Task): Promise<Drawn> {
  const source = await only(task, EDIT_PIXELS);
  const mask = task.mask
    ? await maskFrom(task.mask, source)
    : strokesOf(source, await blurred(source, Math.max(source.width, source.height) / 90));
  return encode(await filled(source, mask), source.original, formatOf(task.inputs));
}

/** White marks what is meant; the mask is stretched to the picture. */
async function maskFrom(bytes: Uint8Array, { width, height }: Size): Promise<Mask> {
  const { rgb, width: w, height: h } = await decode(bytes, EDIT_PIXELS);
  const share = new Float32Array(w * h);
  for (let i = 0; i < share.length; i++) share[i] = (rgb[i * 3]! + rgb[i * 3 + 1]! + rgb[i * 3 + 2]!) / 765;
  return resizeMask({ width: w, height: h, share }, width, height);
}
