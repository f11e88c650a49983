// The time for what moves by itself, such as rings and remaining times; it ticks only while something on screen reads it.
import { createSubscriber } from 'svelte/reactivity';

const TICK_MS = 500;

class Clock {
  readonly #subscribe = createSubscriber((update) => {
    const timer = setInterval(update, TICK_MS);
    return () => clearInterval(timer);
  });

  /** Epoch milliseconds; reading it in markup or an effect keeps it going. */
  get now(): number {
    this.#subscribe();
    return Date.now();
  }
}

export const clock = new Clock();
