// Hints tell open pages that something changed; they carry no data, so nothing is lost when one is missed.

/** `kind` and `id` say what to fetch afresh; `revision` lets a page skip what it already has. */
export interface Hint {
  readonly kind: 'run' | 'credits' | 'me';
  readonly id: string;
  readonly revision: number;
}

type Listener = (hint: Hint) => void;

/** Delivers hints to everyone who listens to a topic (a workspace's or a user's id), in process. */
export class Hints {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** Listens to a topic; the answer stops listening. */
  listen(topic: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(topic);
    };
  }

  publish(topic: string, hint: Hint): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener(hint);
  }
}
