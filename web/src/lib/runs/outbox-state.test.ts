// Proves what becomes of a run on this device, with a real database: kept before it is sent, asked about, looked up, refused.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { db, network } from '#lib/platform';
import { aRun, anOutboxEntry } from './test-support.ts';

const { workspaceId } = anOutboxEntry();
const remote = vi.hoisted(() => ({
  findRun: vi.fn(),
  postRun: vi.fn(),
  quoteRun: vi.fn(),
  fetchPage: vi.fn(),
  fetchRun: vi.fn(),
  order: vi.fn()
}));
vi.mock('./remote.ts', () => remote);
vi.mock('#lib/engine', () => ({ knownModels: { refresh: () => Promise.resolve() } }));
vi.mock('#lib/blobs', () => ({ uploads: { uploaded: () => Promise.resolve() } }));

const accounts: { connected: boolean }[] = [];

/** Pages of earlier tests stay in memory; what they would do as other tabs is not this test's. */
const closePages = () => accounts.forEach((account) => (account.connected = false));

/** A fresh page on the same device: the modules' state begins anew, the database stays. */
async function openPage() {
  closePages();
  vi.resetModules();
  const account = {
    connected: true,
    onWorkspace: (listener: (workspace: { id: string }) => void) => (listener({ id: workspaceId }), () => undefined),
    onConnected: (listener: () => void) => (listener(), () => undefined)
  };
  accounts.push(account);
  vi.doMock('#lib/accounts', () => ({ account }));
  const [{ outbox }, { runs }, platform] = await Promise.all([
    import('./outbox.svelte.ts'),
    import('./runs.svelte.ts'),
    import('#lib/platform')
  ]);
  runs.start();
  outbox.start();
  await vi.waitFor(() => expect(runs.loaded).toBe(true));
  return { outbox, runs, network: platform.network, Unreachable: platform.Unreachable, Problem: (await import('shared/kernel')).Problem };
}
const stored = async () => (await db()).outbox.toArray();
const { newRun } = anOutboxEntry();

beforeEach(async () => {
  for (const call of Object.values(remote)) call.mockReset();
  remote.quoteRun.mockRejectedValue(new TypeError('Nobody answers.'));
  remote.fetchPage.mockResolvedValue({ runs: [], next: null });
  const database = await db();
  await Promise.all([database.outbox.clear(), database.runs.clear()]);
});
afterEach(() => network.answered());

it('[RUN-6] keeps a run with its price while there is no connection, also for the next page', async () => {
  const page = await openPage();
  page.network.failed();
  await page.outbox.submit(newRun, 108_000, 'wavespeed');
  expect(remote.postRun).not.toHaveBeenCalled();
  expect(await stored()).toMatchObject([{ id: newRun.id, price: 108_000, state: 'waiting', tried: false }]);
  const next = await openPage();
  await vi.waitFor(() => expect(next.outbox.entries).toHaveLength(1));
});

it('[RUN-6] asks when the connection is back, sends only what was agreed to, and does not ask again about what was put off', async () => {
  const page = await openPage();
  page.network.failed();
  await page.outbox.submit(newRun, 108_000, 'wavespeed');
  page.network.answered();
  await vi.waitFor(() => expect(page.outbox.shouldAsk).toBe(true));
  expect(remote.postRun).not.toHaveBeenCalled();
  page.outbox.putOff([newRun.id]);
  expect([page.outbox.shouldAsk, page.outbox.asking.length]).toEqual([false, 1]);
  remote.postRun.mockResolvedValue(aRun({ id: newRun.id, workspaceId }));
  await page.outbox.agree([newRun.id]);
  expect(remote.postRun).toHaveBeenCalledTimes(1);
  expect(await stored()).toEqual([]);
  expect(page.runs.get(newRun.id)?.title).toBe('A red vase');
});

