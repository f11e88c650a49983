// A bus as bad as it may be: it loses messages, doubles them and lets later ones overtake them. A test double over a real one.
import type { Bus, BusListener, Subscription } from './port.ts';

export interface Badness {
  /** Shares of messages, from 0 to 1; the rest comes through at once. */
  readonly lost: number;
  readonly doubled: number;
  readonly late: number;
  /** From 0 to 1, for decisions that can be repeated. */
  readonly random: () => number;
  /** How the topics begin that it is bad on; all by default. */
  readonly topics?: string;
}

/** Spoils what is published through it; what is late comes after a later message of any topic, or never. */
export class LossyBus implements Bus {
  readonly #bus: Bus;
  readonly #badness: Badness;
  readonly #late: { readonly topic: string; readonly message: Uint8Array }[] = [];
  /** On the topics that it is bad on. */
  readonly #listeners = new Set<BusListener>();
  #isMended = false;

  constructor(bus: Bus, badness: Badness) {
    this.#bus = bus;
    this.#badness = badness;
  }

  get isShared(): boolean {
    return this.#bus.isShared;
  }

  publish(topic: string, make: () => Uint8Array): void {
    if (this.#isMended || !this.#isBadOn(topic)) {
      this.#bus.publish(topic, make);
      return;
    }
    const { lost, doubled, late, random } = this.#badness;
    const chance = random();
    if (chance < lost) return;
    const message = make();
    if (chance < lost + late) {
      this.#late.push({ topic, message });
      return;
    }
    this.#bus.publish(topic, () => message);
    if (chance < lost + late + doubled) this.#bus.publish(topic, () => message);
    while (this.#late.length > 0 && random() < 0.7) {
      const [overtaken] = this.#late.splice(Math.floor(random() * this.#late.length), 1);
      if (overtaken) this.#bus.publish(overtaken.topic, () => overtaken.message);
    }
  }

  subscribe(topic: string, listener: BusListener): Subscription {
    if (this.#isBadOn(topic)) this.#listeners.add(listener);
    const subscription = this.#bus.subscribe(topic, listener);
    return {
      close: () => {
        this.#listeners.delete(listener);
        subscription.close();
      }
    };
  }

  /** It was broken and works from now on: whoever listens is told that messages may have been missed. */
  mend(): void {
    this.#isMended = true;
    for (const listener of [...this.#listeners]) listener.missed();
  }

  /** Bad again. */
  spoil(): void {
    this.#isMended = false;
  }

  close(): Promise<void> {
    return this.#bus.close();
  }

  #isBadOn(topic: string): boolean {
    return topic.startsWith(this.#badness.topics ?? '');
  }
}
