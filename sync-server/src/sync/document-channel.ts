// What the rooms of one document in several processes tell each other: which part of the log is new, who is here, and its end.
import type { Bus, Subscription } from '#platform/bus';
import { createDecoder, hasContent, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array, type Encoder } from 'lib0/encoding';

/** Updates that another process has made durable: rows `first` to `last` of the document's log. */
export interface News {
  readonly first: number;
  readonly last: number;
  /** The rows, in order; undefined where they are too long to be carried and have to be read. */
  readonly updates: readonly Uint8Array[] | undefined;
}

export interface ChannelListener {
  news(news: News): void;
  /** An awareness update of y-protocols about people in the other process. */
  presence(payload: Uint8Array): void;
  /** Somebody wants to know who is here. */
  asked(): void;
  purged(): void;
  /** Something may have been missed. */
  missed(): void;
}

const KIND = { news: 0, presence: 1, question: 2, purge: 3 } as const;
/** Bytes of updates that a message carries; of more it only says that they are there. */
const MAX_CARRIED = 256 * 1024;

export class DocumentChannel {
  readonly #bus: Bus;
  readonly #topic: string;
  readonly #subscription: Subscription;

  constructor(bus: Bus, name: string, listener: ChannelListener) {
    this.#bus = bus;
    this.#topic = topicOf(name);
    this.#subscription = bus.subscribe(this.#topic, {
      receive: (message) => hear(message, listener),
      missed: () => listener.missed()
    });
  }

  /** Tells of updates that are durable, as rows up to `last`. */
  tell(updates: readonly Uint8Array[], last: number): void {
    this.#publish(KIND.news, (encoder) => {
      writeVarUint(encoder, last - updates.length + 1);
      writeVarUint(encoder, last);
      if (updates.reduce((sum, update) => sum + update.length, 0) > MAX_CARRIED) return;
      for (const update of updates) writeVarUint8Array(encoder, update);
    });
  }

  tellPresence(payload: () => Uint8Array): void {
    this.#publish(KIND.presence, (encoder) => writeVarUint8Array(encoder, payload()));
  }

  /** Asks the others who is here. */
  ask(): void {
    this.#publish(KIND.question, () => undefined);
  }

  close(): void {
    this.#subscription.close();
  }

  #publish(kind: number, write: (encoder: Encoder) => void): void {
    this.#bus.publish(this.#topic, () => message(kind, write));
  }
}

/** Tells the rooms of other processes that a document was purged. */
export function tellPurge(bus: Bus, name: string): void {
  bus.publish(topicOf(name), () => message(KIND.purge, () => undefined));
}

const topicOf = (name: string) => `document:${name}`;

function message(kind: number, write: (encoder: Encoder) => void): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, kind);
  write(encoder);
  return toUint8Array(encoder);
}

/** Another process may run another version: what cannot be read counts as missed. */
function hear(message: Uint8Array, listener: ChannelListener): void {
  const decoder = createDecoder(message);
  let told: () => void = () => listener.missed();
  try {
    const kind = readVarUint(decoder);
    if (kind === KIND.news) {
      const [first, last] = [readVarUint(decoder), readVarUint(decoder)];
      const updates: Uint8Array[] = [];
      while (hasContent(decoder)) updates.push(readVarUint8Array(decoder));
      const isWhole = updates.length === last - first + 1;
      if (first <= last) told = () => listener.news({ first, last, updates: isWhole ? updates : undefined });
    } else if (kind === KIND.presence) {
      const payload = readVarUint8Array(decoder);
      told = () => listener.presence(payload);
    } else if (kind === KIND.question) told = () => listener.asked();
    else if (kind === KIND.purge) told = () => listener.purged();
  } catch {
    // Cut short: it counts as missed.
  }
  told();
}
