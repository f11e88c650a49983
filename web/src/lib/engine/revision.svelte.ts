// Counts how often the known models were replaced, so that what was derived from them is derived afresh.

class Revision {
  #count = $state(0);

  /** Grows with every replacement; whoever reads it in a derivation follows it. */
  get count(): number {
    return this.#count;
  }

  next(): void {
    this.#count += 1;
  }
}

export const revision = new Revision();
