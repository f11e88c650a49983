// Reads the provider's webhooks: the raw bytes are verified before anything of them is believed (wavespeed-contract, section 3).
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readPrediction } from './envelope.ts';
import type { Prediction } from './engine.ts';

/** Seconds by which the provider's clock and ours may differ. */
const WINDOW_S = 300;

/** The three headers of a webhook, as they came. */
export interface WebhookHeaders {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
}

/** The prediction of a webhook whose signature is right and fresh; undefined for everything else. `now` in epoch milliseconds. */
export function readWebhook(
  { id, timestamp, signature }: WebhookHeaders,
  body: Uint8Array,
  { secret, now }: { secret: string; now: number }
): Prediction | undefined {
  if (id === '' || !/^\d{1,12}$/.test(timestamp) || Math.abs(now / 1_000 - Number(timestamp)) > WINDOW_S) return undefined;
  const given = Buffer.from(signature);
  const right = Buffer.from(signatureOf(secret, id, timestamp, body));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  try {
    return readPrediction(JSON.parse(new TextDecoder().decode(body)));
  } catch {
    return undefined;
  }
}

/** `v3,` and the HMAC over id, time and raw body; the key is the secret's own text without its prefix, not decoded. */
function signatureOf(secret: string, id: string, timestamp: string, body: Uint8Array): string {
  const mac = createHmac('sha256', secret.replace(/^whsec_/, ''))
    .update(`${id}.${timestamp}.`)
    .update(body);
  return `v3,${mac.digest('hex')}`;
}
