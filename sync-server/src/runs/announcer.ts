// Tells open pages that a run or the credit changed, at most ten times a second each, and always with the newest revision in the end.
import type { Hint, Hints } from '#platform/events';

interface Pending {
  timer: NodeJS.Timeout;
  /** The newest revision that was held back, if any was. */
  revision?: number;
}

export class Announcer {
  readonly #hints: Hints;
  readonly #interval: number;
  readonly #pending = new Map<string, Pending>();

  /** `interval`: least milliseconds between two hints about the same. */
  constructor(hints: Hints, interval = 100) {
    this.#hints = hints;
    this.#interval = interval;
  }

  changed(workspaceId: string, runId: string, revision: number): void {
    this.#tell(workspaceId, { kind: 'run', id: runId, revision });
  }

  /** Money of a workspace moved; `revision` grows, such as the time. */
  booked(workspaceId: string, revision: number): void {
    this.#tell(workspaceId, { kind: 'credits', id: workspaceId, revision });
  }

  #tell(workspaceId: string, hint: Hint): void {
    const pending = this.#pending.get(`${hint.kind}/${hint.id}`);
    if (pending) pending.revision = Math.max(hint.revision, pending.revision ?? 0);
    else this.#publish(workspaceId, hint);
  }

  #publish(workspaceId: string, hint: Hint): void {
    const name = `${hint.kind}/${hint.id}`;
    const timer = setTimeout(() => {
      const held = this.#pending.get(name)?.revision;
      this.#pending.delete(name);
      if (held !== undefined) this.#publish(workspaceId, { ...hint, revision: held });
    }, this.#interval).unref();
    this.#pending.set(name, { timer });
    this.#hints.publish(workspaceId, hint);
  }
}
