// Video: a picture begins to move.
import { expect, test } from '../../support/journey.ts';
import { chooseFiles, chooseMode, inPart } from '../../support/modes.ts';

test('[PLAY-1] [ENG-1] makes a clip from a first and a last frame, which plays in its tile and in the viewer', async ({
  page,
  isMobile
}) => {
  test.setTimeout(180_000);
  await chooseMode(page, 'Video');
  await expect(page.getByText('Add the picture that the video starts with.')).toBeVisible();
  await inPart(page, isMobile, 'First frame', async () => {
    for (const slot of ['First frame', 'Last frame']) {
      const open = async () => {
        await page.getByRole('region', { name: slot }).getByRole('button').first().click();
        await page.getByRole('menuitem', { name: 'From a file' }).click();
      };
      await chooseFiles(page, 1, open);
      await expect(page.getByRole('img', { name: slot })).toBeVisible();
    }
  });
  await page.getByRole('textbox', { name: 'Motion' }).fill('Slow push in');
  await inPart(page, isMobile, /Seedance/, async () => {
    await page.getByRole('radio', { name: '480p' }).check();
    await page.getByRole('spinbutton', { name: 'Seconds' }).fill('4');
    await page.keyboard.press('Tab');
  });
  await page.getByRole('button', { name: /^Make 1 video/ }).click();
  const run = page.getByRole('region', { name: 'Slow push in' });
  await expect(run).toContainText('1 video');
  await expect(run.getByRole('link')).toHaveCount(1, { timeout: 120_000 });
  await expect(run).toContainText(/0:0\d/);

  if (isMobile) await run.getByRole('button', { name: 'Play here' }).tap();
  else await run.getByRole('link').hover();
  await expect.poll(() => run.locator('video').evaluate((video) => (video as HTMLVideoElement).currentTime)).toBeGreaterThan(0);
  if (isMobile) await run.getByRole('button', { name: 'Stop' }).tap();

  // Beside the tile's own buttons: the check above left, playing in the middle, actions below.
  const { width, height } = (await run.getByRole('link').boundingBox())!;
  await run.getByRole('link').click({ position: { x: width / 2, y: height / 4 } });
  await expect(page.locator('video[controls]')).toBeVisible();
});
