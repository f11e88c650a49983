// Brings several references into one picture: as a collage, as a palette, or as objects in one scene.
import sharp from 'sharp';
import { clamp, ease } from '../painting/noise.ts';
import type { Size } from 'shared/engine';
import { cover, mixed, piped, resizeMask, toRaster, type Decoded, type Mask, type Raster } from '../drawing/raster.ts';
import { withPalette } from './backdrop.ts';
import { matteOf } from './matte.ts';

/**
 * One picture of `size` out of all references, the first of which leads. “In the style of image 2” and its like take
 * colours only; “collage”, “grid” or “side by side”, and more than four pictures, make a collage; else the others
 * become objects in the first.
 */
export async function composed(references: readonly Decoded[], instruction: string, size: Size): Promise<Raster> {
  const [base, ...others] = references;
  if (!base) throw new Error('There is no reference to compose.');
  const first = await cover(base, size);
  if (others.length === 0) return first;
  const words = instruction.toLowerCase();
  if (/\b(collage|grid|side by side|diptych|triptych|mosaic|contact sheet|mood ?board|split)\b/.test(words) || others.length > 3) {
    return collage(references, size);
  }
  const looks = stylesAmong(words, others.length);
  let picture = first;
  for (const index of looks) picture = withPalette(picture, others[index]!, 0.8);
  const objects = others.filter((_, index) => !looks.includes(index));
  for (const [index, object] of objects.entries()) picture = await inset(picture, object, index, objects.length);
  return picture;
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];

/** Which of the further references (from 0) are named as a style, palette or look. */
function stylesAmong(words: string, count: number): number[] {
  const look = '(style|palette|colou?rs?|look|mood|light\\w*|grading)';
  const named = Array.from({ length: count }, (_, index) => index).filter((index) => {
    const which = `((image|figure|picture|reference|photo)\\s*#?${index + 2}|(the )?${ordinals[index + 1] ?? ''} (image|figure|picture|reference|photo))`;
    return new RegExp(`\\b${look}\\b[^.,;]{0,24}\\b${which}\\b|\\b${which}('s)?[^.,;]{0,16}\\b${look}\\b`).test(words);
  });
  if (named.length === 0 && count === 1 && /\b(in|with|use|apply|match) (the )?(same )?(style|palette|look|colou?rs)\b/.test(words))
    return [0];
  return named;
}

/** Tiles all references into the size: one large and a row of others, with narrow gaps of paper. */
async function collage(references: readonly Raster[], { width, height }: Size): Promise<Raster> {
  const gap = Math.max(2, Math.round(Math.min(width, height) / 90));
  const paper = { r: 242, g: 238, b: 230 };
  const tiles = layout(references.length, width, height, gap);
  const placed = await Promise.all(
    tiles.map(async (tile, index) => {
      const picture = await cover(references[index]!, tile);
      return {
        input: Buffer.from(picture.rgb),
        raw: { width: tile.width, height: tile.height, channels: 3 as const },
        left: tile.left,
        top: tile.top
      };
    })
  );
  return toRaster(sharp({ create: { width, height, channels: 3, background: paper } }).composite(placed));
}

interface Tile extends Size {
  readonly left: number;
  readonly top: number;
}

/** Rows of tiles, the first row with fewer and so larger ones; tall pictures are laid out in columns instead. */
function layout(count: number, width: number, height: number, gap: number): Tile[] {
  if (height > width * 1.15)
    return layout(count, height, width, gap).map(({ left, top, width: w, height: h }) => ({ left: top, top: left, width: h, height: w }));
  const rows = count <= 3 ? 1 : count <= 8 ? 2 : 3;
  const perRow = Array.from({ length: rows }, (_, row) => Math.floor((count * (row + 1)) / rows) - Math.floor((count * row) / rows));
  const tiles: Tile[] = [];
  const rowHeight = Math.floor((height - gap * (rows + 1)) / rows);
  for (const [row, inRow] of perRow.entries()) {
    // In a single row the first picture leads with more room.
    const shares = rows === 1 ? Array.from({ length: inRow }, (_, n) => (n === 0 ? 1.5 : 1)) : Array.from({ length: inRow }, () => 1);
    const all = shares.reduce((sum, share) => sum + share, 0);
    const room = width - gap * (inRow + 1);
    let left = gap;
    for (const share of shares) {
      const tileWidth = Math.max(1, Math.floor((room * share) / all));
      tiles.push({ left, top: gap + row * (rowHeight + gap), width: tileWidth, height: Math.max(1, rowHeight) });
      left += tileWidth + gap;
    }
  }
  return tiles;
}

