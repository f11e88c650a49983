// Tells the subject of a picture from what stands behind it, by colour and place.
import { clamp, ease } from '../painting/noise.ts';
import { guide, smoothed } from './guided.ts';
import { luma, piped, resizeMask, toRaster, type Mask, type Raster } from '../drawing/raster.ts';

/** Long side of the small copy on which the decision is made. */
const WORK = 192;
const BINS = 16;
const ROUNDS = 3;

/**
 * How much each pixel belongs to the subject, at the raster's size, with soft edges that follow the picture's.
 * First guess: what differs from a smooth continuation of the picture's border. Then two colour histograms, of subject
 * and background, decide again a few times. Finally the edges are snapped to the picture's.
 */
export async function matteOf(raster: Raster): Promise<Mask> {
  const scale = WORK / Math.max(raster.width, raster.height);
  const width = Math.max(8, Math.round(raster.width * scale));
  const height = Math.max(8, Math.round(raster.height * scale));
  const small = await toRaster(piped(raster).resize(width, height, { fit: 'fill' }).median(3));
  const first = firstGuess(small);
  let share = first;
  for (let round = 0; round < ROUNDS; round++) share = smoothed(decide(small, first, share), width, height, 1);
  share = largest(small, share, first);
  const guided = guide(small, share, 4, 1e-3 * 255 * 255);
  for (let i = 0; i < guided.length; i++) guided[i] = ease(0.3, 0.72, guided[i]!);
  return sharpenEdges(raster, { width, height, share: guided });
}

/** Distance in colour from a background that is fitted to the border: a quadratic in x and y for each channel. */
function firstGuess({ width, height, rgb }: Raster): Float32Array {
  // Not the middle of the lower edge: busts and tables leave the picture there.
  const inBorder = (x: number, y: number) => {
    const side = Math.min(x, width - 1 - x) / width;
    return side < 0.07 || y < height * 0.08 || (y >= height * 0.96 && side < 0.16);
  };
  const border: number[] = [];
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (inBorder(x, y)) border.push(y * width + x);
  const backgrounds = [0, 1, 2].map((channel) => fitQuadratic(border, width, height, (at) => rgb[at * 3 + channel]!));
  const distance = new Float32Array(width * height);
  for (let i = 0; i < distance.length; i++) {
    distance[i] = unlike(rgb, i * 3, backgrounds[0]![i]!, backgrounds[1]![i]!, backgrounds[2]![i]!);
  }
  const spread = border.map((at) => distance[at]!).sort((a, b) => a - b)[Math.floor(border.length * 0.8)] ?? 10;
  const share = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const middle = centrality(x / width, y / height);
      share[i] = clamp(ease(spread * 0.9 + 6, spread * 2.2 + 34, distance[i]!) * (0.62 + 0.5 * middle) + 0.1 * (middle - 0.5), 0, 1);
    }
  }
  return share;
}

/** How unlike a background colour a pixel is; the same colour in shade or in light is hardly unlike. */
function unlike(rgb: Uint8Array, at: number, r: number, g: number, b: number): number {
  const length = r * r + g * g + b * b + 1;
  const lit = (rgb[at]! * r + rgb[at + 1]! * g + rgb[at + 2]! * b) / length;
  const shade = clamp(lit, 0.36, 2.1);
  const colour = Math.hypot(rgb[at]! - shade * r, rgb[at + 1]! - shade * g, rgb[at + 2]! - shade * b);
  return colour * 1.5 + Math.abs(shade - 1) * 0.1 * Math.sqrt(length);
}

/** 1 in the middle of the picture, falling to 0 at its border; subjects stand a little below the middle. */
function centrality(x: number, y: number): number {
  return ease(1, 0.25, Math.hypot((x - 0.5) * 2, (y - 0.56) * (y < 0.56 ? 1.8 : 1)));
}

