// Editing: a result becomes the source of the next, and its parentage is kept.
import { expect, generate, test } from '../../support/journey.ts';

test('[PLAY-1] [PLAY-6] edits a picture by an instruction, from the result on', async ({ page, isMobile }) => {
  await generate(page, 'White teapot in a studio', 1);
  await page.getByRole('region', { name: 'White teapot in a studio' }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Edit' }).first().click();

  await expect(page.getByRole('tab', { name: 'Edit', exact: true })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('textbox', { name: 'Instruction' }).fill('Make it black and white');
  await page.getByRole('button', { name: /^Make \d+ edit/ }).click();
  const run = page.getByRole('region', { name: 'Make it black and white' }).first();
  await expect(run.getByRole('link').first()).toBeVisible({ timeout: 45_000 });

  await run.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/gallery\/.+/);
  // On a phone the recipe lies in a sheet under the picture.
  if (isMobile) await page.getByRole('button', { name: 'Recipe', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Made from' })).toBeVisible();
});
