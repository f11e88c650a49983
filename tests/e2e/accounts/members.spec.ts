// A workspace is shared by a link, and what an owner makes of a member reaches that member's open page by itself.
import { expect, test } from '../../support/journey.ts';

test('[ACC-3] a guest joins by an invite link, is made a viewer, and is removed', async ({ page, device }) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Make link' }).click();
  const link = await page.getByLabel('New invite link').inputValue();

  const elsewhere = await device('somebody’s');
  const guest = await elsewhere.newPage();
  await guest.goto(link);
  await guest.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(guest.getByText('as an editor')).toBeVisible();
  await expect(guest).toHaveURL(/\/gallery$/);
  await guest.goto('/settings');
  const own = guest.getByRole('row', { name: /You/ });
  await expect(own.getByRole('button')).toHaveText('Editor');

  await page.reload();
  const roles = page.getByRole('button', { name: /role of/ });
  await expect(roles).toHaveCount(2);
  await roles.nth(1).click();
  await page.getByRole('menuitem', { name: 'Viewer' }).click();
  await expect(own.getByRole('button')).toHaveText('Viewer');

  await roles.nth(1).click();
  await page.getByRole('menuitem', { name: 'Remove from workspace' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(roles).toHaveCount(1);
  // The guest is back in a workspace of their own.
  await expect(own.getByRole('button')).toHaveText('Owner');

  await guest.goto(`/join${new URL(link).hash}`);
  await guest.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(guest.getByRole('alert')).toContainText('does not work');
});

test('[ACC-3] a link that is not whole says so (desktop only: nothing of it depends on the size)', async ({ page }) => {
  await page.goto('/join#0123');
  await expect(page.getByText('This invite link is not whole.')).toBeVisible();
});
