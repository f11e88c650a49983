// The order in which work reaches the one writer: single statements pass at once, a transaction holds the gate until it ends.

interface Waiter {
  readonly holds: boolean;
  readonly start: () => void;
}

export class Gate {
  #held = false;
  readonly #line: Waiter[] = [];

  /** Starts the work as soon as no transaction holds the gate, in the order of the calls. */
  pass<T>(work: () => Promise<T>): Promise<T> {
    return this.#enter(false, work);
  }

  /** As `pass`, and then nobody else starts until `release` is called; a failure of the work opens the gate again. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#enter(true, work);
    } catch (error) {
      this.release();
      throw error;
    }
  }

  release(): void {
    this.#held = false;
    while (!this.#held && this.#line.length > 0) this.#admit(this.#line.shift() as Waiter);
  }

  #enter<T>(holds: boolean, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      // Work starts synchronously when its turn comes: messages to the writer keep the order of the line.
      const waiter = { holds, start: () => void work().then(resolve, reject) };
      if (this.#held) this.#line.push(waiter);
      else this.#admit(waiter);
    });
  }

  #admit(waiter: Waiter): void {
    this.#held = waiter.holds;
    waiter.start();
  }
}
