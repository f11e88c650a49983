// Cropping makes a new picture beside its parent; the original stays as it is.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../../support/journey.ts';
import { choose, importPicture } from '../../support/pictures.ts';

test('[PLAY-6] crops to a ratio as a new picture with its parent, and can be undone', async ({ page }) => {
  await importPicture(page, 'Disc', 10);
  const original = page.url();
  await choose(page, 'Crop');
  const dialog = page.getByRole('dialog', { name: 'Crop' });
  const keep = dialog.getByRole('button', { name: 'Keep as a new picture' });
  await expect(keep).toBeDisabled();

  await dialog.getByRole('button', { name: '1:1' }).click();
  await expect(dialog.getByText('600 × 600')).toBeVisible();
  const corner = dialog.getByRole('button', { name: /Bottom right corner/ });
  await corner.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(dialog.getByText('600 × 600')).toBeHidden();
  const size = await dialog.getByText(/^\d+ × \d+$/).textContent();
  const [width, height] = size!.split(' × ').map(Number);
  expect(width).toBe(height);
  // A turn shows the same part from the side; what is shown before it is kept is what is kept.
  await dialog.getByRole('button', { name: 'Turn right' }).click();
  await expect(dialog.getByText(size!, { exact: true })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.target])).toEqual([]);

  await keep.click();
  await expect(page.getByText(`Cropped to ${size!}. The original stays as it is.`)).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(original);
  const image = page.locator('.over img').first();
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(width);
  // Its parent is known, so it can be held against it.
  await page.getByRole('main').getByRole('button', { name: 'More', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Before and after' })).toBeVisible();
});

test('[PLAY-6] a crop that fails says so above the tool, and nothing was changed', async ({ page }) => {
  await importPicture(page, 'Disc', 10);
  await choose(page, 'Crop');
  const dialog = page.getByRole('dialog', { name: 'Crop' });
  await dialog.getByRole('button', { name: '1:1' }).click();
  // As where a device has no memory left for the picture.
  await page.evaluate(() => {
    OffscreenCanvas.prototype.convertToBlob = () => Promise.reject(new Error('no room'));
    HTMLCanvasElement.prototype.toBlob = (heard) => heard(null);
  });
  await dialog.getByRole('button', { name: 'Keep as a new picture' }).click();
  const said = page.getByText(/The picture could not be cropped, and nothing was changed/);
  await expect(said).toBeVisible();
  const isOnTop = await said.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const layer = element.closest('[popover]');
    return (
      layer !== null && layer.matches(':popover-open') && top > 0 && top + height < innerHeight && left > 0 && left + width < innerWidth
    );
  });
  expect(isOnTop).toBe(true);
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(said).toBeVisible();
});
