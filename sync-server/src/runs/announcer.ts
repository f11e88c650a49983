// Tells open pages that a run changed, at most ten times a second a run, and always with its newest revision in the end.
import type { Hints } from '#platform/events';

interface Pending {
  timer: NodeJS.Timeout;
  /** The newest revision that was held back, if any was. */
  revision?: number;
}

export class Announcer {
  readonly #hints: Hints;
  readonly #interval: number;
  readonly #pending = new Map<string, Pending>();

  /** `interval`: least milliseconds between two hints about one run. */
  constructor(hints: Hints, interval = 100) {
    this.#hints = hints;
    this.#interval = interval;
  }

  changed(workspaceId: string, runId: string, revision: number): void {
    const pending = this.#pending.get(runId);
    if (pending) pending.revision = Math.max(revision, pending.revision ?? 0);
    else this.#publish(workspaceId, runId, revision);
  }

  #publish(workspaceId: string, runId: string, revision: number): void {
    const timer = setTimeout(() => {
      const held = this.#pending.get(runId)?.revision;
      this.#pending.delete(runId);
      if (held !== undefined) this.#publish(workspaceId, runId, held);
    }, this.#interval).unref();
    this.#pending.set(runId, { timer });
    this.#hints.publish(workspaceId, { kind: 'run', id: runId, revision });
  }
}