function fitQuadratic(at: readonly number[], width: number, height: number, value: (at: number) => number): Float32Array {
  const terms = (i: number): number[] => {
    const x = ((i % width) / width) * 2 - 1;
    const y = (Math.floor(i / width) / height) * 2 - 1;
    return [1, x, y, x * x, x * y, y * y];
  };
  const size = 6;
  let weights = new Float64Array(at.length).fill(1);
  let solution: number[] = new Array<number>(size).fill(0);
  // Twice: the second time what lies far off the first fit counts less, since the subject may touch the border.
  for (let pass = 0; pass < 2; pass++) {
    const matrix = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0));
    at.forEach((i, n) => {
      const t = terms(i);
      const v = value(i);
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) matrix[row]![column]! += weights[n]! * t[row]! * t[column]!;
        matrix[row]![size]! += weights[n]! * t[row]! * v;
      }
    });
    solution = solve(matrix);
    weights = Float64Array.from(at, (i) => {
      const error = value(i) - terms(i).reduce((sum, term, n) => sum + term * solution[n]!, 0);
      return 1 / (1 + (error / 14) ** 2);
    });
  }
  const fitted = new Float32Array(width * height);
  for (let i = 0; i < fitted.length; i++)
    fitted[i] = clamp(
      terms(i).reduce((sum, term, n) => sum + term * solution[n]!, 0),
      0,
      255
    );
  return fitted;
}

/** Gauss elimination of a small system whose last column is the right side. */
function solve(matrix: number[][]): number[] {
  const size = matrix.length;
  for (let pivot = 0; pivot < size; pivot++) {
    let best = pivot;
    for (let row = pivot + 1; row < size; row++) if (Math.abs(matrix[row]![pivot]!) > Math.abs(matrix[best]![pivot]!)) best = row;
    [matrix[pivot], matrix[best]] = [matrix[best]!, matrix[pivot]!];
    const lead = matrix[pivot]![pivot]! || 1e-9;
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const factor = matrix[row]![pivot]! / lead;
      for (let column = pivot; column <= size; column++) matrix[row]![column]! -= factor * matrix[pivot]![column]!;
    }
  }
  return matrix.map((row, i) => row[size]! / (row[i]! || 1e-9));
}

/** Weighs the colours of what was taken for subject and for background, and asks each pixel again. */
function decide({ width, height, rgb }: Raster, first: Float32Array, share: Float32Array): Float32Array {
  const subject = new Float32Array(BINS ** 3);
  const background = new Float32Array(BINS ** 3);
  const bin = (i: number) => binOf(rgb[i * 3]!, rgb[i * 3 + 1]!, rgb[i * 3 + 2]!);
  let subjects = 1;
  let backgrounds = 1;
  for (let i = 0; i < share.length; i++) {
    subject[bin(i)]! += share[i]!;
    background[bin(i)]! += 1 - share[i]!;
    subjects += share[i]!;
    backgrounds += 1 - share[i]!;
  }
  spreadBins(subject);
  spreadBins(background);
  const next = new Float32Array(share.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const s = subject[bin(i)]! / subjects + 1e-5;
      const b = background[bin(i)]! / backgrounds + 1e-5;
      const place = 0.28 + 0.5 * centrality(x / width, y / height);
      const odds = (s * place) / (s * place + b * (1 - place));
      next[i] = 0.2 * share[i]! + 0.38 * first[i]! + 0.42 * odds;
    }
  }
  return next;
}

/** Brightness coarsely and two colour differences finely, since shadows change the one and not the others. */
function binOf(r: number, g: number, b: number): number {
  const y = r * 0.299 + g * 0.587 + b * 0.114;
  const tone = (difference: number) => Math.round(clamp(7.5 + (difference / (y + 40)) * 16, 0, BINS - 1));
  return (Math.floor(y / 40) * BINS + tone(r - y)) * BINS + tone(b - y);
}

