// Remembers what was handed to the provider, so that a thousand items with one reference send it once.

/** The provider keeps uploads for seven days; a day is surely shorter. */
const GOOD_FOR = 24 * 60 * 60_000;
const REMEMBERED = 2_000;

export class Uploads {
  readonly #now: () => number;
  readonly #made = new Map<string, { at: number; url: Promise<string> }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The address under a key, made when there is none that is still good. A failure is not remembered. */
  get(key: string, make: () => Promise<string>): Promise<string> {
    const known = this.#made.get(key);
    if (known && this.#now() - known.at < GOOD_FOR) return known.url;
    const url = make();
    const entry = { at: this.#now(), url };
    this.#made.delete(key);
    this.#made.set(key, entry);
    url.catch(() => this.#made.get(key) === entry && this.#made.delete(key));
    const [oldest] = this.#made.keys();
    if (this.#made.size > REMEMBERED && oldest !== undefined) this.#made.delete(oldest);
    return url;
  }
}
