// The account's side of the contract: models, prices, balance, billing rows, usage and the webhook secret.
import { Hono, type Context } from 'hono';
import { modelOf, type Model } from 'shared/engine';
import type { PredictionRow } from '../keeping/rows.ts';
import type { StoreThread } from '../keeping/store-thread.ts';
import type { SandboxCounts, SandboxOptions } from '../options.ts';
import { isObject, readBody, readPage, readTime, Refusal, success } from './answers.ts';
import { listModels, quote, toDollars } from './catalogue.ts';
import { RETENTION_MS } from './prediction-routes.ts';
import { validate } from './validate.ts';

/** Dollars of play money; what the predictions on record cost is missing from it, and comes back as they expire. */
const ALLOWANCE = 10_000;
const MAX_USAGE_DAYS = 31;
const DAY_MS = 86_400_000;

export interface AccountRoutesOptions {
  readonly options: SandboxOptions;
  readonly store: StoreThread;
  readonly counts: SandboxCounts;
}

export function accountRoutes({ options, store, counts }: AccountRoutesOptions): Hono {
  const balance = async () => Math.max(0, ALLOWANCE - toDollars(await store.call('spent')));
  const priced = async (c: Context) => {
    const { model_id: id, inputs } = await readBody(c);
    if (typeof id !== 'string' || id === '') throw new Refusal(400, 'field "model_id" is required and must not be empty');
    const model = modelOf(id);
    if (!model) throw new Refusal(404, 'model not found');
    return { id, price: toDollars(quote(model, validate(model, isObject(inputs) ? inputs : {}, { complete: false }))) };
  };

  return new Hono()
    .get('/models', (c) => success(c, listModels(options.origin)))
    .get('/balance', async (c) => success(c, { balance: await balance() }))
    .get('/account/balance', async (c) => success(c, { balance: await balance(), currency: 'USD' }))
    .get('/webhook/secret', async (c) => success(c, { secret: await store.call('webhookSecret') }))
    .get('/sandbox/counts', (c) => success(c, counts))
    .post('/model/price', async (c) => {
      const { id, price } = await priced(c);
      return success(c, { model_id: id, price, discounted_price: price, discount_rate: 100, currency: 'USD' });
    })
    .post('/model/pricing', async (c) => {
      const { id, price } = await priced(c);
      return success(c, { model_id: id, unit_price: price, currency: 'USD' });
    })
    .post('/billings/search', async (c) => {
      const body = await readBody(c);
      const { page, pageSize } = readPage(body);
      const { prediction_uuids: ids, model_uuid: model } = body;
      const { rows, total } = await store.call('history', {
        model: typeof model === 'string' && model !== '' ? model : undefined,
        ids: Array.isArray(ids) && ids.length > 0 ? ids.map(String) : undefined,
        from: readEpoch(body, 'start_time'),
        to: readEpoch(body, 'end_time'),
        offset: (page - 1) * pageSize,
        limit: pageSize
      });
      return success(c, { page, total, has_more: page * pageSize < total, items: rows.map(toBilling) });
    })
    .post('/user/usage_stats', async (c) => success(c, await usage(await readBody(c), store)));
}

/** Milliseconds since the epoch as a string of digits, the form that billing searches use. */
function readEpoch(body: Record<string, unknown>, field: string): number | undefined {
  const value = body[field];
  if (value === undefined || value === null || value === '') return undefined;
  const time = Number(value);
  if (!Number.isSafeInteger(time)) throw new Refusal(400, `field "${field}" must be milliseconds since the epoch`);
  return time;
}

function toBilling(row: PredictionRow): unknown {
  const failed = row.status === 'failed';
  const price = failed ? 0 : toDollars(row.price);
  const at = new Date(row.createdAt).toISOString();
  return {
    uuid: `bill-${row.id}`,
    access_key_id: 'sandbox',
    access_key_name: 'sandbox',
    billing_type: 'deduct',
    price,
    created_at: at,
    updated_at: row.finishedAt === null ? at : new Date(row.finishedAt).toISOString(),
    order: {
      uuid: `order-${row.id}`,
      state: failed ? 'refunded' : 'paid',
      price,
      origin_price: toDollars(row.price),
      status: row.status
    },
    prediction: { uuid: row.id, model_uuid: row.model, status: row.status }
  };
}

interface Usage {
  total_cost: number;
  total_requests: number;
  success_requests: number;
}

async function usage(body: Record<string, unknown>, store: StoreThread): Promise<unknown> {
  const from = readTime(body, 'start_time');
  const to = readTime(body, 'end_time');
  if (from === undefined || to === undefined)
    throw new Refusal(400, 'fields "start_time" and "end_time" are required and must not be empty');
  if (to - from > MAX_USAGE_DAYS * DAY_MS) throw new Refusal(400, `the time range must span at most ${MAX_USAGE_DAYS} days`);
  const model = typeof body.model_uuid === 'string' && body.model_uuid !== '' ? body.model_uuid : undefined;
  const { rows } = await store.call('history', { model, from: Math.max(from, Date.now() - RETENTION_MS), to, offset: 0, limit: 100_000 });
  const perModel = new Map<Model['id'], Usage>();
  const daily = new Map<string, Usage>();
  const summary = emptyUsage();
  for (const row of rows) {
    const day = new Date(row.createdAt).toISOString().slice(0, 10);
    add(perModel, row.model, row);
    add(daily, day, row);
    tally(summary, row);
  }
  return {
    per_model_usage: [...perModel].map(([model_uuid, counted]) => ({ model_uuid, ...counted })),
    daily_usage: [...daily].map(([date, counted]) => ({ date, ...counted })),
    summary
  };
}

function emptyUsage(): Usage {
  return { total_cost: 0, total_requests: 0, success_requests: 0 };
}

function add(into: Map<string, Usage>, key: string, row: PredictionRow): void {
  const counted = into.get(key) ?? emptyUsage();
  into.set(key, counted);
  tally(counted, row);
}

function tally(counted: Usage, { status, price }: PredictionRow): void {
  counted.total_requests++;
  if (status === 'completed') counted.success_requests++;
  if (status !== 'failed') counted.total_cost = toDollars(Math.round(counted.total_cost * 1_000_000) + price);
}
