// Edits one picture as an instruction asks: its operations one after another, or a new look when none is recognised.
import type { Size } from 'shared/engine';
import { paint } from '../painting/paint.ts';
import { hashText } from '../painting/random.ts';
import { stylise } from '../painting/style.ts';
import { blurred, cover, mixed, piped, toRaster, type Mask, type Raster } from '../drawing/raster.ts';
import { before, beforeColour, recoloured, withPalette } from './backdrop.ts';
import { graded, monochrome, relit, sepia, tinted, vignetted } from './grade.ts';
import { readInstruction, type Operation } from './instruction.ts';
import { matteOf } from './matte.ts';
import { weathered } from './weather.ts';

export interface Edited {
  readonly raster: Raster;
  /** Present when the background was taken away. */
  readonly alpha?: Mask;
}

/** Styles are brush strokes of a few pixels: they are applied at this long side, whatever the picture's. */
const STYLE_SIDE = 1_024;

/** The picture after the instruction; the seed varies what is left to chance. */
export async function edited(source: Raster, instruction: string, seed: number): Promise<Edited> {
  const operations = readInstruction(instruction);
  if (operations.length === 0) return { raster: await renewed(source, instruction, seed) };
  let raster = source;
  let alpha: Mask | undefined;
  let matte: Mask | undefined;
  for (const operation of operations) {
    if (operation.kind === 'cut-out') {
      alpha = await matteOf(raster);
      continue;
    }
    const needsMatte = 'where' in operation ? operation.where !== 'all' : operation.kind === 'backdrop';
    if (needsMatte) matte ??= await matteOf(raster);
    const size = { width: raster.width, height: raster.height };
    raster = await carriedOut(raster, operation, matte, seed);
    // A matte belongs to the picture it was made of; turning moves every pixel.
    if (operation.kind === 'rotate' || operation.kind === 'flip' || operation.kind === 'zoom') matte = undefined;
    if (alpha && (raster.width !== size.width || raster.height !== size.height)) alpha = undefined;
  }
  return { raster, alpha };
}

async function carriedOut(raster: Raster, operation: Operation, matte: Mask | undefined, seed: number): Promise<Raster> {
  const { width, height } = raster;
  const whole: Mask = matte ?? { width, height, share: new Float32Array(width * height).fill(1) };
  switch (operation.kind) {
    case 'recolour':
      if (operation.where === 'background') return beforeColour(raster, whole, operation.colour);
      return recoloured(raster, whole, operation.colour, operation.from);
    case 'tint':
      return tinted(raster, operation.colour, 0.6);
    case 'tone':
      return graded(raster, operation);
    case 'monochrome':
      return monochrome(raster);
    case 'sepia':
      return sepia(raster);
    case 'blur': {
      const soft = await blurred(raster, Math.max(width, height) / (operation.where === 'all' ? 70 : 55));
      return operation.where === 'all' ? soft : mixed(soft, raster, whole);
    }
    case 'sharpen':
      return toRaster(piped(graded(raster, { contrast: 0.12 })).sharpen({ sigma: 1.6, m1: 1.2, m2: 3 }));
    case 'zoom':
      return zoomed(raster, operation.factor, 0.5, 0.48);
    case 'flip':
      return toRaster(operation.axis === 'vertical' ? piped(raster).flip() : piped(raster).flop());
    case 'rotate':
      return turned(raster, operation.degrees);
    case 'hour':
      return relit(raster, operation.hour);
    case 'weather':
      return weathered(raster, operation.weather, seed);
    case 'backdrop':
      return before(raster, whole, operation.words, seed);
    case 'vignette':
      return vignetted(raster, 0.7);
    case 'style':
      return styled(raster, operation.name, seed);
    case 'cut-out':
      return raster;
  }
}

/** A part of the picture at its whole size; `x` and `y` are the part's middle, 0 to 1. */
export function zoomed(raster: Raster, factor: number, x: number, y: number): Promise<Raster> {
  const width = Math.max(1, Math.round(raster.width / factor));
  const height = Math.max(1, Math.round(raster.height / factor));
  const left = Math.round(Math.min(raster.width - width, Math.max(0, x * raster.width - width / 2)));
  const top = Math.round(Math.min(raster.height - height, Math.max(0, y * raster.height - height / 2)));
  return toRaster(
    piped(raster).extract({ left, top, width, height }).resize(raster.width, raster.height, { fit: 'fill', kernel: 'lanczos3' })
  );
}

/** Quarter turns swap the sides; other angles are enlarged until no corner is empty. */
async function turned(raster: Raster, degrees: number): Promise<Raster> {
  if (degrees % 90 === 0) return toRaster(piped(raster).rotate(degrees));
  const angle = Math.abs((degrees * Math.PI) / 180);
  const { width, height } = raster;
  const ratio = Math.max(width / height, height / width);
  const scale = Math.abs(Math.cos(angle)) + ratio * Math.abs(Math.sin(angle));
  const large = await toRaster(piped(raster).resize(Math.ceil(width * scale), Math.ceil(height * scale), { fit: 'fill' }));
  const tilted = await toRaster(piped(large).rotate(degrees));
  const left = Math.round((tilted.width - width) / 2);
  const top = Math.round((tilted.height - height) / 2);
  return toRaster(piped(tilted).extract({ left, top, width, height }));
}

/** The picture in one of the painter's styles. */
async function styled(raster: Raster, style: string, seed: number): Promise<Raster> {
  const scale = Math.min(1, STYLE_SIDE / Math.max(raster.width, raster.height));
  const size: Size = { width: Math.max(1, Math.round(raster.width * scale)), height: Math.max(1, Math.round(raster.height * scale)) };
  const small = await toRaster(piped(raster).resize(size.width, size.height, { fit: 'fill' }));
  const rgb = stylise(small.rgb, size.width, size.height, style, seed);
  return toRaster(piped({ ...size, rgb }).resize(raster.width, raster.height, { fit: 'fill', kernel: 'lanczos3' }));
}

/**
 * What an instruction becomes when nothing in it is an operation: the palette of a scene painted from its words,
 * broader brushwork, and a slightly closer frame.
 */
async function renewed(source: Raster, instruction: string, seed: number): Promise<Raster> {
  const painted = paint({ prompt: instruction, width: source.width, height: source.height, seed, quality: 'video' });
  const palette = await cover(painted, { width: painted.width, height: painted.height });
  const toned = withPalette(source, palette, 0.55);
  const smooth = await toRaster(piped(toned).median(5));
  const brushed = mixed(toned, smooth, {
    width: toned.width,
    height: toned.height,
    share: new Float32Array(toned.width * toned.height).fill(0.7)
  });
  const chance = hashText(`${instruction} ${seed}`);
  const closer = await zoomed(brushed, 1.08 + (chance % 8) / 100, 0.47 + (chance % 7) / 100, 0.49);
  return vignetted(graded(closer, { contrast: 0.18, saturation: 0.08, warmth: ((chance >> 8) % 5) * 0.08 - 0.16 }), 0.35);
}
