// Stops sending through a key that refuses everything, and lets a single item try whether it works again.

/** Refusals in a row after which the provider itself, not an item, counts as the reason. */
const IN_A_ROW = 3;

export interface KeyPauseOptions {
  /** First wait after the key was refused, in milliseconds. */
  readonly first: number;
  readonly longest: number;
  now(): number;
}

export class KeyPause {
  readonly #options: KeyPauseOptions;
  #until = 0;
  #times = 0;
  #refusals = 0;

  constructor(options: KeyPauseOptions) {
    this.#options = options;
  }

  /** Epoch milliseconds up to which nothing is sent. */
  get until(): number {
    return this.#until;
  }

  /** How many items may be sent now: all, one as a trial after a pause, or none. `sending` are on their way already. */
  places(all: number, sending: number): number {
    if (this.#until > this.#options.now()) return 0;
    return this.#times > 0 ? Math.max(0, 1 - sending) : all;
  }

  /** The key was refused, or its account has no credit. Refusals of one burst count once. */
  keyRefused(): void {
    const { first, longest } = this.#options;
    this.#pause(Math.min(first * 2 ** this.#times, longest));
  }

  /** The provider takes nothing for now; a few in a row hold back the others too. */
  refusedForNow(retryAfter: number): void {
    this.#refusals += 1;
    if (this.#refusals >= IN_A_ROW) this.#pause(retryAfter);
  }

  /** Something was taken or judged by itself, so the key works. */
  answered(): void {
    this.#times = 0;
    this.#refusals = 0;
  }

  #pause(ms: number): void {
    const now = this.#options.now();
    if (this.#until > now) return;
    this.#until = now + ms;
    // Beyond this the delay is at its longest anyway, and the power stays finite.
    this.#times = Math.min(this.#times + 1, 20);
  }
}
