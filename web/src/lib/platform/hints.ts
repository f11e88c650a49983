// Hints that something changed on the server: one tab listens for the whole device and tells the others.
import { request } from './api.ts';
import { backoff } from './backoff.ts';
import { network } from './network.svelte.ts';
import { lead } from './tabs.ts';

/** Says what to fetch afresh; id `*` means everything of that kind. */
export interface Hint {
  readonly kind: 'run' | 'credits' | 'me';
  readonly id: string;
  readonly revision: number;
}

type Listener = (hint: Hint) => void;

const kinds: ReadonlySet<unknown> = new Set<Hint['kind']>(['run', 'credits', 'me']);
const listeners = new Set<Listener>();

/** Hears hints, wherever on this device they arrived; the answer stops listening. */
export function onHint(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(hint: Hint): void {
  for (const listener of listeners) listener(hint);
}

/** A hint from untrusted text, else undefined. */
export function parseHint(data: unknown): Hint | undefined {
  try {
    const { kind, id, revision } = (typeof data === 'string' ? JSON.parse(data) : data) as Partial<Hint>;
    return kinds.has(kind) && typeof id === 'string' && typeof revision === 'number'
      ? { kind: kind as Hint['kind'], id, revision }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The device's ear for one workspace. */
class Hints {
  #stop: (() => void) | undefined;
  #workspaceId: string | undefined;

  /** Listens for a workspace of which this session is a member, instead of the one before. */
  follow(workspaceId: string): void {
    if (this.#workspaceId === workspaceId) return;
    this.unfollow();
    this.#workspaceId = workspaceId;
    const channel = new BroadcastChannel(`preset-hints-${workspaceId}`);
    channel.onmessage = ({ data }) => {
      const hint = parseHint(data);
      if (hint) tell(hint);
    };
    const give = (hint: Hint) => {
      tell(hint);
      channel.postMessage(hint);
    };
    const stop = lead(`hints-${workspaceId}`, (signal) => listen(workspaceId, signal, give));
    this.#stop = () => {
      stop();
      channel.close();
    };
  }

  /** Stops listening. */
  unfollow(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#workspaceId = undefined;
  }
}

export const hints = new Hints();

/** Keeps one event stream open until the signal aborts; after each opening everything counts as changed. */
async function listen(workspaceId: string, signal: AbortSignal, give: Listener): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const opened = await stream(workspaceId, signal, give);
    if (opened) attempt = 0;
    // A refused stream does not say why: a request does, and has a lost session renewed.
    else if (!signal.aborted) await request('/api/me').catch(() => undefined);
    if (!signal.aborted) await pause(backoff(attempt), signal);
  }
}

/** One event stream from opening to its end; answers whether it ever opened. */
function stream(workspaceId: string, signal: AbortSignal, give: Listener): Promise<boolean> {
  return new Promise((resolve) => {
    let opened = false;
    const source = new EventSource(`/api/events?workspaceId=${workspaceId}`);
    const end = () => {
      source.close();
      stopWatching();
      signal.removeEventListener('abort', end);
      resolve(opened);
    };
    // A dead connection reports nothing by itself.
    const stopWatching = network.onChange((state) => {
      if (state === 'offline') end();
    });
    signal.addEventListener('abort', end);
    source.addEventListener('open', (event) => {
      opened = true;
      network.answered();
      // The server's own `open`, after the browser's: from here on it hints at every change, so now is the time to fetch.
      if (event instanceof MessageEvent) for (const kind of ['me', 'run'] as const) give({ kind, id: '*', revision: 0 });
    });
    source.addEventListener('hint', ({ data }: MessageEvent<unknown>) => {
      const hint = parseHint(data);
      if (hint) give(hint);
    });
    source.onerror = end;
  });
}

/** Waits, but not past the moment at which trying is promising. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopWatching();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    const stopWatching = network.onRetry(done);
    signal.addEventListener('abort', done);
  });
}
