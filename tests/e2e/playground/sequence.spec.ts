// Sequence: frames that belong together, from words and then from a reference.
import { expect, test } from '../../support/journey.ts';
import { chooseFiles, chooseMode, inPart } from '../../support/modes.ts';

test('[PLAY-1] [PLAY-7] asks for a numbered series, says what a frame shows, and keeps the draft', async ({ page, isMobile }) => {
  test.setTimeout(120_000);
  await chooseMode(page, 'Sequence');
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A red boat leaves the harbour');
  await inPart(page, isMobile, /^\d+ frames$/, async () => {
    await page.getByRole('spinbutton', { name: 'Frames' }).fill('3');
    await page.getByRole('textbox', { name: 'Frame 2' }).fill('the open sea');
  });
  await inPart(page, isMobile, '4:5', async () => {
    await page.getByRole('textbox', { name: 'Width in pixels' }).fill('512');
    await page.keyboard.press('Tab');
    await page.getByRole('textbox', { name: 'Height in pixels' }).fill('640');
    await page.keyboard.press('Tab');
  });
  await page.reload();
  await page.getByRole('tab', { name: 'Sequence' }).click();
  await page.getByRole('button', { name: /^Generate 3 frames/ }).click();
  const run = page.getByRole('region', { name: 'A red boat leaves the harbour' });
  await expect(run).toContainText('3 frames');
  await expect(run.getByRole('link')).toHaveCount(3, { timeout: 60_000 });
  expect(await run.getByRole('listitem').allInnerTexts()).toEqual([/1/, /2/, /3/].map((number) => expect.stringMatching(number)));

  // Fifteen is the most for references and frames together.
  await inPart(page, isMobile, 'References', async () => {
    const open = async () => {
      await page.getByRole('button', { name: 'Add a reference' }).click();
      await page.getByRole('menuitem', { name: 'From a file' }).click();
    };
    await chooseFiles(page, 2, open);
    await expect(page.getByText('2 of 10')).toBeVisible();
  });
  await inPart(page, isMobile, /^\d+ frames$/, async () => {
    await page.getByRole('spinbutton', { name: 'Frames' }).fill('15');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('spinbutton', { name: 'Frames' })).toHaveValue('13');
  });
});
