// Pictures as plain pixels between decoding and encoding, and the few operations that everything else is made of.
import sharp, { type Sharp } from 'sharp';
import { parseSize, type Size } from 'shared/engine';
import { TaskError, taskCode, type Drawn } from './task.ts';

/** Display-referred sRGB, three bytes a pixel, rows from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** One number a pixel, 0 to 1: how much of the pixel is meant. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly share: Float32Array;
}

export interface Decoded extends Raster {
  /** What is opaque, where the picture says so itself. */
  readonly alpha?: Mask;
  /** The picture's own size, which may be larger than the raster. */
  readonly original: Size;
}

export type ImageFormat = 'jpeg' | 'png' | 'webp';

/** Pixels that a decoded input may have in all; the provider's largest output fits. */
const MAX_INPUT_PIXELS = 100_000_000;

/** Decodes the first frame upright, made smaller until it has at most `maxPixels`. */
export async function decode(bytes: Uint8Array, maxPixels: number): Promise<Decoded> {
  try {
    const source = sharp(bytes, { limitInputPixels: MAX_INPUT_PIXELS }).autoOrient();
    const { autoOrient, hasAlpha } = await source.metadata();
    const original = { width: autoOrient.width, height: autoOrient.height };
    const { width, height } = within(original, maxPixels);
    const { data } = await source
      .resize(width, height, { fit: 'fill' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const rgb = new Uint8Array(width * height * 3);
    const share = new Float32Array(width * height);
    let opaque = true;
    for (let i = 0, from = 0, to = 0; i < share.length; i++, from += 4, to += 3) {
      const a = data[from + 3]! / 255;
      // What shines through is shown on paper white.
      rgb[to] = data[from]! * a + 246 * (1 - a);
      rgb[to + 1] = data[from + 1]! * a + 245 * (1 - a);
      rgb[to + 2] = data[from + 2]! * a + 243 * (1 - a);
      share[i] = a;
      if (a < 1) opaque = false;
    }
    return { width, height, rgb, original, alpha: hasAlpha && !opaque ? { width, height, share } : undefined };
  } catch {
    throw new TaskError(taskCode.inputUnreadable, 'The input image cannot be read. Use a JPEG, PNG, WebP, AVIF or GIF file.');
  }
}

/** The size scaled down to at most `maxPixels`, ratio kept. */
export function within({ width, height }: Size, maxPixels: number): Size {
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A raster as the input of sharp, for its operations. */
export function piped({ width, height, rgb }: Raster): Sharp {
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

/** Runs sharp and reads its pixels back. */
export async function toRaster(image: Sharp): Promise<Raster> {
  const { data, info } = await image.removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** Scales and crops to cover a size. */
export function cover(raster: Raster, { width, height }: Size): Promise<Raster> {
  if (raster.width === width && raster.height === height) return Promise.resolve(raster);
  return toRaster(piped(raster).resize(width, height, { fit: 'cover', kernel: 'lanczos3' }));
}

/** A blurred copy; sigma in pixels. Large blurs are made small first, which looks the same and is many times faster. */
export async function blurred(raster: Raster, sigma: number): Promise<Raster> {
  if (sigma < 0.4) return raster;
  const shrink = Math.max(1, Math.floor(sigma / 4));
  if (shrink === 1) return toRaster(piped(raster).blur(sigma));
  const size = { width: Math.max(1, Math.round(raster.width / shrink)), height: Math.max(1, Math.round(raster.height / shrink)) };
  const small = await toRaster(piped(raster).resize(size.width, size.height, { fit: 'fill' }));
  const soft = await toRaster(piped(small).blur(Math.max(0.4, sigma / shrink)));
  return toRaster(piped(soft).resize(raster.width, raster.height, { fit: 'fill', kernel: 'cubic' }));
}

/** The mask at another size, smoothly. */
export async function resizeMask(mask: Mask, width: number, height: number, sigma = 0): Promise<Mask> {
  const grey = Buffer.alloc(mask.share.length);
  for (let i = 0; i < grey.length; i++) grey[i] = Math.round(mask.share[i]! * 255);
  let image = sharp(grey, { raw: { width: mask.width, height: mask.height, channels: 1 } }).resize(width, height, {
    fit: 'fill',
    kernel: 'cubic'
  });
  if (sigma >= 0.4) image = image.blur(sigma);
  const data = await image.extractChannel(0).raw().toBuffer();
  const share = new Float32Array(width * height);
  for (let i = 0; i < share.length; i++) share[i] = data[i]! / 255;
  return { width, height, share };
}

/** `over` where the mask is 1, `under` where it is 0. All three have one size. */
export function mixed(under: Raster, over: Raster, mask: Mask): Raster {
  const rgb = new Uint8Array(under.rgb.length);
  for (let i = 0, p = 0; i < mask.share.length; i++, p += 3) {
    const share = mask.share[i]!;
    rgb[p] = under.rgb[p]! + (over.rgb[p]! - under.rgb[p]!) * share;
    rgb[p + 1] = under.rgb[p + 1]! + (over.rgb[p + 1]! - under.rgb[p + 1]!) * share;
    rgb[p + 2] = under.rgb[p + 2]! + (over.rgb[p + 2]! - under.rgb[p + 2]!) * share;
  }
  return { ...under, rgb };
}

/** Brightness as the eye weighs it, 0 to 255. */
export function luma(rgb: Uint8Array, at: number): number {
  return rgb[at]! * 0.299 + rgb[at + 1]! * 0.587 + rgb[at + 2]! * 0.114;
}

const label = { IFD0: { Software: 'Preset sandbox', ImageDescription: 'Drawn by rules, not by AI' } };

/** Encodes at exactly `size`, naming the sandbox in the metadata. */
export async function encode(raster: Raster, size: Size, format: ImageFormat, alpha?: Mask): Promise<Drawn> {
  let image = piped(raster);
  if (alpha) {
    const grey = Buffer.alloc(alpha.share.length);
    for (let i = 0; i < grey.length; i++) grey[i] = Math.round(alpha.share[i]! * 255);
    image = image.joinChannel(grey, { raw: { width: alpha.width, height: alpha.height, channels: 1 } });
  }
  if (raster.width !== size.width || raster.height !== size.height) {
    image = image.resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3' });
    if (size.width > raster.width) image = image.sharpen({ sigma: 0.8, m1: 0.4, m2: 1.2 });
  }
  image = image.toColourspace('srgb').withExif(label);
  if (format === 'png') return { bytes: await image.png({ compressionLevel: 6 }).toBuffer(), extension: 'png' };
  if (format === 'webp') return { bytes: await image.webp({ quality: 88 }).toBuffer(), extension: 'webp' };
  return { bytes: await image.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer(), extension: 'jpg' };
}

/** The asked output format; JPEG when none is asked. */
export function formatOf(inputs: Readonly<Record<string, unknown>>): ImageFormat {
  const { output_format: asked } = inputs;
  return asked === 'png' || asked === 'webp' ? asked : 'jpeg';
}

/** Squares of these areas are what the resolution names stand for. */
const sides: Record<string, number> = { '1k': 1_024, '1.5k': 1_536, '2k': 2_048, '3k': 2_896 };

/**
 * Pixels of the asked output: `size`, or `resolution` with `aspect_ratio`. Without a size or a ratio the first
 * reference decides, else a square of 2048.
 */
export function sizeOf(inputs: Readonly<Record<string, unknown>>, reference?: Size): Size | undefined {
  const size = parseSize(inputs.size);
  if (size) return size;
  const side = typeof inputs.resolution === 'string' ? sides[inputs.resolution] : undefined;
  if (side === undefined) return undefined;
  const ratio = ratioOf(inputs.aspect_ratio) ?? (reference ? reference.width / reference.height : 1);
  const multiple = (pixels: number) => Math.max(8, Math.round(pixels / 8) * 8);
  return { width: multiple(side * Math.sqrt(ratio)), height: multiple(side / Math.sqrt(ratio)) };
}

/** Width by height of `16:9`, else undefined. */
export function ratioOf(value: unknown): number | undefined {
  const match = typeof value === 'string' ? /^(\d+):(\d+)$/.exec(value) : null;
  const ratio = match ? Number(match[1]) / Number(match[2]) : Number.NaN;
  return Number.isFinite(ratio) && ratio > 0 ? ratio : undefined;
}

export interface SizeLimits {
  readonly sideMin?: number;
  readonly sideMax?: number;
  readonly pixelsMin?: number;
  readonly pixelsMax?: number;
}

/** The nearest size within a model's limits; the ratio is kept as far as the limits allow. */
export function fitted(size: Size, { sideMin = 64, sideMax = 8_192, pixelsMin = 0, pixelsMax = 16_777_216 }: SizeLimits): Size {
  const { width, height } = size;
  const pixels = width * height;
  let scale = 1;
  if (pixels > pixelsMax) scale = Math.sqrt(pixelsMax / pixels);
  if (pixels < pixelsMin) scale = Math.sqrt(pixelsMin / pixels) * 1.0005;
  scale = Math.max(scale, sideMin / Math.min(width, height));
  scale = Math.min(scale, sideMax / Math.max(width, height));
  const side = (length: number) =>
    Math.min(sideMax, Math.max(sideMin, pixels < pixelsMin ? Math.ceil(length * scale) : Math.floor(length * scale)));
  return { width: side(width), height: side(height) };
}