/** Blurs a colour histogram by one bin, so that a shade beside a known one is known too. */
function spreadBins(bins: Float32Array): void {
  for (const step of [1, BINS, BINS * BINS]) {
    const copy = Float32Array.from(bins);
    for (let i = 0; i < bins.length; i++) {
      const at = Math.floor(i / step) % BINS;
      bins[i] = copy[i]! * 0.6 + (at > 0 ? copy[i - step]! * 0.2 : 0) + (at < BINS - 1 ? copy[i + step]! * 0.2 : 0);
    }
  }
}

/**
 * Keeps the largest piece and others of some size that were unlike the background from the beginning and have an
 * outline, and fills holes that do not reach the border. What fails this is mostly light that falls on a wall.
 */
function largest(small: Raster, share: Float32Array, first: Float32Array): Float32Array {
  const { width, height } = small;
  const labels = new Int32Array(share.length).fill(-1);
  const pieces: { size: number; inside: boolean; border: boolean; sides: boolean; unlike: number; edge: number; steps: number }[] = [];
  const stack: number[] = [];
  for (let start = 0; start < share.length; start++) {
    if (labels[start] !== -1) continue;
    const inside = share[start]! >= 0.5;
    const piece = { size: 0, inside, border: false, sides: false, unlike: 0, edge: 0, steps: 0 };
    const label = pieces.push(piece) - 1;
    labels[start] = label;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      piece.size++;
      piece.unlike += first[at]!;
      const x = at % width;
      if (x === 0 || x === width - 1) piece.sides = true;
      if (piece.sides || at < width || at >= share.length - width) piece.border = true;
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next < 0 || next >= share.length) continue;
        if (share[next]! >= 0.5 !== inside) {
          piece.edge += steepness(small, at);
          piece.steps++;
          continue;
        }
        if (labels[next] !== -1) continue;
        labels[next] = label;
        stack.push(next);
      }
    }
  }
  const subjects = pieces.filter(({ inside }) => inside);
  const outline = ({ edge, steps }: { edge: number; steps: number }) => edge / Math.max(1, steps);
  const main = subjects.reduce<(typeof pieces)[number] | undefined>(
    (best, piece) => (!best || piece.size * outline(piece) > best.size * outline(best) ? piece : best),
    undefined
  );
  const kept = share.slice();
  for (let i = 0; i < kept.length; i++) {
    const piece = pieces[labels[i]!]!;
    const { size, inside, border, unlike: sum } = piece;
    if (
      main &&
      inside &&
      piece !== main &&
      (piece.sides || size * 14 < main.size || sum / size < 0.3 || outline(piece) < outline(main) * 0.45)
    )
      kept[i] = 0;
    if (!inside && !border && size < (width * height) / 60) kept[i] = 1;
  }
  return kept;
}

/** Largest step in brightness within two pixels. */
function steepness({ width, height, rgb }: Raster, at: number): number {
  const x = at % width;
  const y = Math.floor(at / width);
  const level = (px: number, py: number) => luma(rgb, (clamp(py, 0, height - 1) * width + clamp(px, 0, width - 1)) * 3);
  return Math.max(Math.abs(level(x - 1, y) - level(x + 1, y)), Math.abs(level(x, y - 1) - level(x, y + 1)));
}

/** Brings the small mask to the raster's size, following its edges at a middle size. */
async function sharpenEdges(raster: Raster, mask: Mask): Promise<Mask> {
  const scale = Math.min(1, 900 / Math.max(raster.width, raster.height));
  const width = Math.round(raster.width * scale);
  const height = Math.round(raster.height * scale);
  const middle = await toRaster(piped(raster).resize(width, height, { fit: 'fill' }));
  const { share } = await resizeMask(mask, width, height);
  const guided = guide(middle, share, Math.max(2, Math.round(width / 120)), 2e-4 * 255 * 255);
  for (let i = 0; i < guided.length; i++) guided[i] = ease(0.28, 0.8, guided[i]!);
  return resizeMask({ width, height, share: guided }, raster.width, raster.height);
}
