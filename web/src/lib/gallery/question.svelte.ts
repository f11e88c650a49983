// A question that is put to the search again and again, as somebody types or assets change; only the newest one's answer is shown.
import type { Wanted } from './asset-index.ts';
import type { AssetEntry } from './collection.ts';
import type { Search } from './search.ts';

export class Question {
  #entries = $state.raw<readonly AssetEntry[]>();
  readonly #search: () => Search;
  #wanted: Wanted | undefined;
  #following = false;
  #running = false;
  #again = false;

  constructor(search: () => Search) {
    this.#search = search;
  }

  /** The newest answer; undefined before the first one and while nothing is asked. */
  get entries(): readonly AssetEntry[] | undefined {
    return this.#entries;
  }

  /** Asks, in place of what was asked before; `undefined` asks nothing any more. */
  ask(wanted: Wanted | undefined): void {
    this.#wanted = wanted;
    if (!wanted) {
      if (this.#entries) this.#entries = undefined;
      return;
    }
    if (!this.#following) this.#search().onLearned(() => this.#wanted && void this.#run());
    this.#following = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    while (this.#again && this.#wanted) {
      this.#again = false;
      const wanted = this.#wanted;
      const found = await this.#search().find(wanted);
      if (wanted === this.#wanted) this.#entries = found;
    }
    this.#running = false;
  }
}
