// Somebody edits a board while away and may only view it when they are back: their version becomes a board of their own.
import { makeFirstBoard } from '../../support/boards.ts';
import { expect, installed, test } from '../../support/journey.ts';

test.describe.configure({ timeout: 120_000 });

test('[SYNC-4] [MOOD-2] a board edited by somebody who may only view it now is kept as a board of their own', async ({ page, device }) => {
  await makeFirstBoard(page, 'Spring table');
  const address = page.url();
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Make link' }).click();
  const link = await page.getByLabel('New invite link').inputValue();

  const elsewhere = await device('somebody’s');
  const guest = await elsewhere.newPage();
  await guest.goto(link);
  await guest.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(guest).toHaveURL(/\/gallery$/);
  await installed(guest);
  await guest.goto(address);
  const canvas = guest.getByRole('application', { name: 'Board canvas' });
  await expect(guest.getByText('An empty board.')).toBeVisible();

  await elsewhere.setOffline(true);
  // An open socket outlives the switch; a page that is loaded afresh has none.
  await guest.reload();
  await canvas.focus();
  await guest.keyboard.press('n');
  await guest.keyboard.press('Enter');
  await guest.keyboard.type('Blue bowls, no flowers.');
  await guest.keyboard.press('Escape');
  await expect(canvas.getByText('Blue bowls, no flowers.')).toBeVisible();

  await page.reload();
  const roles = page.getByRole('button', { name: /role of/ });
  await expect(roles).toHaveCount(2);
  await roles.nth(1).click();
  await page.getByRole('menuitem', { name: 'Viewer' }).click();
  await expect(roles.nth(1)).toHaveText('Viewer');

  await elsewhere.setOffline(false);
  await expect(guest.getByText('You can view this board, not edit it.')).toBeVisible({ timeout: 45_000 });
  await expect(canvas.getByText('Blue bowls, no flowers.')).toHaveCount(0);
  await guest.goto('/settings#storage');
  await guest.getByRole('button', { name: 'Keep as a board of my own' }).click();
  await expect(guest).toHaveURL(/\/boards\/.+/);
  expect(guest.url()).not.toBe(address);
  await expect(canvas.getByText('Blue bowls, no flowers.')).toBeVisible();
  // It is theirs: it can be changed, and it is listed in their own workspace.
  await canvas.focus();
  await guest.keyboard.press('Control+a');
  await guest.keyboard.press('Delete');
  await expect(canvas.getByText('Blue bowls, no flowers.')).toHaveCount(0);
  await guest.goto('/boards');
  await expect(guest.getByRole('link', { name: /my version/i })).toBeVisible();
});
