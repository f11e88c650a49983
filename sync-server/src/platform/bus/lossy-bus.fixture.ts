// A bus as bad as it may be: it loses messages, doubles them and lets later ones overtake them. A test double over a real one.
import type { Bus } from './port.ts';

export interface Badness {
  /** Shares of messages, from 0 to 1; the rest comes through at once. */
  readonly lost: number;
  readonly doubled: number;
  readonly late: number;
  /** From 0 to 1, for decisions that can be repeated. */
  readonly random: () => number;
}

/** Spoils what is published through it; what is late comes after a later message of any topic, or never. */
export function lossyBus(bus: Bus, { lost, doubled, late, random }: Badness): Bus {
  const held: { readonly topic: string; readonly message: Uint8Array }[] = [];
  return {
    get isShared() {
      return bus.isShared;
    },
    publish(topic, make) {
      const chance = random();
      if (chance < lost) return;
      const message = make();
      if (chance < lost + late) {
        held.push({ topic, message });
        return;
      }
      bus.publish(topic, () => message);
      if (chance < lost + late + doubled) bus.publish(topic, () => message);
      while (held.length > 0 && random() < 0.7) {
        const [{ topic, message } = { topic: '', message: new Uint8Array() }] = held.splice(Math.floor(random() * held.length), 1);
        bus.publish(topic, () => message);
      }
    },
    subscribe: (topic, listener) => bus.subscribe(topic, listener),
    close: () => bus.close()
  };
}
