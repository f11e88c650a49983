// What webhooks brought of predictions, for whoever follows them: the follower is woken instead of asking at its next turn.
import type { Prediction } from '#area/engine';

export class Arrivals {
  readonly #waiting = new Map<string, (prediction: Prediction) => void>();

  /** News of an item's prediction. Where nobody here follows the item, asking finds it. */
  arrived(itemId: string, prediction: Prediction): void {
    this.#waiting.get(itemId)?.(prediction);
  }

  /** Waits for news of an item for as long as `paused` does; undefined when none came. Throws what `paused` throws. */
  async within(itemId: string, paused: Promise<void>): Promise<Prediction | undefined> {
    const { promise, resolve } = Promise.withResolvers<Prediction>();
    this.#waiting.set(itemId, resolve);
    try {
      return await Promise.race([promise, paused.then(() => undefined)]);
    } finally {
      this.#waiting.delete(itemId);
      paused.catch(() => undefined);
    }
  }
}
