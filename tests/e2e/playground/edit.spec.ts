// Editing: a result becomes the source of the next, and its parentage is kept.
import type { Page } from '@playwright/test';
import { expect, generate, test } from '../../support/journey.ts';

test('[PLAY-1] [PLAY-6] edits a picture by an instruction, from the result on', async ({ page }) => {
  await generate(page, 'White teapot in a studio', 1);
  await page.getByRole('region', { name: 'White teapot in a studio' }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Edit' }).first().click();

  await expect(page.getByRole('tab', { name: 'Edit', exact: true })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('textbox', { name: 'Instruction' }).fill('Make it black and white');
  await page.getByRole('button', { name: /^Make \d+ edit/ }).click();
  const run = page.getByRole('region', { name: 'Make it black and white' }).first();
  await expect(run.getByRole('link').first()).toBeVisible({ timeout: 45_000 });

  await run.getByRole('link').first().click();
  await openRecipe(page);
  await expect(page.getByRole('heading', { name: 'Made from' })).toBeVisible();
});

/** On a phone the recipe lies in a sheet under the picture. */
async function openRecipe(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'More', exact: true })).toBeVisible();
  if (await page.getByRole('heading', { name: 'Made from' }).isHidden()) await page.getByRole('button', { name: 'Recipe' }).click();
}
