// Hints tell open pages that something changed; they carry no data, so nothing is lost when one is missed. Pages of every process
// hear them: where one may have been missed between processes, streams end and the pages that come again fetch afresh.
import { lonelyBus, type Bus, type Subscription } from '#platform/bus';

/** `kind` and `id` say what to fetch afresh; `revision` lets a page skip what it already has. */
export interface Hint {
  readonly kind: 'run' | 'credits' | 'me';
  readonly id: string;
  readonly revision: number;
}

type Listener = (hint: Hint) => void;

interface Topic {
  readonly listeners: Set<Listener>;
  readonly subscription: Subscription;
}

/** Delivers hints to everyone who listens to a topic (a workspace's or a user's id). */
export class Hints {
  readonly #bus: Bus;
  /** By the topic's name on the bus. */
  readonly #topics = new Map<string, Topic>();
  readonly #ends = new Set<() => void>();

  constructor(bus: Bus = lonelyBus()) {
    this.#bus = bus;
  }

  /** Listens to a topic; the answer stops listening. */
  listen(topic: string, listener: Listener): () => void {
    return this.#put(`hints:${topic}`, listener);
  }

  /** Hears when the user loses the workspace, or may have missed a hint; the answer stops listening. */
  onEnd(userId: string, workspaceId: string, end: () => void): () => void {
    const stop = this.#put(endOf(userId, workspaceId), end);
    this.#ends.add(end);
    return () => {
      this.#ends.delete(end);
      stop();
    };
  }

  /** Ends the user's streams of a workspace. */
  endFor(userId: string, workspaceId: string): void {
    this.#publish(endOf(userId, workspaceId), { kind: 'me', id: workspaceId, revision: Date.now() });
  }

  publish(topic: string, hint: Hint): void {
    this.#publish(`hints:${topic}`, hint);
  }

  #publish(topic: string, hint: Hint): void {
    this.#tell(topic, hint);
    this.#bus.publish(topic, () => new TextEncoder().encode(JSON.stringify(hint)));
  }

  #tell(topic: string, hint: Hint): void {
    for (const listener of this.#topics.get(topic)?.listeners ?? []) listener(hint);
  }

  #put(name: string, listener: Listener): () => void {
    const topic = this.#topics.get(name) ?? this.#open(name);
    // A function of its own, since the same listener may be there twice.
    const own: Listener = (hint) => listener(hint);
    topic.listeners.add(own);
    return () => {
      topic.listeners.delete(own);
      if (topic.listeners.size > 0 || this.#topics.get(name) !== topic) return;
      topic.subscription.close();
      this.#topics.delete(name);
    };
  }

  #open(name: string): Topic {
    const subscription = this.#bus.subscribe(name, {
      receive: (message) => this.#tell(name, JSON.parse(new TextDecoder().decode(message)) as Hint),
      missed: () => {
        for (const end of [...this.#ends]) end();
      }
    });
    const topic = { listeners: new Set<Listener>(), subscription };
    this.#topics.set(name, topic);
    return topic;
  }
}

const endOf = (userId: string, workspaceId: string) => `ends:${userId}/${workspaceId}`;
