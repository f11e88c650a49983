// Reads the provider's history once for many items that lost their answers together, as after a crash.
import type { Engine, Prediction } from '#area/engine';
import { Places } from './places.ts';

/** How much further than asked a reading reaches on both sides, so that it serves what was sent shortly before or after, in milliseconds. */
const MARGIN = 30_000;

interface Reading {
  readonly from: number;
  readonly to: number;
  /** When reading began, and when it was done: what was sent in between may be missing. */
  readonly at: number;
  readonly readAt: number;
  readonly predictions: Prediction[];
}

export class Histories {
  readonly #engine: Engine;
  readonly #goodFor: number;
  readonly #now: () => number;
  readonly #turn = new Places(1);
  readonly #readings = new Map<string, Reading>();

  /** `goodFor`: milliseconds for which a reading is used again. */
  constructor(engine: Engine, goodFor: number, now: () => number) {
    this.#engine = engine;
    this.#goodFor = goodFor;
    this.#now = now;
  }

  /** Predictions of a model in a window (epoch milliseconds), as they were at some moment since `since`. */
  read(model: string, from: number, to: number, since: number): Promise<Prediction[]> {
    return this.#turn.within(async () => {
      const known = this.#readings.get(model);
      const serves = known && known.from <= from && known.to >= to && known.at >= since && this.#now() - known.readAt < this.#goodFor;
      const reading = serves ? known : await this.#fetch(model, from - MARGIN, to + MARGIN);
      return reading.predictions.filter(({ createdAt }) => createdAt === 0 || (createdAt >= from && createdAt <= to));
    });
  }

  async #fetch(model: string, from: number, to: number): Promise<Reading> {
    const at = this.#now();
    const predictions = await this.#engine.history({ model, from, to });
    const reading = { from, to, at, readAt: this.#now(), predictions };
    this.#readings.set(model, reading);
    return reading;
  }
}
