// The main job: words become pictures, the pictures are kept, and they are there without a network.
import { expect, generate, installed, test } from '../../support/journey.ts';

const prompt = 'Blue vase on a marble plinth';

test('[ACC-1] [PLAY-6] a first visit generates pictures in place, without a wall', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('textbox', { name: 'Prompt' })).not.toBeEmpty();
  await generate(page, prompt, 2);
  await expect(page.getByText('Sandbox').first()).toBeVisible();
});

test('[PWA-2] [GAL-6] reloaded without network or server, everything is still there (desktop only: a phone is without network on its moodboard)', async ({
  page,
  context,
  server
}) => {
  await generate(page, prompt, 2);
  await installed(page);
  await page.goto('/gallery');
  const pictures = page.getByRole('img', { name: prompt });
  await expect(pictures).toHaveCount(2);
  await expect.poll(() => keptOriginals(page), { timeout: 30_000 }).toBe(2);

  await context.setOffline(true);
  await server.kill();
  await page.reload();
  await expect(pictures).toHaveCount(2);
  await expect
    .poll(() => pictures.evaluateAll((images) => images.every((image) => (image as HTMLImageElement).naturalWidth > 0)))
    .toBe(true);

  await page.getByRole('link', { name: prompt }).first().click();
  await expect(page).toHaveURL(/\/gallery\/.+/);
  await page.reload();
  const original = page.getByRole('main').getByRole('img', { name: prompt }).first();
  await expect
    .poll(() => original.evaluate((image) => (image as HTMLImageElement).naturalWidth), { timeout: 20_000 })
    .toBeGreaterThan(1_000);
  await page.goto('/');
  await expect(page.getByRole('region', { name: prompt }).getByRole('img')).toHaveCount(2);
});

test('[PLAY-7] drafts survive a reload', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Sandbox' })).toBeVisible();
  const field = page.getByRole('textbox', { name: 'Prompt' });
  await field.fill('An orange cat on a green sofa');
  await page.reload();
  await expect(field).toHaveValue('An orange cat on a green sofa');
});

/** How many originals this device keeps, read where the service worker reads them. */
function keptOriginals(page: import('@playwright/test').Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done, fail) => {
        const opened = indexedDB.open('preset');
        opened.onerror = () => fail(opened.error);
        opened.onsuccess = () => {
          const all = opened.result.transaction('blobs').objectStore('blobs').getAll();
          all.onerror = () => fail(all.error);
          all.onsuccess = () => {
            opened.result.close();
            done((all.result as { kind: string }[]).filter(({ kind }) => kind === 'original').length);
          };
        };
      })
  );
}
