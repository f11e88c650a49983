// Who may work when: a few pieces of heavy work at once, and one at a time on the same blob.

export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** `atOnce`: how many pieces of work may run at the same time. */
  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Runs the work when its turn comes and passes on its result or error. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}

export class Locks {
  readonly #tails = new Map<string, Promise<void>>();

  /** Runs the work while nobody else holds one of the keys. All are taken in one step, so that two holders never wait for each other. */
  async hold<Result>(keys: readonly string[], work: () => Promise<Result>): Promise<Result> {
    const before = keys.map((key) => this.#tails.get(key));
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const key of keys) this.#tails.set(key, promise);
    await Promise.all(before);
    try {
      return await work();
    } finally {
      resolve();
      for (const key of keys) if (this.#tails.get(key) === promise) this.#tails.delete(key);
    }
  }
}
