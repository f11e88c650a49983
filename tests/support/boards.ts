// What journeys about moodboards begin with.
import { expect, type Page } from '@playwright/test';

/** Makes a workspace's first board, empty or from the template whose name begins so, and shows it. */
export async function makeFirstBoard(page: Page, name: string, template?: string): Promise<void> {
  await page.goto('/boards');
  await page.getByRole('button', { name: 'Make the first moodboard' }).click();
  const dialog = page.getByRole('dialog', { name: 'New moodboard' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  if (template !== undefined) await dialog.getByRole('radio', { name: new RegExp(`^${template}`) }).check();
  await dialog.getByRole('button', { name: 'Make moodboard' }).click();
  await expect(page).toHaveURL(/\/boards\/.+/);
}
