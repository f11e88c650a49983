// Painting a mask and having what lies under it taken away; the other tools at one press.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../../support/journey.ts';
import { choose, importPicture } from '../../support/pictures.ts';

test('[PLAY-6] [ENG-1] erases what was painted over, and nothing else', async ({ page }) => {
  await importPicture(page, 'Disc', 10);
  await choose(page, 'Remove objects');
  const dialog = page.getByRole('dialog', { name: 'Remove objects' });
  const surface = dialog.getByRole('application');
  const erase = dialog.getByRole('button', { name: /^Erase/ });
  await expect(erase).toBeDisabled();
  await expect(erase).toContainText('Free');

  const box = (await surface.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5, { steps: 6 });
  await page.mouse.up();
  await expect(surface).toHaveAccessibleName(/^[1-9]\d* % of the picture is marked/);
  await expect(erase).toBeEnabled();

  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(erase).toBeDisabled();
  await dialog.getByRole('button', { name: 'Redo' }).click();
  await dialog.getByRole('button', { name: 'Invert' }).click();
  await expect(surface).toHaveAccessibleName(/^9\d % of the picture is marked/);
  await dialog.getByRole('button', { name: 'Invert' }).click();

  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.target])).toEqual([]);

  await erase.click();
  await expect(dialog).toBeHidden();
  await page.goto('/');
  const run = page.getByRole('region', { name: 'Remove objects' });
  await expect(run.locator('a[data-asset]')).toBeVisible({ timeout: 45_000 });
  const { inside, outside } = await difference(page);
  expect(inside).toBeGreaterThan(4);
  expect(outside).toBeLessThan(2);
});

test('[PLAY-6] [PWA-5] paints by keys alone (desktop only: phones have no arrow keys)', async ({ page }) => {
  await importPicture(page, 'Disc', 10);
  await choose(page, 'Remove objects');
  const dialog = page.getByRole('dialog', { name: 'Remove objects' });
  await dialog.getByRole('application').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('application')).toHaveAccessibleName(/^[1-9]\d* % of the picture is marked/);
  await page.keyboard.press('Control+z');
  await expect(dialog.getByRole('application')).toHaveAccessibleName(/^0 % of the picture is marked/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

/** How much the newest asset differs from its source, on average in steps of 255: where it was painted, and along the top. */
async function difference(page: Page): Promise<{ inside: number; outside: number }> {
  await page.goto('/gallery');
  const tiles = page.locator('a[data-asset] img[src^="/media/"]');
  await expect(tiles).toHaveCount(2);
  const sources = await tiles.evaluateAll((images) => images.map((image) => (image as HTMLImageElement).src));
  return page.evaluate(async ([result, source]) => {
    const side = 100;
    const read = async (src: string) => {
      const bitmap = await createImageBitmap(await (await fetch(src)).blob());
      const context = Object.assign(document.createElement('canvas'), { width: side, height: side }).getContext('2d')!;
      context.drawImage(bitmap, 0, 0, side, side);
      return context.getImageData(0, 0, side, side).data;
    };
    const [a, b] = await Promise.all([read(result!), read(source!)]);
    const mean = (x0: number, x1: number, y0: number, y1: number) => {
      let sum = 0;
      for (let y = y0; y < y1; y++)
        for (let x = x0; x < x1; x++)
          for (let c = 0; c < 3; c++) sum += Math.abs((a[(y * side + x) * 4 + c] ?? 0) - (b[(y * side + x) * 4 + c] ?? 0));
      return sum / ((x1 - x0) * (y1 - y0) * 3);
    };
    return { inside: mean(44, 56, 49, 51), outside: mean(0, 100, 0, 28) };
  }, sources);
}
