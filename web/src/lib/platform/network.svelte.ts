// What is known about the way to the server, learnt from real requests and sockets.

export type NetworkState = 'unknown' | 'online' | 'offline';

class Network {
  #state = $state.raw<NetworkState>('unknown');
  readonly #listeners = new Set<(state: NetworkState) => void>();

  constructor() {
    if (typeof addEventListener !== 'function') return;
    addEventListener('offline', () => this.failed());
    // `online` and `navigator.onLine` only say that there is some network: worth a try, no proof.
    addEventListener('online', () => this.#retry());
    addEventListener('pageshow', () => this.#retry());
    globalThis.document?.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#retry();
    });
  }

  readonly #retries = new Set<() => void>();

  /** `unknown` until the first request or socket has told. */
  get state(): NetworkState {
    return this.#state;
  }

  /** The server answered: call on every answer, whatever its status. */
  answered(): void {
    this.#become('online');
  }

  /** A request or socket found nobody. */
  failed(): void {
    this.#become('offline');
  }

  /** Hears every change of state; the answer stops listening. */
  onChange(listener: (state: NetworkState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hears moments at which trying again at once is promising: the network came up, the page was looked at again. */
  onRetry(listener: () => void): () => void {
    this.#retries.add(listener);
    return () => this.#retries.delete(listener);
  }

  #become(state: NetworkState): void {
    if (this.#state === state) return;
    const before = this.#state;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
    if (state === 'online' && before === 'offline') this.#retry();
  }

  #retry(): void {
    for (const listener of this.#retries) listener();
  }
}

export const network = new Network();
