// Picture sizes in the provider's `W*H` form, and a model's rules for them.
import type { ModelInput } from './models.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels of a `W*H` text, else undefined. */
export function parseSize(value: unknown): Size | undefined {
  const match = typeof value === 'string' ? /^(\d{1,6})\*(\d{1,6})$/.exec(value) : null;
  return match ? { width: Number(match[1]), height: Number(match[2]) } : undefined;
}

/** `2048*2560`: the provider refuses any other separator. */
export function formatSize({ width, height }: Size): string {
  return `${width}*${height}`;
}

const pixels = (count: number) => count.toLocaleString('en-GB');

/** Why a size breaks the rules of a model's size input, as a sentence with the remedy; undefined when it is allowed. */
export function sizeProblem({ width, height }: Size, input: ModelInput): string | undefined {
  const min = input['x-side-min'] ?? 1;
  const max = input['x-side-max'] ?? Infinity;
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  if (short < min) return `A side of ${pixels(short)} px is too short: this model takes ${pixels(min)} to ${pixels(max)} px.`;
  if (long > max) return `A side of ${pixels(long)} px is too long: this model takes ${pixels(min)} to ${pixels(max)} px.`;
  const total = width * height;
  const least = input['x-total-pixels-min'] ?? 0;
  const most = input['x-total-pixels-max'] ?? Infinity;
  if (total < least)
    return `${width} × ${height} is ${pixels(total)} pixels: this model wants at least ${pixels(least)}. Choose a larger size.`;
  if (total > most)
    return `${width} × ${height} is ${pixels(total)} pixels: this model takes at most ${pixels(most)}. Choose a smaller size.`;
  return undefined;
}
