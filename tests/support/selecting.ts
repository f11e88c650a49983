// Selecting with a finger, which the browser's driver knows no gesture for, and acting on what is selected.
import { expect, type Locator, type Page } from '@playwright/test';

/** Rests a finger on something for long enough to select it. */
export async function hold(target: Locator): Promise<void> {
  const box = (await target.boundingBox())!;
  const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, pointerType: 'touch', pointerId: 7, isPrimary: true };
  await target.dispatchEvent('pointerdown', at);
  await expect(target.page().getByRole('toolbar', { name: 'Selection' })).toBeVisible();
  await target.dispatchEvent('pointerup', at);
}

/** Presses the button of the bar of `count` selected assets, or the entry of its menu where the bar has no room for it. */
export async function actOnSelection(page: Page, count: number, name: string): Promise<void> {
  const bar = page.getByRole('toolbar', { name: 'Selection' });
  // What the bar has room for depends on what is selected, so it is asked for only once that is.
  await expect(bar).toContainText(`${count} selected`);
  const button = bar.getByRole('button', { name, exact: true });
  if (await button.isVisible()) return button.click();
  await bar.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}
