// A member loses the right to edit while away: what was edited meanwhile is kept aside and offered, and the page shows what the server has.
import { readFile } from 'node:fs/promises';
import { expect, furnish, installed, test } from '../../support/journey.ts';

test.describe.configure({ timeout: 120_000 });

const prompt = 'Brown jug beside a loaf';

test('[SYNC-4] edits of somebody who may only view now are kept aside and offered as a copy (desktop only: nothing of it depends on the size)', async ({
  page,
  device
}) => {
  await furnish(page, prompt, 1);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Make link' }).click();
  const link = await page.getByLabel('New invite link').inputValue();

  const elsewhere = await device('somebody’s');
  const guest = await elsewhere.newPage();
  await guest.goto(link);
  await guest.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(guest).toHaveURL(/\/gallery$/);
  await installed(guest);
  await expect(guest.getByRole('img', { name: prompt })).toHaveCount(1);
  await guest.getByRole('link', { name: prompt }).click();
  const star = guest.getByRole('button', { name: /^(Favourite|Remove from favourites)$/ });
  await expect(star).toBeEnabled();

  await elsewhere.setOffline(true);
  await star.click();
  await expect(star).toHaveAccessibleName('Remove from favourites');

  await page.reload();
  const roles = page.getByRole('button', { name: /role of/ });
  await expect(roles).toHaveCount(2);
  await roles.nth(1).click();
  await page.getByRole('menuitem', { name: 'Viewer' }).click();
  await expect(roles.nth(1)).toHaveText('Viewer');

  await elsewhere.setOffline(false);
  await expect(guest.getByText('You can view this gallery, not edit it.')).toBeVisible({ timeout: 45_000 });
  // What the server has, and no way to change it.
  await expect(star).toHaveAccessibleName('Favourite');
  await expect(star).toBeDisabled();

  await guest.goto('/settings#storage');
  await expect(guest.getByText('Your version is kept aside for 30 days', { exact: true })).toBeVisible();
  const downloading = guest.waitForEvent('download');
  await guest.getByRole('button', { name: 'Download as a file' }).click();
  const copy = JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as { documents: { name: string; content: object }[] };
  expect(copy.documents.map(({ name }) => name.split('/')[1])).toEqual(['gallery']);
  expect(JSON.stringify(copy.documents[0]?.content)).toMatch(/\/favourite":true/);
});
