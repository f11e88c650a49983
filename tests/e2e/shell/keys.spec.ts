// Keys and the command palette: everything can be reached without a pointer, by keys that the person may choose.
import type { Page } from '@playwright/test';
import { expect, generate, test } from '../../support/journey.ts';

const keyOf = (page: Page, title: string) =>
  page.getByRole('button', { name: new RegExp(`^(Change|Press) the keys? (of|for) “${title}”`) });

test('[PLAY-7] keys are listed where they work, can be chosen anew, and say what they already stand for (desktop only: a phone has no keys to choose)', async ({
  page
}) => {
  await page.goto('/');
  await page.getByRole('main').focus();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keys' });
  await expect(list.getByText('Write the prompt')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();

  // The settings list the playground's keys too, since this device has met them.
  await page.keyboard.press('Control+,');
  await expect(page).toHaveURL(/\/settings$/);
  await expect(keyOf(page, 'Write the prompt')).toBeVisible();
  await keyOf(page, 'Go to Gallery').click();
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await expect(page.getByText('“Go to Gallery” has a new key.')).toBeVisible();

  await page.reload();
  await page.getByRole('heading', { name: 'Keys' }).scrollIntoViewIfNeeded();
  await page.getByRole('main').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  await expect(page).toHaveURL(/\/settings$/);
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await expect(page).toHaveURL(/\/gallery$/);

  // A key that is taken is not taken twice without a word.
  await page.keyboard.press('Control+,');
  await keyOf(page, 'Go to Moodboards').click();
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  const way = page.getByRole('alert').filter({ hasText: 'already stands for “Go to Gallery”' });
  await way.getByRole('button', { name: 'Cancel' }).click();
  await expect(way).toBeHidden();
  await keyOf(page, 'Go to Moodboards').click();
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await way.getByRole('button', { name: 'Use it here instead' }).click();
  await expect(keyOf(page, 'Go to Gallery')).toHaveText('Add');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(keyOf(page, 'Go to Gallery')).toHaveText('GB');
  await expect(keyOf(page, 'Go to Moodboards')).toHaveText('GM');

  await page.getByRole('button', { name: 'Reset all keys' }).click();
  await page.getByRole('main').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  await expect(page).toHaveURL(/\/gallery$/);
});

test('[PLAY-7] the palette finds commands, pictures and runs by their words (desktop only: it is opened and used by keys)', async ({
  page
}) => {
  await generate(page, 'Copper kettle on a stove', 1);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search or run a command' });
  await palette.getByRole('combobox').fill('copper kettle');
  await expect(palette.getByRole('option', { name: /Copper kettle.*Assets/ })).toHaveCount(1);
  const run = palette.getByRole('option', { name: /Copper kettle.*Runs/ });
  await expect(run).toHaveCount(1);
  await run.click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f]+$/);
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('moodb');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/boards$/);
});
