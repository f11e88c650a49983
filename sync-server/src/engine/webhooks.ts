// Receives webhooks: each believed one is handed on once, everything else is answered as if there were nothing here.
import { isIP } from 'node:net';
import { problem } from 'shared/kernel';
import type { Place } from '#platform/http';
import { isLoopbackHost, isPublicAddress } from '#platform/network';
import type { Engine, Prediction } from './engine.ts';
import type { KeyName } from './keys.ts';
import { readWebhook, type WebhookHeaders } from './webhook.ts';

/** A secret is asked for again at most this often when signatures do not match, in milliseconds. */
const ASK_AGAIN = 60_000;
/** Events remembered as seen; the provider repeats one within minutes. */
const REMEMBERED = 20_000;

/** What a webhook is told to, and what it asks of whoever knows the attempts. */
export interface PredictionSink {
  /** The key that the attempt of a webhook's token was sent with; undefined for an unknown token. */
  keyOfAttempt(token: string): Promise<KeyName | undefined>;
  /** News of the prediction of an attempt. It may come more than once, late, or before the submission's own answer. */
  onPrediction(token: string, prediction: Prediction): Promise<void>;
}

export interface WebhooksOptions {
  readonly engineOf: (keyName: KeyName) => Promise<Engine | undefined>;
  readonly sink: PredictionSink;
  readonly now?: () => number;
}

export class Webhooks {
  readonly #options: WebhooksOptions;
  readonly #now: () => number;
  readonly #secrets = new Map<KeyName, { at: number; secret: Promise<string> }>();
  readonly #seen = new Set<string>();

  constructor(options: WebhooksOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Takes a webhook for an attempt's token. A repetition changes nothing and is answered like the first.
   * Throws `not-found` for a wrong signature, an old one, an unknown token, and a body that is no prediction alike.
   */
  async receive(token: string, headers: WebhookHeaders, body: Uint8Array): Promise<void> {
    const { sink } = this.#options;
    const keyName = await sink.keyOfAttempt(token);
    const prediction = keyName && (await this.#verified(keyName, headers, body));
    if (!prediction) throw problem('not-found');
    const event = `${token} ${headers.id}`;
    if (this.#seen.has(event)) return;
    await sink.onPrediction(token, prediction);
    this.#seen.add(event);
    const [oldest] = this.#seen;
    if (this.#seen.size > REMEMBERED && oldest !== undefined) this.#seen.delete(oldest);
  }

  async #verified(keyName: KeyName, headers: WebhookHeaders, body: Uint8Array): Promise<Prediction | undefined> {
    const engine = await this.#options.engineOf(keyName);
    if (!engine) return undefined;
    const known = this.#secrets.get(keyName);
    const first = known && (await this.#read(known.secret, headers, body));
    // The secret may have been replaced at the provider; forged webhooks must not make us ask for it all the time.
    if (first || (known && this.#now() - known.at < ASK_AGAIN)) return first;
    const asked = { at: this.#now(), secret: engine.webhookSecret() };
    this.#secrets.set(keyName, asked);
    return this.#read(asked.secret, headers, body);
  }

  async #read(secret: Promise<string>, headers: WebhookHeaders, body: Uint8Array): Promise<Prediction | undefined> {
    const text = await secret.catch(() => undefined);
    return text === undefined ? undefined : readWebhook(headers, body, { secret: text, now: this.#now() });
  }
}

/** Where the provider sends the webhook of an attempt; undefined where nobody outside can reach this server by https. */
export function webhookAddress({ publicUrl, loopback }: Place): ((token: string) => string) | undefined {
  const host = publicUrl.hostname.replace(/^\[|\]$/g, '');
  const inside = loopback || isLoopbackHost(host) || (isIP(host) > 0 && !isPublicAddress(host));
  if (publicUrl.protocol !== 'https:' || inside) return undefined;
  return (token) => new URL(`/api/engine/webhook/${token}`, publicUrl).href;
}
