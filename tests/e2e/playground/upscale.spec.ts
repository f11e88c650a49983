// Tools that need one press: a larger picture, a picture without its background.
import { expect, test } from '../../support/journey.ts';
import { choose, importPicture } from '../../support/pictures.ts';

test('[ENG-1] [PLAY-6] upscales a picture to more pixels, with its price on the button', async ({ page }) => {
  await importPicture(page, 'Disc', 10);
  await choose(page, 'Upscale');
  const dialog = page.getByRole('dialog', { name: 'Upscale' });
  await dialog.getByRole('button', { name: /^Upscale.*Free/ }).click();
  await expect(dialog).toBeHidden();
  await page.goto('/');
  const result = page.getByRole('region', { name: 'Upscale' }).locator('a[data-asset]');
  await expect(result).toBeVisible({ timeout: 55_000 });
  await result.click();
  const image = page.locator('.over img').first();
  await expect(image).toBeVisible();
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalHeight)).toBeGreaterThan(1600);
});

test('[ENG-1] [PLAY-6] removes a background at one press from the menu (desktop only: the menu is the same)', async ({ page }) => {
  await importPicture(page, 'Disc', 10);
  await choose(page, /Remove background.*Free/);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const result = page.getByRole('region', { name: 'Remove background' }).locator('a[data-asset]');
  await expect(result).toBeVisible({ timeout: 45_000 });
  const clear = await result
    .locator('img')
    .last()
    .evaluate(async (image: HTMLImageElement) => {
      const bitmap = await createImageBitmap(await (await fetch(image.src)).blob());
      const context = Object.assign(document.createElement('canvas'), { width: 50, height: 50 }).getContext('2d')!;
      context.drawImage(bitmap, 0, 0, 50, 50);
      const { data } = context.getImageData(0, 0, 50, 50);
      return data.filter((value, at) => at % 4 === 3 && value < 128).length / 2500;
    });
  expect(clear).toBeGreaterThan(0.2);
  expect(clear).toBeLessThan(0.98);
});
