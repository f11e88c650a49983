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
  readonly #streams = new Map<string, Set<() => void>>();

  /** Listens to a topic; the answer stops listening. */
  listen(topic: string, listener: Listener): () => void {
    return put(this.#listeners, topic, listener);
  }

  /** Hears when the user loses the workspace; the answer stops listening. */
  onEnd(userId: string, workspaceId: string, end: () => void): () => void {
    return put(this.#streams, `${userId}/${workspaceId}`, end);
  }

  /** Ends the user's streams of a workspace. */
  endFor(userId: string, workspaceId: string): void {
    for (const end of this.#streams.get(`${userId}/${workspaceId}`) ?? []) end();
  }

  publish(topic: string, hint: Hint): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener(hint);
  }
}

function put<Value>(sets: Map<string, Set<Value>>, key: string, value: Value): () => void {
  const set = sets.get(key) ?? new Set<Value>();
  sets.set(key, set.add(value));
  return () => {
    set.delete(value);
    if (set.size === 0) sets.delete(key);
  };
}
