// What the processes of one installation tell each other, whatever carries it. Nothing may depend on a message arriving: what it
// speaks of is in the database, and whoever may have missed one reads it there.

/** A process's place on the bus. */
export interface Bus {
  /**
   * Tells every other member that listens to the topic; a member's own messages never come back to it. At most once: a message may
   * be lost, and messages may come late, doubled or in another order. `make` is called when somebody may be listening, or never.
   */
  publish(topic: string, make: () => Uint8Array): void;
  /** Listens to a topic until `close` is called. */
  subscribe(topic: string, listener: BusListener): Subscription;
  /** Whether other members may be there. */
  readonly isShared: boolean;
  /** Leaves the bus; subscriptions end, and what is published afterwards goes nowhere. */
  close(): Promise<void>;
}

export interface BusListener {
  /** Never called from within `publish` or `subscribe`. The bytes are the listener's own. What it throws reaches nobody else. */
  receive(message: Uint8Array): void;
  /**
   * Messages may have been missed: the subscription did not stand yet when `subscribe` returned, or was broken, and stands from now on.
   * A subscription that stands at once and never breaks never calls it.
   */
  missed(): void;
}

export interface Subscription {
  close(): void;
}
