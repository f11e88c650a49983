// How long items take by model, as measured: the middle of the last ones, for expected ends.

/** Measures remembered of each model. */
const REMEMBERED = 30;
/** Milliseconds before anything was measured. */
const GUESS = { sandbox: 1_500, image: 15_000, video: 90_000 };

export class Pace {
  readonly #took = new Map<string, number[]>();

  /** An item of this model was sent and ended after so many milliseconds. */
  saw(model: string, ms: number): void {
    const known = this.#took.get(model) ?? [];
    this.#took.set(model, [...known, Math.max(0, ms)].slice(-REMEMBERED));
  }

  /** Milliseconds that an item of this model takes. */
  of(model: string, kind: keyof typeof GUESS): number {
    const known = (this.#took.get(model) ?? []).toSorted((a, b) => a - b);
    return known[Math.floor(known.length / 2)] ?? GUESS[kind];
  }
}
