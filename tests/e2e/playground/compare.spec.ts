// Two pictures held against each other: slider, keys, side by side, zoom in step.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../../support/journey.ts';
import { importPicture } from '../../support/pictures.ts';
import { actOnSelection, hold } from '../../support/selecting.ts';

test('[PLAY-6] compares two pictures with a slider, by keys and side by side', async ({ page, isMobile }) => {
  await importPicture(page, 'First', 10);
  await importPicture(page, 'Second', 200);
  await page.goto('/gallery');
  const links = page.locator('a[data-asset]');
  if (isMobile) await hold(links.nth(0));
  else await links.nth(0).click({ modifiers: ['Shift'] });
  await links.nth(1).click();
  await actOnSelection(page, 2, 'Compare these two');

  const dialog = page.getByRole('dialog', { name: 'Older and newer' });
  const slider = dialog.getByRole('slider', { name: /How much/ });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', '0 % older');
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', '100 % older');
  const box = (await dialog.getByRole('img').first().boundingBox())!;
  await page.mouse.click(box.x + box.width * 0.25, box.y + box.height / 2);
  await expect(slider).toHaveAttribute('aria-valuetext', /^2[3-7] % older$/);

  await dialog.getByText('Side by side').click();
  await expect(slider).toBeHidden();
  const widths = () =>
    dialog.getByRole('img').evaluateAll((images) => images.map((image) => Math.round(image.getBoundingClientRect().width)));
  const [fit] = await widths();
  await dialog.getByRole('button', { name: 'Zoom in' }).click();
  const [one, other] = await widths();
  expect(one).toBeGreaterThan(fit!);
  expect(other).toBe(one);

  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.target])).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
