// What the journeys of the playground's modes have in common: choosing a mode, files and parts that a phone keeps in sheets.
import type { Locator, Page } from '@playwright/test';
import { expect } from './journey.ts';
import { pictures } from './small-pictures.ts';

/** Shows a mode. */
export async function chooseMode(page: Page, mode: string): Promise<void> {
  await page.goto('/');
  await expect.poll(async () => (await page.request.get('/api/me')).status()).toBe(200);
  await page.getByRole('tab', { name: mode, exact: true }).click();
}

/** Does something in a part of the composer; on a phone it lies behind a chip, in a sheet that is closed afterwards. */
export async function inPart(page: Page, isMobile: boolean, chip: string | RegExp, act: () => Promise<void>): Promise<void> {
  if (isMobile) await page.getByRole('form', { name: 'Composer' }).getByRole('button', { name: chip, exact: true }).click();
  await act();
  if (isMobile) await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
}

/** Chooses pictures through the browser's file picker, opened by `open`. */
export async function chooseFiles(page: Page, count: number, open: () => Promise<void>): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), open()]);
  await chooser.setFiles(pictures(count));
}

/** Gives an order to a run: a button on desktops, an entry behind More on phones. Fails when it is not offered within `timeout` milliseconds. */
export async function order(run: Locator, isMobile: boolean, name: string | RegExp, timeout = 60_000): Promise<void> {
  if (!isMobile) return run.locator('header').getByRole('button', { name }).click({ timeout });
  await run.locator('header').getByRole('button', { name: 'More' }).click({ timeout });
  await run.page().getByRole('menuitem', { name }).click({ timeout });
}
