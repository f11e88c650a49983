// Selecting with a finger, which the browser's driver knows no gesture for.
import { expect, type Locator } from '@playwright/test';

/** Rests a finger on something for long enough to select it. */
export async function hold(target: Locator): Promise<void> {
  const box = (await target.boundingBox())!;
  const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, pointerType: 'touch', pointerId: 7, isPrimary: true };
  await target.dispatchEvent('pointerdown', at);
  await expect(target.page().getByRole('toolbar', { name: 'Selection' })).toBeVisible();
  await target.dispatchEvent('pointerup', at);
}
