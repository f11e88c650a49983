// Continues a picture into a hole with pieces of itself: patches are matched and voted from coarse to fine
// (PatchMatch by Barnes et al., 2009; completion by Wexler et al., 2007).
import { clamp } from '../painting/noise.ts';
import { Dice } from '../painting/random.ts';
import { piped, resizeMask, toRaster, type Mask, type Raster } from '../drawing/raster.ts';

const RADIUS = 3;
/** Long sides of the copies on which patches are matched, and how often each is matched and voted. */
const LEVELS: readonly (readonly [side: number, rounds: number])[] = [
  [40, 8],
  [80, 6],
  [160, 4]
];

interface Level {
  readonly width: number;
  readonly height: number;
  readonly rgb: Float32Array;
  /** 1 where the picture is unknown. */
  readonly hole: Uint8Array;
  /** 1 where a whole patch around the pixel is known. */
  readonly whole: Uint8Array;
  /** 1 where a patch around the pixel touches the hole. */
  readonly touched: Uint8Array;
  /** How much a patch's proposal counts: less and less towards the middle of the hole, so that filling grows inwards. */
  readonly trust: Float32Array;
}

/** For each touched pixel the index of the pixel whose patch looks most like its own. */
type Field = Int32Array;

export interface Completion {
  /** The whole picture with the hole filled, small and smooth. */
  readonly coarse: Raster;
  /** Where the content of a small pixel comes from, in small pixels: x and y to add; 0 where it is known. */
  readonly offsets: Int16Array;
}

/** Fills the hole on a small copy of the picture; undefined when too little is known to learn from. `start` is a first guess. */
export async function completed(raster: Raster, start: Raster, mask: Mask): Promise<Completion | undefined> {
  const dice = new Dice(0x9a7c4);
  let before: { level: Level; field: Field } | undefined;
  for (const [side, rounds] of LEVELS) {
    const level = await levelOf(raster, start, mask, side);
    const sources = indices(level.whole);
    if (sources.length < 60) return undefined;
    const field = before ? enlarged(before, level, sources, dice) : grown(level, sources);
    if (before) vote(level, field);
    for (let round = 0; round < rounds; round++) {
      match(level, field, dice, round % 2 === 1);
      vote(level, field);
    }
    before = { level, field };
  }
  return before && finished(before.level, before.field);
}

async function levelOf(raster: Raster, start: Raster, mask: Mask, side: number): Promise<Level> {
  const scale = Math.min(1, side / Math.max(raster.width, raster.height));
  const width = Math.max(2 * RADIUS + 2, Math.round(raster.width * scale));
  const height = Math.max(2 * RADIUS + 2, Math.round(raster.height * scale));
  const small = await toRaster(piped(start).resize(width, height, { fit: 'fill' }));
  const { share } = await resizeMask(mask, width, height);
  const hole = Uint8Array.from(share, (value) => (value > 0.08 ? 1 : 0));
  const touched = new Uint8Array(hole.length);
  const whole = new Uint8Array(hole.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let any = 0;
      for (let dy = -RADIUS; dy <= RADIUS; dy++) {
        for (let dx = -RADIUS; dx <= RADIUS; dx++) {
          const [sx, sy] = [x + dx, y + dy];
          if (sx >= 0 && sy >= 0 && sx < width && sy < height) any |= hole[sy * width + sx]!;
        }
      }
      const inside = x >= RADIUS && y >= RADIUS && x < width - RADIUS && y < height - RADIUS;
      touched[y * width + x] = any;
      whole[y * width + x] = any === 0 && inside ? 1 : 0;
    }
  }
  return { width, height, rgb: Float32Array.from(small.rgb), hole, whole, touched, trust: trusted(hole, width) };
}

/** Falls by a fifth with each pixel from the hole's edge. */
function trusted(hole: Uint8Array, width: number): Float32Array {
  const trust = Float32Array.from(hole, (unknown) => (unknown === 1 ? 0 : 1));
  let ring = indices(hole).filter((i) => [i - 1, i + 1, i - width, i + width].some((next) => hole[next] === 0));
  for (let value = 0.8; ring.length > 0; value *= 0.8) {
    for (const i of ring) trust[i] = value;
    ring = [...new Set(ring.flatMap((i) => [i - 1, i + 1, i - width, i + width]))].filter((i) => hole[i] === 1 && trust[i] === 0);
  }
  return trust;
}

function indices(marks: Uint8Array): number[] {
  const found: number[] = [];
  for (let i = 0; i < marks.length; i++) if (marks[i] === 1) found.push(i);
  return found;
}

/** Fills the coarsest level ring by ring from its edge, so that lines which meet the hole go on in it. */
function grown(level: Level, sources: readonly number[]): Field {
  const { hole, trust, rgb, touched } = level;
  const known = Uint8Array.from(hole, (unknown) => 1 - unknown);
  const field = new Int32Array(hole.length).fill(-1);
  const order = indices(touched).sort((a, b) => trust[b]! - trust[a]!);
  for (let at = 0; at < order.length;) {
    const ring: number[] = [];
    for (const value = trust[order[at]!]!; at < order.length && trust[order[at]!] === value; at++) ring.push(order[at]!);
    for (const i of ring) {
      let best = Infinity;
      for (const source of sources) {
        const found = difference(level, i, source, best, known);
        if (found < best) [best, field[i]] = [found, source];
      }
    }
    for (const i of ring) {
      if (known[i] === 1) continue;
      for (let c = 0; c < 3; c++) rgb[i * 3 + c] = rgb[field[i]! * 3 + c]!;
      known[i] = 1;
    }
  }
  return field;
}

