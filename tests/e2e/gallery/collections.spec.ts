// Collections: filled from a selection, kept when the page is left, chosen as a run's destination, deleted without their pictures.
import type { Page } from '@playwright/test';
import { begin, expect, furnish, installed, test } from '../../support/journey.ts';
import { actOnSelection } from '../../support/selecting.ts';

const shown = (page: Page) => page.getByRole('list', { name: 'Assets' }).getByRole('listitem');
const places = async (page: Page, isMobile: boolean) => {
  if (isMobile) await page.getByRole('button', { name: 'Places and filters' }).click();
  return page.getByRole('region', { name: 'Collections' });
};

/** Puts everything that is shown into a new collection. */
async function collectAll(page: Page, name: string, count: number): Promise<void> {
  await shown(page).first().getByRole('link').focus();
  await page.keyboard.press('Control+a');
  await actOnSelection(page, count, 'Collect');
  await page.getByRole('textbox', { name: 'New collection' }).fill(name);
  await page.getByRole('button', { name: 'Make and add' }).click();
  await expect(page.getByText(`Added ${count} assets to “${name}”.`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');
}

test('[GAL-4] a selection goes into a new collection, which shows it; deleting it keeps the pictures and can be undone', async ({
  page,
  isMobile
}) => {
  await furnish(page, 'Dunes at dusk', 3);
  await collectAll(page, 'Salt and linen', 3);

  let collections = await places(page, isMobile);
  await collections.getByRole('button', { name: /^Salt and linen/ }).click();
  await expect(page).toHaveURL(/collection=/);
  await expect(page.getByRole('heading', { name: 'Salt and linen' })).toBeVisible();
  await expect(page.getByText('3 in the sandbox')).toBeVisible();
  await page.reload();
  await expect(shown(page)).toHaveCount(3);

  collections = await places(page, isMobile);
  await collections.getByRole('button', { name: 'More for “Salt and linen”' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText('Deleted the collection “Salt and linen”.')).toBeVisible();
  await expect(shown(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(collections.getByRole('button', { name: /^Salt and linen 3/ })).toBeVisible();
});

test('[RUN-7] [GAL-4] results land in the collection that the composer names, which shows its run', async ({ page, isMobile }) => {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Open sea before sunrise');
  await page.getByRole('button', { name: /^Collection/ }).click();
  await page.getByRole('option', { name: 'New collection' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Sea studies');
  await page.getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByRole('button', { name: /Sea studies/ })).toBeVisible();
  await page.getByRole('button', { name: /^Generate \d+ image/ }).click();
  const run = page.getByRole('region', { name: 'Open sea before sunrise' }).first();
  await expect(run.getByRole('img').first()).toBeVisible({ timeout: 45_000 });

  await page.goto('/gallery');
  const collections = await places(page, isMobile);
  await collections.getByRole('button', { name: /^Sea studies/ }).click();
  await expect(page.getByRole('heading', { name: 'Sea studies' })).toBeVisible();
  await expect(shown(page).first()).toBeVisible();
  await page.getByRole('button', { name: '1 run', exact: true }).click();
  await expect(page.getByRole('link', { name: /Open sea before sunrise/ }).last()).toBeVisible();
});

test('[GAL-4] a picture is dragged onto a collection (desktop only: phones have the menu instead)', async ({ page }) => {
  await furnish(page, 'Dunes at dusk', 2);
  await page.getByRole('button', { name: 'New collection' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Deserts');
  await page.getByRole('button', { name: 'Make it' }).click();
  await page.getByRole('button', { name: /^Everything/ }).click();
  const row = page.getByRole('region', { name: 'Collections' }).getByRole('button', { name: /^Deserts/ });
  await shown(page).first().getByRole('link').dragTo(row);
  await expect(page.getByText('Added 1 asset to “Deserts”.')).toBeVisible();
  await expect(row).toHaveAccessibleName('Deserts 1');
});

test('[GAL-6] a collection kept on a device brings its originals there, and those that join it later', async ({
  page,
  isMobile,
  device
}) => {
  await furnish(page, 'Dunes at dusk', 2);
  await collectAll(page, 'Deserts', 2);

  // A device that keeps no originals by itself.
  const second = await device('mine');
  const other = await second.newPage();
  await other.addInitScript(() => localStorage.setItem('preset.only-pinned', '1'));
  await other.goto('/gallery');
  await installed(other);
  const kept = shown(other).getByRole('img', { name: 'Kept on this device' });
  await expect(shown(other).getByRole('img', { name: 'Only on the server' })).toHaveCount(2);
  await (await places(other, isMobile)).getByRole('button', { name: 'More for “Deserts”' }).click();
  await other.getByRole('menuitem', { name: 'Keep on this device' }).click();
  await expect(other.getByText('“Deserts” will stay on this device.')).toBeVisible();
  await other.keyboard.press('Escape');
  // Under the mouse a picture shows what can be done with it instead of where its bytes are.
  await other.mouse.move(0, 0);
  await expect(kept).toHaveCount(2);

  await begin(page, 'Open sea before sunrise', 1);
  await expect(shown(page)).toHaveCount(3, { timeout: 45_000 });
  await shown(page).first().getByRole('link').focus();
  await page.keyboard.press('x');
  await actOnSelection(page, 1, 'Collect');
  await page.getByRole('checkbox', { name: 'Deserts' }).check();
  await expect(kept).toHaveCount(3, { timeout: 45_000 });
  await second.setOffline(true);
  await other.reload();
  await expect(kept).toHaveCount(3);
});
