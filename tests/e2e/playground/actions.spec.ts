// What can be done with a picture is the same wherever it is shown: on tiles, in menus, in the viewer, in the selection's bar, by key.
import type { Page } from '@playwright/test';
import { expect, generate, test } from '../../support/journey.ts';
import { actOnSelection, hold } from '../../support/selecting.ts';

const promptOf = (page: Page) => page.getByRole('textbox', { name: /Prompt|Instruction/ });

test('[PLAY-6] a result offers its actions under the mouse, in its menu and by keys (desktop only: a phone has no mouse)', async ({
  page
}) => {
  await generate(page, 'Blue enamel jug on oak', 2);
  const run = page.getByRole('region', { name: 'Blue enamel jug on oak' }).first();
  const tile = run.getByRole('group', { name: 'Image 1' });

  await tile.hover();
  await expect(tile.getByRole('button', { name: 'Vary' })).toBeVisible();
  await tile.getByRole('button', { name: 'More' }).click();
  await expect(page.getByRole('menuitem', { name: 'Use this recipe' })).toBeVisible();
  // Other areas add theirs in between; these keep their order.
  const entries = await page.getByRole('menuitem').allTextContents();
  const order = [/^Use this recipe/, /^Edit/, /^Vary/, /^Crop/, /^Favourite/, /^Download/, /^Move to trash/].map((name) =>
    entries.findIndex((entry) => name.test(entry.trim()))
  );
  expect(order.every((at, index) => at > (order[index - 1] ?? -1))).toBe(true);
  await page.getByRole('menuitem', { name: 'Favourite' }).click();
  await expect(tile.getByRole('img', { name: 'Favourite' })).toBeVisible();
  await expect(tile.getByRole('link')).toBeFocused();

  await tile.getByRole('link').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Edit/ }).click();
  await expect(page.getByRole('tab', { name: 'Edit', exact: true })).toHaveAttribute('aria-selected', 'true');

  await tile.getByRole('link').focus();
  await page.keyboard.press('v');
  await expect(promptOf(page)).toHaveValue(/^A variation of this picture/);
});

test('[PLAY-6] [PWA-4] a long press selects, and the bar acts on what is selected', async ({ page, isMobile }) => {
  await generate(page, 'Two lemons on slate', 2);
  const run = page.getByRole('region', { name: 'Two lemons on slate' }).first();
  const links = run.getByRole('link');
  if (isMobile) await hold(links.nth(0));
  else await links.nth(0).click({ modifiers: ['Shift'] });
  const bar = page.getByRole('toolbar', { name: 'Selection' });
  await expect(bar).toContainText('1 selected');
  await links.nth(1).click();

  await actOnSelection(page, 2, 'Compare these two');
  await expect(page.getByRole('dialog', { name: 'Older and newer' })).toBeVisible();
  await page.keyboard.press('Escape');

  await bar.getByRole('button', { name: 'Move to trash' }).click();
  await expect(page.getByText('Moved 2 assets to trash.')).toBeVisible();
  await expect(bar).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(links).toHaveCount(2);
});

test('[PLAY-6] [PLAY-7] the viewer acts on its picture and goes on to the next one', async ({ page, isMobile }) => {
  await generate(page, 'Grey heron at dusk', 2);
  await page.getByRole('region', { name: 'Grey heron at dusk' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/gallery\//);
  const first = page.url();
  if (isMobile) {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: /Move to trash/ }).click();
  } else await page.keyboard.press('Delete');
  await expect(page).not.toHaveURL(first);
  await expect(page.getByRole('img', { name: 'Grey heron at dusk' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Edit' }).first().click();
  await expect(page.getByRole('tab', { name: 'Edit', exact: true })).toHaveAttribute('aria-selected', 'true');
});
