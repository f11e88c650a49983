// Makes the file that leaves: in the format asked for, with all metadata, with its origin only, or with none. Runs in a worker.
import { sniff, type MediaType } from 'shared/blobs';
import type { Recipe } from 'shared/engine';
import type { Added } from './container.ts';
import { readExif, writeExif } from './exif.ts';
import { readJpeg, rewriteJpeg } from './jpeg.ts';
import { stripMp4 } from './mp4.ts';
import { parametersOf } from './parameters.ts';
import { readPng, rewritePng } from './png.ts';
import { readWebp, rewriteWebp } from './webp.ts';
import { writeXmp, type SourceType } from './xmp.ts';

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

/** `full`: recipe and origin; `origin`: only that and by which kind of means it was made; `none`: nothing left. */
export type Metadata = 'full' | 'origin' | 'none';

/** What is known of an asset and may be written into its file. */
export interface Facts {
  readonly recipe?: Recipe;
  readonly title?: string;
  readonly sourceType?: SourceType;
  /** Drawn by the sandbox's rules. */
  readonly sandbox?: boolean;
}

export interface WriteOrder {
  readonly file: Blob;
  /** Another format, and how good from 0 to 1 where it has degrees; absent for the original's own. */
  readonly as?: { readonly type: PictureType; readonly quality: number };
  readonly metadata: Metadata;
  readonly facts: Facts;
}

export interface Written {
  readonly file: Blob;
  readonly type: MediaType;
}

const TOOL = 'Preset';

/** Which kinds of original can hold, and be freed of, metadata without touching their pixels. */
function holdsMetadata(type: MediaType): type is PictureType {
  return type === 'image/png' || type === 'image/jpeg' || type === 'image/webp';
}

export async function written({ file, as, metadata, facts }: WriteOrder): Promise<Written> {
  const original = new Uint8Array(await file.arrayBuffer());
  const type = sniff(original.subarray(0, 32));
  if (!type) throw new TypeError('The file is of no known kind.');
  if (type.startsWith('video/')) return { type, file: type === 'video/mp4' && metadata === 'none' ? blob(stripMp4(original), type) : file };
  // Kinds that cannot be freed of metadata in place are drawn anew where none may be left.
  const target = as ?? (metadata === 'none' && !holdsMetadata(type) ? { type: 'image/png' as const, quality: 1 } : undefined);
  if (target && target.type !== type) {
    const drawn = await converted(file, target);
    return { type: target.type, file: blob(withMetadata(drawn, target.type, metadata, facts), target.type) };
  }
  if (!holdsMetadata(type)) return { type, file };
  // A photo of nobody's making keeps what its camera wrote.
  if (metadata === 'full' && !facts.recipe && !facts.sourceType) return { type, file };
  return { type, file: blob(withMetadata(original, type, metadata, facts), type) };
}

/** The same pixels with the metadata that is wanted, and no other but how the picture is turned. */
export function withMetadata(bytes: Uint8Array, type: PictureType, metadata: Metadata, facts: Facts): Uint8Array<ArrayBuffer> {
  const rewrite = { 'image/png': rewritePng, 'image/jpeg': rewriteJpeg, 'image/webp': rewriteWebp }[type];
  const orientation = orientationOf(bytes, type);
  return rewrite(bytes, addedFor(type, metadata, facts, orientation));
}

function addedFor(
  type: PictureType,
  metadata: Metadata,
  { recipe, title, sourceType, sandbox }: Facts,
  orientation: number | undefined
): Added {
  const turned = orientation !== undefined && orientation > 1 && orientation <= 8 ? { orientation } : {};
  const bare = 'orientation' in turned ? { exif: writeExif(turned) } : {};
  if (metadata === 'none' || (!sourceType && !recipe)) return bare;
  const origin = { tool: TOOL, ...(sourceType ? { sourceType } : {}) };
  if (metadata === 'origin') return { ...bare, xmp: writeXmp(origin) };
  const preset = JSON.stringify({
    v: 1,
    ...(sandbox ? { engine: 'sandbox' } : {}),
    ...(title ? { title } : {}),
    ...(recipe ? { recipe } : {})
  });
  const xmp = writeXmp({ ...origin, preset, ...(title ? { title } : {}), ...(recipe?.prompt ? { description: recipe.prompt } : {}) });
  const parameters = recipe && parametersOf(recipe);
  if (type === 'image/png') return { ...bare, xmp, texts: parameters === undefined ? [] : [['parameters', parameters]] };
  return { xmp, exif: writeExif({ ...turned, software: TOOL, ...(parameters === undefined ? {} : { userComment: parameters }) }) };
}

function orientationOf(bytes: Uint8Array, type: PictureType): number | undefined {
  const { exif } = { 'image/png': readPng, 'image/jpeg': readJpeg, 'image/webp': readWebp }[type](bytes);
  return exif && readExif(exif).orientation;
}

/** Drawn anew, upright, on white where the format has no transparency. */
async function converted(file: Blob, { type, quality }: NonNullable<WriteOrder['as']>): Promise<Uint8Array> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser cannot draw that large a picture.');
  if (type === 'image/jpeg') {
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, picture.width, picture.height);
  }
  context.drawImage(picture, 0, 0);
  picture.close();
  const made = await canvas.convertToBlob({ type, quality });
  if (made.type !== type) throw new Error('This browser cannot write that format.');
  return new Uint8Array(await made.arrayBuffer());
}

function blob(bytes: Uint8Array<ArrayBuffer>, type: MediaType): Blob {
  return new Blob([bytes], { type });
}
