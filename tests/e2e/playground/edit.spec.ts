// Editing: a result becomes the source of the next, and its parentage is kept.
import { expect, generate, test } from '../../support/journey.ts';

test('[PLAY-1] [PLAY-6] edits a picture by an instruction, from the result on', async ({ page }) => {
  await generate(page, 'White teapot in a studio', 1);
  await page.getByRole('region', { name: 'White teapot in a studio' }).getByRole('link').first().click();
  await page
    .getByRole('link', { name: 'Edit' })
    .or(page.getByRole('button', { name: 'Edit' }))
    .first()
    .click();

  await expect(page.getByRole('tab', { name: 'Edit' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('textbox', { name: 'Instruction' }).fill('Make it black and white');
  await page
    .getByRole('button', { name: /^(Edit|Generate|Make)/ })
    .last()
    .click();
  const run = page.getByRole('region', { name: 'Make it black and white' }).first();
  await expect(run.getByRole('link').first()).toBeVisible({ timeout: 45_000 });

  await run.getByRole('link').first().click();
  await expect(page.getByText('Made from')).toBeVisible();
});
