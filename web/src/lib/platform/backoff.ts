// How long to wait before trying again, spread so that a restarted server is not met by every device at once.

/**
 * Milliseconds to wait before attempt `attempt` (from 0): doubles from `base` to `most`, then a random half of it is taken off.
 * `random` answers a number from 0 up to 1.
 */
export function backoff(attempt: number, base = 500, most = 30_000, random: () => number = Math.random): number {
  const full = Math.min(most, base * 2 ** Math.min(attempt, 30));
  return full - (full / 2) * random();
}
