// Webhooks as the provider sends them: signed, repeated a few times, then given up.
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** The first try and three repetitions (wavespeed-contract, section 3). */
const TRIES = 4;
const TRY_TIMEOUT_MS = 20_000;

/** The `webhook-signature` header of a body: `v3,` and the HMAC over id, Unix seconds and the raw body. */
export function sign(secret: string, eventId: string, timestamp: number, body: string): string {
  const key = secret.replace(/^whsec_/, '');
  return `v3,${createHmac('sha256', key).update(`${eventId}.${timestamp}.${body}`).digest('hex')}`;
}

export interface WebhooksOptions {
  readonly fetch: typeof fetch;
  readonly secret: string;
  /** Milliseconds before the first repetition; doubled before each further one. */
  readonly backoffMs: number;
}

export class Webhooks {
  readonly #options: WebhooksOptions;
  readonly #stop = new AbortController();

  constructor(options: WebhooksOptions) {
    this.#options = options;
  }

  /**
   * Posts a prediction until the receiver answers 2xx, four times at most. Resolves to false when the sandbox was closed
   * before that was decided, so that the next one starts anew. `eventId` is the same in each repetition.
   */
  async deliver(url: string, eventId: string, prediction: unknown): Promise<boolean> {
    const body = JSON.stringify(prediction);
    for (let tried = 0; tried < TRIES; tried++) {
      const rested = tried === 0 || (await this.#rest(this.#options.backoffMs * 2 ** (tried - 1)));
      if (!rested || this.#stop.signal.aborted) return false;
      if (await this.#post(url, eventId, body)) return true;
    }
    return !this.#stop.signal.aborted;
  }

  close(): void {
    this.#stop.abort();
  }

  #rest(ms: number): Promise<boolean> {
    return sleep(ms, true, { signal: this.#stop.signal, ref: false }).catch(() => false);
  }

  async #post(url: string, eventId: string, body: string): Promise<boolean> {
    const timestamp = Math.floor(Date.now() / 1_000);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': eventId,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': sign(this.#options.secret, eventId, timestamp, body)
    };
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(TRY_TIMEOUT_MS)]);
    try {
      const response = await this.#options.fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }
}
