// Ends of roles and sessions as all processes hear of them: each process numbers its own, so that one that was lost is noticed.
import { z } from 'zod';
import { newId } from 'shared/kernel';
import type { Bus, Subscription } from '#platform/bus';

const revocationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('role'), userId: z.string(), workspaceId: z.string(), mayReturn: z.boolean() }),
  z.object({ kind: z.literal('session'), sessionId: z.string() })
]);
export type Revocation = z.infer<typeof revocationSchema>;

/** `count` is how many its process has made, this one included; without one it only repeats the count. */
const messageSchema = z.object({ origin: z.string(), count: z.int(), revocation: revocationSchema.optional() });

export interface RevocationsOptions {
  readonly bus: Bus;
  readonly heard: (revocation: Revocation) => void;
  /** One may have been missed: every role and session that somebody was admitted by has to be looked up again. */
  readonly missed: () => void;
}

const TOPIC = 'revocations';

export class Revocations {
  readonly #options: RevocationsOptions;
  readonly #subscription: Subscription;
  readonly #origin = newId();
  /** How many of each other process's have been heard. */
  readonly #heard = new Map<string, number>();
  #count = 0;

  constructor(options: RevocationsOptions) {
    this.#options = options;
    this.#subscription = options.bus.subscribe(TOPIC, { receive: (message) => this.#receive(message), missed: options.missed });
  }

  /** Tells the other processes. */
  tell(revocation: Revocation): void {
    this.#count++;
    this.#publish(revocation);
  }

  /** Called now and then: whoever has missed the last ones hears of it. */
  beat(): void {
    this.#publish(undefined);
  }

  close(): void {
    this.#subscription.close();
  }

  #publish(revocation: Revocation | undefined): void {
    const said: z.infer<typeof messageSchema> = { origin: this.#origin, count: this.#count, ...(revocation && { revocation }) };
    this.#options.bus.publish(TOPIC, () => new TextEncoder().encode(JSON.stringify(said)));
  }

  #receive(message: Uint8Array): void {
    const said = parse(message);
    // Another version of the server may say more than this one understands.
    if (!said) return this.#options.missed();
    const { origin, count, revocation } = said;
    const known = this.#heard.get(origin) ?? (revocation ? count - 1 : count);
    this.#heard.set(origin, Math.max(known, count));
    if (count <= known) return;
    if (revocation && count === known + 1) this.#options.heard(revocation);
    else this.#options.missed();
  }
}

function parse(message: Uint8Array) {
  try {
    return messageSchema.safeParse(JSON.parse(new TextDecoder().decode(message))).data;
  } catch {
    return undefined;
  }
}
