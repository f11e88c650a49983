// Times in bulk: millions of samples in fixed memory, read as percentiles.

/** Samples in milliseconds, exact to 0.02 ms, up to one minute. */
export class Times {
  static readonly #step = 0.02;
  readonly #bins = new Uint32Array(60_000 / Times.#step);
  #count = 0;

  add(milliseconds: number): void {
    const bin = Math.min(this.#bins.length - 1, Math.max(0, Math.floor(milliseconds / Times.#step)));
    this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
    this.#count++;
  }

  get count(): number {
    return this.#count;
  }

  /** The time that this share of the samples does not exceed; NaN without samples. */
  at(share: number): number {
    if (this.#count === 0) return NaN;
    let left = Math.ceil(this.#count * share);
    const bin = this.#bins.findIndex((count) => (left -= count) <= 0);
    return round((bin + 1) * Times.#step);
  }
}

/** The middle of a few values; NaN when one of them could not be measured. */
export function median(values: readonly number[]): number {
  if (values.some(Number.isNaN)) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** Three significant digits, or whole numbers above. */
export const round = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
