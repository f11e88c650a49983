// Work that comes round by itself: never twice at once, stopped before what it works on is closed.

interface Chore {
  /** Milliseconds between rounds; one that is not over yet is not started again. */
  readonly every: number;
  /** One round. It ends early once `stopped` is aborted. */
  readonly work: (stopped: AbortSignal) => Promise<unknown>;
}

export class Chores {
  readonly #stopping = new AbortController();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #working = new Map<string, Promise<void>>();

  /** Starts the chores, each after its first pause; a failed round is reported and the next one comes all the same. */
  constructor(chores: Readonly<Record<string, Chore>>, report: (error: unknown, chore: string) => void) {
    for (const [name, { every, work }] of Object.entries(chores)) {
      const round = () => {
        if (this.#working.has(name)) return;
        const working = work(this.#stopping.signal)
          .then(() => undefined)
          .catch((error: unknown) => report(error, name))
          .finally(() => this.#working.delete(name));
        this.#working.set(name, working);
      };
      this.#timers.push(setInterval(round, every).unref());
    }
  }

  /** Resolves once no chore works any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#working.values());
  }
}