it('[RUN-1] writes a run down before it is sent, and takes it off when the server has it', async () => {
  const page = await openPage();
  page.network.answered();
  const seen: unknown[] = [];
  remote.postRun.mockImplementation(async () => {
    seen.push(...(await stored()));
    return aRun({ id: newRun.id, workspaceId });
  });
  await page.outbox.submit(newRun, 108_000, 'sandbox');
  expect(seen).toMatchObject([{ id: newRun.id, state: 'sending', tried: true }]);
  expect(await stored()).toEqual([]);
});

it('[RUN-1] looks up what a closed page was sending, and takes it over without asking', async () => {
  closePages();
  await (await db()).outbox.put(anOutboxEntry({ state: 'sending', tried: true }));
  remote.findRun.mockResolvedValue(aRun({ id: newRun.id, workspaceId }));
  const page = await openPage();
  page.network.answered();
  await vi.waitFor(() => expect(page.runs.get(newRun.id)).toBeDefined());
  await vi.waitFor(async () => expect(await stored()).toEqual([]));
  expect([page.outbox.shouldAsk, remote.postRun.mock.calls.length]).toEqual([false, 0]);
});

it('[RUN-6] asks about what a closed page was sending when it never arrived', async () => {
  closePages();
  await (await db()).outbox.put(anOutboxEntry({ state: 'sending', tried: true }));
  remote.findRun.mockResolvedValue(undefined);
  const page = await openPage();
  page.network.answered();
  await vi.waitFor(() => expect(page.outbox.shouldAsk).toBe(true));
  expect(remote.postRun).not.toHaveBeenCalled();
});

it('[RUN-5] keeps a refused run with its reason, to try again or to take away', async () => {
  const page = await openPage();
  page.network.answered();
  remote.postRun.mockRejectedValue(new page.Problem('over-credit', { status: 402, title: 'Too little credit.', remedy: 'Ask for fewer.' }));
  await page.outbox.submit(newRun, 108_000, 'wavespeed');
  expect(await stored()).toMatchObject([{ state: 'refused', problem: { code: 'over-credit' } }]);
  await page.outbox.remove([newRun.id]);
  expect(await stored()).toEqual([]);
});

it('[RUN-1] stays known as tried when nobody answered', async () => {
  const page = await openPage();
  page.network.answered();
  remote.postRun.mockRejectedValue(new page.Unreachable(undefined));
  remote.findRun.mockRejectedValue(new page.Unreachable(undefined));
  await page.outbox.submit(newRun, 108_000, 'wavespeed');
  expect(await stored()).toMatchObject([{ state: 'waiting', tried: true }]);
});

it('[RUN-6] shows what a waiting run costs by now as the server says it, and sends it for no more than that', async () => {
  const page = await openPage();
  page.network.failed();
  await page.outbox.submit(newRun, 108_000, 'wavespeed');
  remote.quoteRun.mockResolvedValue(120_000);
  const back = await openPage();
  back.network.answered();
  await vi.waitFor(() => expect(back.outbox.asking).toMatchObject([{ price: 120_000, formerPrice: 108_000 }]));
  remote.postRun.mockResolvedValue(aRun({ id: newRun.id, workspaceId }));
  await back.outbox.agree([newRun.id]);
  expect(remote.postRun.mock.calls).toMatchObject([[{ id: newRun.id, expected: 120_000 }]]);
});

it('[RUN-6] asks again at the price of now when the server refuses the old one', async () => {
  const page = await openPage();
  page.network.answered();
  const kind = { status: 409, title: 'The price has risen.', remedy: 'Look again.' };
  remote.postRun.mockRejectedValueOnce(new page.Problem('price-changed', kind, { fields: [{ path: 'expected', message: '132000' }] }));
  await page.outbox.submit(newRun, 108_000, 'wavespeed');
  expect(page.outbox.shouldAsk).toBe(true);
  expect(await stored()).toMatchObject([{ state: 'waiting', price: 132_000, formerPrice: 108_000, newRun: { expected: 132_000 } }]);
  const { runQuotes } = await import('./quotes.svelte.ts');
  expect(runQuotes.of(newRun)).toEqual({ is: 'known', total: 132_000 });
});
