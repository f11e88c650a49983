// Boards begin from templates, are copied, kept as templates, told apart by tags and found by name; all of it without network too.
import { makeFirstBoard } from '../../support/boards.ts';
import { expect, installed, test } from '../../support/journey.ts';

test('[MOOD-1] a board begins from a template, becomes one, and is copied and found by its tags, offline too', async ({
  page,
  context,
  server
}) => {
  await page.goto('/boards');
  await installed(page);
  await page.getByRole('button', { name: 'Make the first moodboard' }).click();
  const dialog = page.getByRole('dialog', { name: 'New moodboard' });
  await dialog.getByLabel('Name', { exact: true }).fill('Harbour, June');
  await dialog.getByRole('radio', { name: /^Shoot plan/ }).check();
  await dialog.getByRole('button', { name: 'Make moodboard' }).click();
  const canvas = page.getByRole('application', { name: 'Board canvas' });
  await expect(canvas.getByRole('img', { name: '1 Mood' })).toBeVisible();
  await expect(canvas.getByText('Three words.')).toBeVisible();

  // From here on there is no network.
  await context.setOffline(true);
  await server.kill();
  const menu = page.getByRole('button', { name: 'More for this board' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Tags' }).click();
  const tags = page.getByRole('dialog', { name: 'Tags of the board' });
  await tags.getByRole('button', { name: 'warm' }).click();
  await tags.getByRole('button', { name: 'bold' }).click();
  await tags.getByRole('button', { name: 'Close' }).click();
  await menu.click();
  await page.getByRole('menuitem', { name: 'Save as template' }).click();
  await expect(page.getByText('Saved as a template.')).toBeVisible();
  await menu.click();
  const address = page.url();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(page).not.toHaveURL(address);
  await expect(canvas.getByRole('img', { name: '1 Mood' })).toBeVisible();
  await canvas.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(canvas.getByRole('img')).toHaveCount(0);

  await page.goto('/boards');
  const list = page.getByRole('main').getByRole('link');
  await expect(list).toHaveCount(2);
  await page.getByRole('button', { name: 'More for Harbour, June, copy' }).click();
  await page.getByRole('menuitem', { name: 'Tags' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'bold' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('group', { name: 'Only with the tags' }).getByRole('button', { name: 'bold' }).click();
  await expect(list).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Harbour, June', exact: true })).toBeVisible();

  // The template kept what the board had then, and a board from it goes its own way.
  await page.getByRole('button', { name: 'Templates, 1' }).click();
  await page.getByRole('button', { name: 'More for Harbour, June' }).click();
  await page.getByRole('menuitem', { name: 'Make a board from it' }).click();
  await expect(dialog.getByRole('radio', { name: /^Harbour, June/ })).toBeChecked();
  await dialog.getByLabel('Name', { exact: true }).fill('Harbour, July');
  await dialog.getByRole('button', { name: 'Make moodboard' }).click();
  await expect(canvas.getByRole('img', { name: '3 Shots' })).toBeVisible();
  await expect(canvas.getByText('Three words.')).toBeVisible();

  await page.goto('/gallery');
  await expect(page.getByRole('main')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('harbour jul');
  await page.getByRole('option', { name: 'Harbour, July' }).click();
  await expect(page).toHaveURL(/\/boards\/.+/);
});

test('[MOOD-1] [SYNC-1] a device that holds nothing yet calls nothing empty before it has heard the server, and shows the board whole then (desktop only: nothing of it depends on the size)', async ({
  page,
  device
}) => {
  await makeFirstBoard(page, 'Harbour, June', 'Shoot plan');
  await expect(page.getByRole('application', { name: 'Board canvas' }).getByText('Three words.')).toBeVisible();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  const second = await device('mine');
  const { promise: held, resolve: letThrough } = Promise.withResolvers<void>();
  await second.routeWebSocket(/\/sync\//, (socket) => {
    socket.connectToServer().onMessage((message) => void held.then(() => socket.send(message)));
  });
  const other = await second.newPage();
  await other.goto(page.url());
  await expect(other.getByText('Opening the board')).toBeVisible();
  await expect(other.getByText('An empty board.')).toBeHidden();
  letThrough();
  const frame = other.getByRole('application', { name: 'Board canvas' }).getByRole('img', { name: '1 Mood' });
  await expect(frame).toBeInViewport({ ratio: 1 });
  await expect(other.getByText('Opening the board')).toBeHidden();
});