/** Sets the object of a reference into the picture: cut out softly, in the picture's light, with a shadow on the ground. */
async function inset(picture: Raster, object: Decoded, index: number, count: number): Promise<Raster> {
  const { width, height } = picture;
  const matte = object.alpha ?? (await matteOf(object));
  const box = bounds(matte);
  const cut = await toRaster(piped(object).extract(box));
  const cutMatte = cropped(matte, box);
  const solid = cutMatte.share.reduce((sum, share) => sum + share, 0) / cutMatte.share.length;
  const reach = Math.min((width * (count === 1 ? 0.4 : 0.32)) / box.width, (height * 0.5) / box.height);
  const w = Math.max(2, Math.round(box.width * reach));
  const h = Math.max(2, Math.round(box.height * reach));
  const places = count === 1 ? [0.72] : count === 2 ? [0.24, 0.77] : [0.2, 0.8, 0.5];
  const left = Math.round(clamp((places[index] ?? 0.5) * width - w / 2, 0, width - w));
  const top = Math.round(clamp(height * 0.9 - h, 0, height - h));
  const toned = withPalette(await toRaster(piped(cut).resize(w, h, { fit: 'fill', kernel: 'lanczos3' })), picture, 0.28);
  const edges = await resizeMask(cutMatte, w, h, 0.6);
  // What fills its box has no outline of its own: its border fades out instead.
  if (solid > 0.86) fade(edges);
  const over = Uint8Array.from(picture.rgb);
  const share = new Float32Array(width * height);
  const shade = new Float32Array(width * height);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const to = (top + y) * width + left + x;
      share[to] = edges.share[y * w + x]!;
      for (let c = 0; c < 3; c++) over[to * 3 + c] = toned.rgb[(y * w + x) * 3 + c]!;
    }
  }
  const foot = top + h;
  for (let y = Math.max(0, foot - Math.round(h * 0.12)); y < Math.min(height, foot + Math.round(h * 0.08)); y++) {
    for (let x = Math.max(0, left - w); x < Math.min(width, left + 2 * w); x++) {
      const across = (x - left - w / 2) / (w * 0.52);
      const along = (y - foot + h * 0.02) / (h * 0.07);
      shade[y * width + x] = 0.5 * ease(1, 0, Math.hypot(across, along));
    }
  }
  const ground = Uint8Array.from(picture.rgb);
  for (let i = 0; i < ground.length; i++) ground[i] = ground[i]! * (1 - shade[(i / 3) | 0]!);
  return mixed({ width, height, rgb: ground }, { width, height, rgb: over }, { width, height, share });
}

/** The smallest box around what a mask marks; the whole when it marks almost nothing. */
function bounds({ width, height, share }: Mask): { left: number; top: number; width: number; height: number } {
  let [x0, y0, x1, y1] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (share[y * width + x]! < 0.5) continue;
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
    }
  }
  if (x1 - x0 < width / 10 || y1 - y0 < height / 10) return { left: 0, top: 0, width, height };
  return { left: x0, top: y0, width: x1 - x0 + 1, height: y1 - y0 + 1 };
}

function cropped(mask: Mask, { left, top, width, height }: { left: number; top: number; width: number; height: number }): Mask {
  const share = new Float32Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) share[y * width + x] = mask.share[(top + y) * mask.width + left + x]!;
  return { width, height, share };
}

function fade({ width, height, share }: Mask): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = Math.min(x, width - 1 - x, y, height - 1 - y) / Math.min(width, height);
      share[y * width + x]! *= ease(0, 0.12, inside);
    }
  }
}
