// The prompt and what it is composed of: style, camera and light, variables, mentions and history, by keyboard alone on desktops.
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../support/axe.ts';
import { expect, test } from '../../support/journey.ts';
import { chooseMode } from '../../support/modes.ts';
import { importPicture } from '../../support/pictures.ts';

test('[PLAY-2] composes a prompt of variables, a style, camera and light by keyboard alone, and sends what it says', async ({
  page,
  isMobile
}) => {
  await page.goto('/');
  await open(page, isMobile, 'Prompt');
  const words = page.getByRole('textbox', { name: 'Prompt', exact: true }).last();
  await words.fill('');
  await words.pressSequentially('A {subject} on a plinth');
  await page.getByRole('textbox', { name: 'Value of subject' }).fill('red vase');

  // Camera, light and mood: found by typing, chosen by a key, shown as a chip.
  const looks = page.getByRole('button', { name: 'Camera, light, mood', exact: true });
  await looks.press('Enter');
  const picker = page.getByRole('dialog', { name: 'Camera, light, mood' });
  await expectAccessible(page, PANEL);
  const search = picker.getByRole('searchbox', { name: 'Search camera, light and mood' });
  if (!isMobile) await expect(search).toBeFocused();
  await search.fill('golden hour');
  const golden = picker.getByRole('radio', { name: 'Golden hour' });
  await golden.focus();
  await page.keyboard.press('Space');
  await expect(golden).toBeChecked();
  await expectAccessible(page, PANEL);
  await page.keyboard.press('Escape');
  await expect(picker).toBeHidden();
  await expect(looks).toBeFocused();
  await expect(page.getByRole('button', { name: 'Remove Time of day: Golden hour' })).toBeVisible();

  // A style: arrows move the choice and keep the grid open, Enter takes it and gives the focus back.
  if (isMobile) await page.getByRole('button', { name: 'Done' }).click();
  const style = page.getByRole('form', { name: 'Composer' }).getByRole('button', { name: isMobile ? 'Style' : /^Style/, exact: isMobile });
  await style.press('Enter');
  const grid = page.getByRole('dialog', { name: 'Style' });
  await expectAccessible(page, PANEL);
  await grid.getByRole('searchbox', { name: 'Search styles' }).fill('film');
  await grid.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(grid).toBeVisible();
  const chosen = grid.getByRole('radio', { checked: true });
  await expect(chosen).toBeFocused();
  const name = await chosen.evaluate((input) => input.closest('label')?.textContent?.trim() ?? '');
  await page.keyboard.press('Enter');
  await expect(grid).toBeHidden();
  await expect(page.getByRole('form', { name: 'Composer' }).getByRole('button', { name }).first()).toBeFocused();

  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/runs'));
  await page.getByRole('button', { name: /^Generate \d image/ }).press('Enter');
  const { recipe } = (await sent).postDataJSON() as { recipe: { prompt: string; composition: Record<string, unknown> } };
  expect(recipe.prompt).toContain('A red vase on a plinth');
  expect(recipe.prompt).toContain('At golden hour');
  expect(recipe.composition).toMatchObject({ prompt: 'A {subject} on a plinth', variables: { subject: 'red vase' } });

  // Its words can be had back from the history, with all that belonged to them.
  await open(page, isMobile, 'Prompt');
  await words.fill('Something else');
  await page.getByRole('button', { name: 'History' }).press('Enter');
  const history = page.getByRole('dialog', { name: 'Prompt history' });
  await history.getByRole('searchbox', { name: 'Search prompts' }).fill('plinth');
  await expectAccessible(page, PANEL);
  await history.getByRole('button', { name: /^A \{subject\} on a plinth/ }).press('Enter');
  await expect(history).toBeHidden();
  await expect(words).toHaveValue('A {subject} on a plinth');
  await expect(page.getByRole('textbox', { name: 'Value of subject' })).toHaveValue('red vase');
  const undo = page.getByRole('button', { name: 'Undo' });
  await (isMobile ? undo.tap() : undo.press('Enter'));
  await expect(words).toHaveValue('Something else');
});

test('[PLAY-2] mentions a picture of the gallery by typing its name', async ({ page, isMobile }) => {
  await importPicture(page, 'Disc', 10);
  await importPicture(page, 'Moon', 200);
  await chooseMode(page, 'Edit');
  await open(page, isMobile, 'Instruction');
  const words = page.getByRole('textbox', { name: 'Instruction', exact: true }).last();
  await words.fill('');
  await words.pressSequentially('Make @');
  const list = page.getByRole('listbox', { name: 'Pictures to mention' });
  await expect(list.getByRole('option')).toHaveCount(2);
  await expectAccessible(page, isMobile ? '[role=dialog]' : '[aria-label=Composer]');
  // The keys stay in the field; what they mark is told.
  await words.press('ArrowDown');
  await expect(list.getByRole('option', { selected: true })).toHaveAttribute('id', (await words.getAttribute('aria-activedescendant'))!);
  await words.press('Escape');
  await expect(list).toBeHidden();
  await expect(words).toHaveValue('Make @');

  await words.press('Backspace');
  await words.pressSequentially('@moo');
  await expect(list.getByRole('option')).toHaveCount(1);
  await words.press('Enter');
  await expect(words).toHaveValue('Make Figure 1');
  await expect(words).toBeFocused();
  await words.pressSequentially(' blue');
  if (isMobile) await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: /^Make 1 edit/ })).toBeEnabled();
});

/** What is open: a popover, or on phones a sheet. */
const PANEL = '[data-raised]';

/** On a phone all that a prompt is composed of lies on a screen of its own. */
async function open(page: Page, isMobile: boolean, field: string): Promise<void> {
  if (!isMobile) return;
  await page.getByRole('button', { name: 'Write on the full screen' }).click();
  await expect(page.getByRole('dialog', { name: field })).toBeVisible();
}
