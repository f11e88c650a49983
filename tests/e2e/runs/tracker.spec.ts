// The run tracker: the dock that goes along, the page of one run, its items, and every order that can be given.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../../support/axe.ts';
import { begin, expect, test } from '../../support/journey.ts';

/** More than are made before the run is paused, however slow the machine is. */
const ITEMS = 120;

test.describe('a run of which some fail', () => {
  test.use({ environment: { SANDBOX_CONCURRENT: '3', SANDBOX_LATENCY_MS: '600', SANDBOX_FAILURE_RATE: '0.4' } });

  test('[RUN-3] [RUN-4] [RUN-5] is followed from the dock to the item, paused, reloaded, retried and cancelled', async ({
    page,
    isMobile
  }) => {
    await page.goto('/gallery');
    const runId = await begin(page, 'Study of a red vase', ITEMS);

    // The dock goes along on every page and leads to the run.
    const dock = isMobile ? page.getByRole('dialog', { name: 'Runs' }) : page.getByRole('region', { name: 'Runs in progress' });
    await page.getByRole('button', { name: new RegExp(`^1 run.* of ${ITEMS}`) }).click();
    await dock.getByRole('link', { name: /Study of a red vase/ }).click();
    await expect(page).toHaveURL(new RegExp(`/runs/${runId}`));
    const run = page.getByRole('article', { name: 'Study of a red vase' });
    await expect(run.getByText(new RegExp(` [1-9]\\d* of ${ITEMS} finished`))).toBeVisible();
    await expectAccessible(page, 'main');

    // Each item says its own state; those that were not sent wait while it is paused, also after a reload.
    await expect(run.getByRole('button', { name: /^Item \d+ Not charged/ }).first()).toBeVisible({ timeout: 30_000 });
    await run.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(run.getByText('Paused', { exact: true })).toBeVisible();
    await page.reload();
    await expect(run.getByText('Paused', { exact: true })).toBeVisible();

    // One item, cancelled alone.
    const last = run.getByRole('button', { name: `Item ${ITEMS} Waiting` });
    await run.getByRole('searchbox', { name: 'Find items' }).fill(String(ITEMS));
    await last.click();
    let item = panel(page, isMobile, ITEMS);
    await item.getByRole('button', { name: 'Cancel this item' }).click();
    await expect(item.getByText('Cancelled', { exact: true }).first()).toBeVisible();
    await close(item);
    await run.getByRole('searchbox', { name: 'Find items' }).fill('');

    // A failure says what happened and what to do, and is asked for again alone.
    const failed = run.getByRole('button', { name: /^Item \d+ Not charged/ }).first();
    const number = Number(/^Item (\d+)/.exec((await failed.getAttribute('aria-label'))!)?.[1]);
    await failed.click();
    item = panel(page, isMobile, number);
    await expect(item.getByRole('heading', { level: 3 }).first()).not.toBeEmpty();
    await expect(item.getByText('1 time', { exact: true })).toBeVisible();
    await expectAccessible(page, isMobile ? '[role=dialog]' : 'main');
    await item.getByRole('button', { name: 'Retry' }).click();
    await expect(item.getByText('Waiting', { exact: true }).first()).toBeVisible();
    await close(item);
    await run.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(async () => (await itemsOf(page, runId))[number - 1]?.attempts, { timeout: 45_000 }).toBe(2);

    // All that failed, then nothing more.
    await expect(run.getByRole('button', { name: /^Retry \d+ failed/ })).toBeVisible();
    const failures = (await itemsOf(page, runId)).filter(({ state }) => state === 'failed');
    await run.getByRole('button', { name: /^Retry \d+ failed/ }).click();
    const askedAgain = async () => {
      const now = new Map((await itemsOf(page, runId)).map((one) => [one.id, one]));
      return failures.every(({ id, attempts }) => now.get(id)?.state !== 'failed' || now.get(id)!.attempts > attempts);
    };
    await expect.poll(askedAgain).toBe(true);
    await run.getByRole('button', { name: 'Cancel the rest' }).click();
    await expect(run.getByText('100 %')).toBeVisible({ timeout: 30_000 });
    const ended = await itemsOf(page, runId);
    expect(ended.filter(({ state }) => ['succeeded', 'failed', 'cancelled'].includes(state))).toHaveLength(ITEMS);
    expect(ended.filter(({ state }) => state === 'cancelled').length).toBeGreaterThan(1);
  });
});

test.describe('a run of 1,000 items', () => {
  test.use({ environment: { SANDBOX_CONCURRENT: '2', SANDBOX_LATENCY_MS: '600000' } });

  test('[RUN-1] [RUN-3] shows all of them, of which only those near the window exist', async ({ page }) => {
    await page.goto('/runs');
    const runId = await begin(page, 'A thousand studies', 1_000);
    await page.goto(`/runs/${runId}`);
    const run = page.getByRole('article', { name: 'A thousand studies' });
    await expect(run.getByText('0 of 1,000 finished')).toBeVisible();
    const items = run.getByRole('list', { name: 'Items' }).getByRole('listitem');
    await expect(items.first()).toHaveAttribute('aria-setsize', '1000');
    expect(await items.count()).toBeLessThan(120);

    await items.first().getByRole('button').focus();
    await page.keyboard.press('End');
    const last = run.getByRole('button', { name: 'Item 1000 Waiting' });
    await expect(last).toBeFocused();
    await expect(last).toBeInViewport();
    expect(await items.count()).toBeLessThan(120);
    await page.keyboard.press('Home');
    await expect(run.getByRole('button', { name: /^Item 1 / })).toBeFocused();

    await run.getByRole('searchbox', { name: 'Find items' }).fill('777');
    await expect(items).toHaveCount(1);
    await expect(run.getByRole('button', { name: 'Item 777 Waiting' })).toBeVisible();
  });
});

interface ItemFacts {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
}

async function itemsOf(page: Page, runId: string): Promise<ItemFacts[]> {
  return ((await (await page.request.get(`/api/runs/${runId}`)).json()) as { items: ItemFacts[] }).items;
}

/** The item's own view: beside the run, or on phones a sheet. */
function panel(page: Page, isMobile: boolean, number: number): Locator {
  return isMobile ? page.getByRole('dialog') : page.getByRole('region', { name: `Item ${number}`, exact: true });
}

async function close(item: Locator): Promise<void> {
  await item.getByRole('button', { name: 'Close' }).click();
  await expect(item).toBeHidden();
}
