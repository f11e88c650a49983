// The order in which work reaches the one writer: single statements pass a few at a time, a transaction holds the gate until it ends, and
// what people wait for goes first, so that a thousand items of a batch never stand before an edit on a slow disk.

interface Waiter {
  readonly holds: boolean;
  readonly start: () => Promise<void>;
}

/** Statements that may be with the writer at once: enough to keep it busy, few for whoever is urgent to wait for. */
const MAX_PASSING = 2;

export class Gate {
  #held = false;
  #passing = 0;
  readonly #line: Waiter[] = [];
  readonly #urgent: Waiter[] = [];

  /** Starts the work as soon as no transaction holds the gate, in the order of the calls. */
  pass<T>(work: () => Promise<T>): Promise<T> {
    return this.#enter(this.#line, false, work);
  }

  /** As `pass`, but before everything else that waits; one urgent call at a time leaves room for the others. */
  passFirst<T>(work: () => Promise<T>): Promise<T> {
    return this.#enter(this.#urgent, false, work);
  }

  /** As `pass`, and then nobody else starts until `release` is called; a failure of the work opens the gate again. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#enter(this.#line, true, work);
    } catch (error) {
      this.release();
      throw error;
    }
  }

  release(): void {
    this.#held = false;
    this.#admit();
  }

  #enter<T>(line: Waiter[], holds: boolean, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      // Work starts synchronously when its turn comes: messages to the writer keep the order of the line.
      line.push({ holds, start: () => work().then(resolve, reject) });
      this.#admit();
    });
  }

  #admit(): void {
    while (!this.#held && this.#passing < MAX_PASSING) {
      const waiter = this.#urgent.shift() ?? this.#line.shift();
      if (!waiter) return;
      this.#held = waiter.holds;
      if (waiter.holds) void waiter.start();
      else {
        this.#passing++;
        void waiter.start().finally(() => {
          this.#passing--;
          this.#admit();
        });
      }
    }
  }
}
