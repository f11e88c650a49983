// A device without room: copies of what the server has make way, thumbnails stay, and what the server has not is never lost in silence.
import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { expect, installed, test } from '../../support/journey.ts';

/** A picture of about three megabytes that nothing can compress. */
async function heavy(name: string) {
  const buffer = await sharp(randomBytes(1000 * 1000 * 3), { raw: { width: 1000, height: 1000, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return { name, mimeType: 'image/png', buffer };
}

test('[GAL-6] when the device is full an import goes to the server at once and keeps its thumbnail; without the server it says what is safe', async ({
  page,
  context
}) => {
  // A browser that is full refuses the write. Chromium does not let a test set so small a limit, so the refusal is played for all but thumbnails.
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
      const value = given[0] as { blob?: Blob } | undefined;
      if ('full' in window && this.name === 'blobs' && (value?.blob?.size ?? 0) > 500_000)
        throw new DOMException('There is no room left.', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  await page.goto('/gallery');
  await installed(page);
  const picker = page.locator('input[type=file]').first();
  await picker.setInputFiles([await heavy('first.png')]);
  await expect(page.getByRole('link', { name: 'first' })).toBeVisible();
  // On the server before the room is taken away.
  await expect(page.getByText('Not yet on the server')).toHaveCount(0, { timeout: 45_000 });

  await page.evaluate(() => Object.assign(window, { full: true }));
  const files = [await heavy('second.png'), await heavy('third.png')];
  await picker.setInputFiles(files);
  await expect(page.getByText('Imported 2 assets.')).toBeVisible({ timeout: 45_000 });
  for (const { buffer } of files) {
    const hash = createHash('sha256').update(buffer).digest('hex');
    await expect.poll(async () => (await page.request.get(`/media/${hash}`)).status(), { timeout: 45_000 }).toBe(200);
  }
  await expect(page.getByRole('link', { name: 'third' })).toBeVisible();

  await context.setOffline(true);
  await picker.setInputFiles([await heavy('fourth.png'), await heavy('fifth.png'), await heavy('sixth.png')]);
  const panel = page.getByRole('region', { name: 'Import' });
  await expect(panel).toContainText('This device has no room left for Preset.', { timeout: 45_000 });
  await expect(panel).toContainText('Nothing that was saved is lost.');
  // What is named as refused is not in the gallery, and what is in the gallery is not named.
  const refused = await panel.locator('details, .one').allTextContents();
  for (const name of ['fourth', 'fifth', 'sixth'])
    await expect(page.getByRole('link', { name })).toHaveCount(refused.some((text) => text.includes(`${name}.png`)) ? 0 : 1);
});
