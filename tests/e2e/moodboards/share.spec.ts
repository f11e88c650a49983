// A link shows one board to somebody without an account: live, to look at and to be presented, and no longer once it is ended.
import type { Page } from '@playwright/test';
import { makeFirstBoard } from '../../support/boards.ts';
import { expect, furnish, test } from '../../support/journey.ts';

const prompt = 'Folded linen by a window';

async function boardWithPicture(page: Page): Promise<void> {
  await furnish(page, prompt, 1);
  await makeFirstBoard(page, 'For the client');
  await page.getByRole('button', { name: 'Add pictures' }).first().click();
  const picker = page.getByRole('dialog');
  await picker.getByRole('listitem').getByRole('button').first().click();
  await picker.getByRole('button', { name: /^Add/ }).click();
  await expect(page.getByRole('application', { name: 'Board canvas' }).getByRole('img', { name: prompt })).toHaveCount(1);
}

test('[MOOD-6] a share link shows a board live to somebody without an account, until it is ended', async ({ page, device }) => {
  await boardWithPicture(page);
  await page.getByRole('button', { name: 'More for this board' }).click();
  await page.getByRole('menuitem', { name: 'Share a view-only link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share a view-only link' });
  await dialog.getByRole('button', { name: 'Make link' }).click();
  const link = await dialog.getByLabel('New share link').inputValue();
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  const elsewhere = await device('somebody’s');
  const visitor = await elsewhere.newPage();
  await visitor.goto(link);
  const canvas = visitor.getByRole('application', { name: 'Board canvas' });
  await expect(canvas.getByRole('img', { name: prompt })).toHaveCount(1);
  const picture = canvas.locator('img').last();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  // No account was made, and nothing of the studio is there.
  expect((await visitor.request.get('/api/me')).status()).toBe(401);
  await expect(visitor.getByRole('navigation')).toHaveCount(0);

  const own = page.getByRole('application', { name: 'Board canvas' });
  await own.focus();
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Softer light.');
  await page.keyboard.press('Escape');
  await expect(canvas.getByText('Softer light.')).toBeVisible();
  // Keys and pointers change nothing for a visitor.
  await canvas.focus();
  await visitor.keyboard.press('Control+a');
  await visitor.keyboard.press('Delete');
  await expect(canvas.getByRole('img')).toHaveCount(2);
  await visitor.getByRole('button', { name: 'Zoom in' }).click();
  await visitor.getByRole('button', { name: 'Show the whole board' }).click();

  // A frame is a page, for visitors too.
  await own.focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await page.keyboard.press('Enter');
  await visitor.getByRole('button', { name: 'Present' }).click();
  const presentation = visitor.getByRole('toolbar', { name: 'Presentation' });
  await expect(presentation.getByText('1 of 1')).toBeVisible();
  await presentation.getByRole('button', { name: 'Stop presenting' }).click();
  await expect(visitor.getByRole('toolbar', { name: 'View' })).toBeVisible();

  await page.getByRole('button', { name: 'More for this board' }).click();
  await page.getByRole('menuitem', { name: 'Share a view-only link' }).click();
  await dialog.getByRole('button', { name: /^End the link/ }).click();
  await expect(visitor.getByText('This link shows the board no longer.')).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByRole('alert')).toBeVisible();
  await expect(canvas).toHaveCount(0);
});
