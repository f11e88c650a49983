// Proves that the device keeps the catalogue and is right without network, and that nothing unreadable gets in.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { modelOf, setModels, shippedModels } from 'shared/engine';

const kept = new Map<string, unknown>();
let reply: () => Response;
let asked: (string | undefined)[];

vi.mock('#lib/platform', () => ({
  db: async () => ({
    keyValue: {
      get: async (key: string) => (kept.has(key) ? { key, value: kept.get(key) } : undefined),
      put: async ({ key, value }: { key: string; value: unknown }) => void kept.set(key, value)
    }
  }),
  request: async (_: string, init: { headers: Record<string, string> }) => {
    asked.push(init.headers['if-none-match']);
    return reply();
  }
}));

const { knownModels: first } = await import('./catalogue.ts');
/** As after a reload of the page. */
const reloaded = () => new (first.constructor as new () => typeof first)();
const v4 = 'bytedance/seedream-v4';
const catalogue = (amount: number) => ({
  refreshedAt: 1,
  models: shippedModels.map((model) => (model.id === v4 ? { ...model, price: { amount, unit: 'image' } } : model))
});
const now = (listener: () => void) => listener();
const never = () => undefined;
const price = () => modelOf(v4)?.price.amount;

beforeEach(() => {
  kept.clear();
  asked = [];
});
afterEach(() => setModels(shippedModels));

it('[ENG-1] uses what the server tells, and what it told before when there is no network', async () => {
  reply = () => Response.json(catalogue(0.03), { headers: { etag: '"one"' } });
  await reloaded().start(now);
  await vi.waitFor(() => expect(kept.size).toBe(1));
  expect(price()).toBe(0.03);
  setModels(shippedModels);
  await reloaded().start(never);
  expect(price()).toBe(0.03);
});

it('[ENG-1] asks with the tag of what it has, and keeps it when nothing is new', async () => {
  kept.set('catalogue', { tag: '"one"', catalogue: catalogue(0.03) });
  reply = () => new Response(null, { status: 304 });
  const models = reloaded();
  await models.start(never);
  await models.refresh();
  expect([asked, price()]).toEqual([['"one"'], 0.03]);
});

it('[ENG-1] changes nothing by what it cannot read, and nothing without an answer', async () => {
  kept.set('catalogue', { tag: '"old"', catalogue: { refreshedAt: 1, models: [{ id: 'from another version' }] } });
  const models = reloaded();
  await models.start(never);
  for (const broken of [
    () => Response.json({ models: [] }),
    () => new Response('<html>'),
    () => new Response('no', { status: 500 }),
    () => {
      throw new TypeError('Failed to fetch');
    }
  ]) {
    reply = broken;
    await models.refresh();
  }
  expect([price(), asked]).toEqual([0.027, [undefined, undefined, undefined, undefined]]);
});
