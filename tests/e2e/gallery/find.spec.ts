// Finding pictures: words and filters, kept in the address; saved filters; tags, ratings and notes to find by.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, furnish, test } from '../../support/journey.ts';

const shown = (page: Page) => page.getByRole('list', { name: 'Assets' }).getByRole('listitem');

/** Two kinds of pictures to tell apart. */
async function furnished(page: Page): Promise<void> {
  await furnish(page, 'Dunes at dusk', 3);
  await furnish(page, 'Terracotta vase on limestone', 2);
  await page.goto('/gallery');
  await expect(shown(page)).toHaveCount(5);
}

/** The controls of a part: behind a chip on wide screens, in the sheet on phones. */
async function openFilter(page: Page, part: string, isPhone: boolean): Promise<void> {
  if (isPhone) await page.getByRole('button', { name: 'Places and filters' }).click();
  else await page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: part }).click();
}
async function closeFilter(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('[GAL-3] words find pictures, stay after a reload and on the way back, and nothing found says what was looked for', async ({
  page
}) => {
  await furnished(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill('limestone terra');
  await expect(shown(page)).toHaveCount(2);
  await expect(page).toHaveURL(/\?q=limestone\+terra$/);
  await page.reload();
  await expect(shown(page)).toHaveCount(2);
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('limestone terra');
  await shown(page).first().getByRole('link').click();
  await expect(page).toHaveURL(/\/gallery\/.+/);
  await page.goBack();
  await expect(shown(page)).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'Search' }).fill('polar bear');
  await expect(page.getByText('Nothing here fits “polar bear”.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(shown(page)).toHaveCount(5);
  await expect(page).toHaveURL(/\/gallery$/);
});

test('[GAL-3] [GAL-4] a rating filters, and the filter is saved under a name, used, deleted and taken back', async ({ page, isMobile }) => {
  await furnished(page);
  await shown(page).first().getByRole('link').focus();
  await page.keyboard.press('4');
  await openFilter(page, 'Rating', isMobile);
  await page.getByRole('button', { name: '3 of 5' }).click();
  await closeFilter(page);
  await expect(shown(page)).toHaveCount(1);
  await expect(page.getByRole('group', { name: 'Filters' }).getByText('3 stars or more')).toBeVisible();

  if (isMobile) await page.getByRole('button', { name: 'Places and filters' }).click();
  await page.getByRole('button', { name: 'Save the present filter' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Good ones');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = page.getByRole('region', { name: 'Saved filters' });
  await expect(saved.getByRole('button', { name: /^Good ones/ })).toBeVisible();
  await page.getByRole('button', { name: /^Everything/ }).click();
  await expect(shown(page)).toHaveCount(5);
  if (isMobile) await page.getByRole('button', { name: 'Places and filters' }).click();
  await saved.getByRole('button', { name: /^Good ones/ }).click();
  await expect(shown(page)).toHaveCount(1);
  if (isMobile) await page.getByRole('button', { name: 'Places and filters' }).click();
  await saved.getByRole('button', { name: 'More for “Good ones”' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(saved.getByRole('button', { name: /^Good ones/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(saved.getByRole('button', { name: /^Good ones/ })).toBeVisible();
});

test('[GAL-4] many are tagged at once by keys, found by the tag, and the change is undone (desktop only: the sheet that phones have for filters is opened for the rating)', async ({
  page
}) => {
  await furnished(page);
  await shown(page).first().getByRole('link').focus();
  const bar = page.getByRole('toolbar', { name: 'Selection' });
  await page.keyboard.press('x');
  await expect(bar).toContainText('1 selected');
  await page.keyboard.press('x');
  await expect(bar).toHaveCount(0);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('t');
  await page.getByRole('textbox', { name: 'Add a tag' }).fill('desert, study');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tagged 5 assets with “desert”, “study”.')).toBeVisible();
  await closeFilter(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill('study');
  await expect(shown(page)).toHaveCount(5);
  await openFilter(page, 'Tags', false);
  await page.getByRole('checkbox', { name: /^desert/ }).check();
  await closeFilter(page);
  await expect(page).toHaveURL(/tag=desert/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/^Nothing here fits “study”/)).toBeVisible();
});

test('[GAL-4] notes are kept with a picture', async ({ page, isMobile }) => {
  await furnish(page, 'Dunes at dusk', 1);
  await shown(page).first().getByRole('link').click();
  if (isMobile) await page.getByRole('button', { name: 'Recipe' }).click();
  await page.getByRole('textbox', { name: 'Notes' }).fill('For the cover');
  await page.getByRole('textbox', { name: 'Notes' }).blur();
  await page.reload();
  if (isMobile) await page.getByRole('button', { name: 'Recipe' }).click();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('For the cover');
});

test('[GAL-4] [PWA-5] the mouse draws a frame over pictures, Escape gives it up; the page with filters has no known barriers', async ({
  page,
  isMobile
}) => {
  await furnished(page);
  if (!isMobile) {
    const box = await shown(page).last().boundingBox();
    if (!box) throw new Error('No picture is in sight.');
    await page.mouse.move(box.x + 40, box.y + box.height + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + 20, box.y + box.height - 20, { steps: 4 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(page.getByRole('toolbar', { name: 'Selection' })).toHaveCount(0);
    await page.mouse.move(box.x + 40, box.y + box.height + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + 20, box.y + box.height - 20, { steps: 4 });
    await page.mouse.up();
    await expect(page.getByText('1 selected')).toBeVisible();
    await page.keyboard.press('Escape');
  } else await page.getByRole('button', { name: 'Places and filters' }).click();
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations).toEqual([]);
});
