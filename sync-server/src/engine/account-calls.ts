// What the provider says of an account: credit, prices, the bill, its webhooks' secret and its models.
import { engineProblem } from 'shared/engine';
import { Problem, toMicros, type Micros } from 'shared/kernel';
import type { Engine } from './engine.ts';
import { isRecord, type Wire } from './wire.ts';

type AccountCalls = Pick<Engine, 'balance' | 'quote' | 'charges' | 'webhookSecret' | 'catalogue'>;

const BILL_PAGE = 100;

/** The calls that neither submit nor follow anything. */
export function accountCalls(wire: Wire): AccountCalls {
  return {
    catalogue: () => wire.read('GET', '/models'),

    async balance(): Promise<Micros> {
      const data = await wire.read('GET', '/balance');
      const balance = isRecord(data) ? data.balance : undefined;
      if (typeof balance !== 'number' || !Number.isFinite(balance)) throw unreadable('balance');
      return toMicros(balance);
    },

    async quote(model, inputs): Promise<Micros> {
      const data = await price(wire, { model_id: model, inputs });
      // The discounted price is what is charged; the legacy call names one price alone.
      const dollars = isRecord(data) ? [data.discounted_price, data.price, data.unit_price].find(isAmount) : undefined;
      if (dollars === undefined) throw unreadable('price');
      return toMicros(dollars);
    },

    async charges(predictionIds) {
      const charges = new Map<string, Micros>();
      for (let from = 0; from < predictionIds.length; from += BILL_PAGE) {
        const ids = predictionIds.slice(from, from + BILL_PAGE);
        // A prediction may have several rows: its charge, and a refund.
        for (let page = 1; ; page += 1) {
          const data = await wire.read('POST', '/billings/search', { page, page_size: BILL_PAGE, prediction_uuids: ids });
          const items = isRecord(data) && Array.isArray(data.items) ? data.items : [];
          for (const item of items) add(charges, item, new Set(ids));
          if (items.length < BILL_PAGE) break;
        }
      }
      return charges;
    },

    async webhookSecret() {
      const data = await wire.read('GET', '/webhook/secret');
      const secret = isRecord(data) ? data.secret : undefined;
      if (typeof secret !== 'string' || secret.length < 8) throw unreadable('webhook secret');
      return secret;
    }
  };
}

/** `model/price`, or where a provider does not have it the older `model/pricing`. */
async function price(wire: Wire, body: object): Promise<unknown> {
  try {
    return await wire.read('POST', '/model/price', body);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'request-refused') throw engineProblem('quote-refused', { detail: error.document.detail });
    if (error.code !== 'not-found') throw error;
  }
  return wire.read('POST', '/model/pricing', body).catch((error: unknown) => {
    if (error instanceof Problem && (error.code === 'request-refused' || error.code === 'not-found'))
      throw engineProblem('quote-refused', { detail: error.document.detail });
    throw error;
  });
}

/** Adds a row of the bill: refunds count back, and a refunded order counts nothing. */
function add(charges: Map<string, Micros>, item: unknown, asked: ReadonlySet<string>): void {
  if (!isRecord(item) || !isRecord(item.prediction) || typeof item.prediction.uuid !== 'string') return;
  const { uuid } = item.prediction;
  if (!asked.has(uuid) || typeof item.price !== 'number' || !Number.isFinite(item.price)) return;
  const refunded = isRecord(item.order) && item.order.state === 'refunded';
  const sign = typeof item.billing_type === 'string' && /refund/i.test(item.billing_type) ? -1 : 1;
  const micros = refunded ? 0 : sign * toMicros(Math.abs(item.price));
  charges.set(uuid, Math.max(0, (charges.get(uuid) ?? 0) + micros));
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function unreadable(what: string) {
  return engineProblem('provider-unavailable', { detail: `The provider’s ${what} cannot be read.` });
}