/** The coarser level's field at twice the size. */
function enlarged({ level: from, field }: { level: Level; field: Field }, to: Level, sources: readonly number[], dice: Dice): Field {
  const [sx, sy] = [from.width / to.width, from.height / to.height];
  return Int32Array.from(to.touched, (touched, i) => {
    if (touched === 0) return -1;
    const [x, y] = [i % to.width, Math.floor(i / to.width)];
    const at = Math.min(from.height - 1, Math.floor(y * sy)) * from.width + Math.min(from.width - 1, Math.floor(x * sx));
    const source = field[at]!;
    if (source < 0) return dice.pick(sources);
    const dx = Math.round(((source % from.width) - (at % from.width)) / sx);
    const dy = Math.round((Math.floor(source / from.width) - Math.floor(at / from.width)) / sy);
    const moved = clamp(y + dy, 0, to.height - 1) * to.width + clamp(x + dx, 0, to.width - 1);
    return to.whole[moved] === 1 ? moved : dice.pick(sources);
  });
}

/** Mean squared difference of two patches, where the target is known; Infinity once it exceeds `best`. */
function difference({ width, height, rgb }: Level, target: number, source: number, best: number, known?: Uint8Array): number {
  const tx = target % width;
  const ty = (target - tx) / width;
  let sum = 0;
  let count = 0;
  for (let dy = -RADIUS; dy <= RADIUS; dy++) {
    const y = ty + dy;
    if (y < 0 || y >= height) continue;
    for (let dx = -RADIUS; dx <= RADIUS; dx++) {
      const x = tx + dx;
      if (x < 0 || x >= width) continue;
      if (known && known[y * width + x] === 0) continue;
      const a = (y * width + x) * 3;
      const b = (source + dy * width + dx) * 3;
      const r = rgb[a]! - rgb[b]!;
      const g = rgb[a + 1]! - rgb[b + 1]!;
      const l = rgb[a + 2]! - rgb[b + 2]!;
      sum += r * r + g * g + l * l;
      count++;
    }
    if (sum > best * 49) return Infinity;
  }
  return count === 0 ? 1e6 : sum / count;
}

/** One pass: each pixel tries its neighbours' sources, then random ones ever nearer to its own. */
function match(level: Level, field: Field, dice: Dice, backwards: boolean): void {
  const { width, height, touched, whole } = level;
  const step = backwards ? 1 : -1;
  const count = width * height;
  for (let n = 0; n < count; n++) {
    const i = backwards ? count - 1 - n : n;
    if (touched[i] !== 1) continue;
    let source = field[i]!;
    let best = difference(level, i, source, Infinity);
    const offer = (candidate: number) => {
      if (candidate < 0 || candidate >= count || whole[candidate] !== 1) return;
      const found = difference(level, i, candidate, best);
      if (found < best) [best, source] = [found, candidate];
    };
    const x = i % width;
    if (x + step >= 0 && x + step < width && field[i + step]! >= 0) offer(field[i + step]! - step);
    const vertical = i + step * width;
    if (vertical >= 0 && vertical < count && field[vertical]! >= 0) offer(field[vertical]! - step * width);
    for (let reach = Math.max(width, height); reach >= 1; reach = Math.floor(reach / 2)) {
      const sx = clamp((source % width) + dice.whole(-reach, reach), 0, width - 1);
      const sy = clamp(Math.floor(source / width) + dice.whole(-reach, reach), 0, height - 1);
      offer(sy * width + sx);
    }
    field[i] = source;
  }
}

/** Each pixel of the hole becomes the weighted mean of what all patches around it propose. */
function vote(level: Level, field: Field): void {
  const { width, height, rgb, hole, touched, trust } = level;
  const differences = field.map((source, i) => (source < 0 ? -1 : difference(level, i, source, Infinity)));
  const known = differences.filter((value) => value >= 0).sort();
  const typical = Math.max(12, known[Math.floor(known.length * 0.75)] ?? 12);
  const sums = new Float32Array(rgb.length);
  const weights = new Float32Array(hole.length);
  for (let i = 0; i < field.length; i++) {
    if (touched[i] !== 1) continue;
    const source = field[i]!;
    const weight = trust[i]! * Math.exp(-differences[i]! / (2 * typical)) + 1e-9;
    const x = i % width;
    const y = Math.floor(i / width);
    for (let dy = -RADIUS; dy <= RADIUS; dy++) {
      for (let dx = -RADIUS; dx <= RADIUS; dx++) {
        if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
        const to = i + dy * width + dx;
        if (hole[to] !== 1) continue;
        const from = (source + dy * width + dx) * 3;
        weights[to]! += weight;
        sums[to * 3]! += rgb[from]! * weight;
        sums[to * 3 + 1]! += rgb[from + 1]! * weight;
        sums[to * 3 + 2]! += rgb[from + 2]! * weight;
      }
    }
  }
  for (let i = 0; i < hole.length; i++) {
    if (hole[i] !== 1 || weights[i] === 0) continue;
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = sums[i * 3 + c]! / weights[i]!;
  }
}

function finished({ width, height, rgb, hole }: Level, field: Field): Completion {
  const offsets = new Int16Array(hole.length * 2);
  for (let i = 0; i < hole.length; i++) {
    const source = field[i]!;
    if (hole[i] !== 1 || source < 0) continue;
    offsets[i * 2] = (source % width) - (i % width);
    offsets[i * 2 + 1] = Math.floor(source / width) - Math.floor(i / width);
  }
  return { coarse: { width, height, rgb: Uint8Array.from(rgb, (value) => clamp(Math.round(value), 0, 255)) }, offsets };
}
