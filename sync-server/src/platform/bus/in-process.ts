// The bus of an installation of one process; several members on one hub are like several processes on one network.
import type { Bus, BusListener, Subscription } from './port.ts';

/** What members of one process meet on. */
export class BusHub {
  readonly #members = new Set<Member>();

  /** A new member; `report` is told of errors that its listeners throw. */
  join(report: (error: unknown) => void = throwLater): Bus {
    const member = new Member(this.#members, report);
    this.#members.add(member);
    return member;
  }
}

/** A bus with nobody else on it. */
export const lonelyBus = (): Bus => new BusHub().join();

class Member implements Bus {
  readonly #members: Set<Member>;
  readonly #report: (error: unknown) => void;
  readonly #listeners = new Map<string, Set<BusListener>>();

  constructor(members: Set<Member>, report: (error: unknown) => void) {
    this.#members = members;
    this.#report = report;
  }

  get isShared(): boolean {
    return this.#members.size > 1;
  }

  publish(topic: string, make: () => Uint8Array): void {
    if (!this.#members.has(this)) return;
    let message: Uint8Array | undefined;
    for (const member of this.#members) {
      if (member === this) continue;
      for (const listener of member.#listeners.get(topic) ?? []) member.#deliver(topic, listener, (message ??= make()).slice());
    }
  }

  subscribe(topic: string, listener: BusListener): Subscription {
    // An object of its own, since the same listener may be there twice.
    const own: BusListener = { receive: (message) => listener.receive(message), missed: () => listener.missed() };
    const listeners = this.#listeners.get(topic) ?? new Set<BusListener>();
    if (this.#members.has(this)) this.#listeners.set(topic, listeners.add(own));
    return {
      close: () => {
        listeners.delete(own);
        if (listeners.size === 0 && this.#listeners.get(topic) === listeners) this.#listeners.delete(topic);
      }
    };
  }

  close(): Promise<void> {
    this.#members.delete(this);
    this.#listeners.clear();
    return Promise.resolve();
  }

  #deliver(topic: string, listener: BusListener, message: Uint8Array): void {
    setImmediate(() => {
      if (!this.#listeners.get(topic)?.has(listener)) return;
      try {
        listener.receive(message);
      } catch (error) {
        this.#report(error);
      }
    });
  }
}

/** An error that nobody looks at ends the process, as any other would. */
function throwLater(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
