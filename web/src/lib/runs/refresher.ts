// Fetches what hints name, at most once in a while for each run, and always once more when a hint came during a fetch.

/** Milliseconds between two fetches of one run: eyes need no more than four a second. */
const PAUSE_MS = 250;

export class Refresher {
  readonly #fetch: (id: string) => Promise<void>;
  readonly #pauseMs: number;
  /** Runs that are being fetched or rest after a fetch; true when another fetch is wanted. */
  readonly #active = new Map<string, boolean>();

  /** `fetch` must deal with its own failures. */
  constructor(fetch: (id: string) => Promise<void>, pauseMs = PAUSE_MS) {
    this.#fetch = fetch;
    this.#pauseMs = pauseMs;
  }

  /** Fetches the run now, or once its present fetch and pause are over. */
  want(id: string): void {
    if (this.#active.has(id)) {
      this.#active.set(id, true);
      return;
    }
    this.#active.set(id, false);
    void this.#run(id);
  }

  async #run(id: string): Promise<void> {
    do {
      this.#active.set(id, false);
      await this.#fetch(id);
      await new Promise((resolve) => setTimeout(resolve, this.#pauseMs));
    } while (this.#active.get(id));
    this.#active.delete(id);
  }
}
