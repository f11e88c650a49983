// Stitch: several pictures with roles come together in one.
import { expect, test } from '../../support/journey.ts';
import { chooseFiles, chooseMode, inPart } from '../../support/modes.ts';

test('[PLAY-1] brings pictures together by their roles, reordered by keyboard', async ({ page, isMobile }) => {
  test.setTimeout(120_000);
  await chooseMode(page, 'Stitch');
  await expect(page.getByText('Add two pictures or more to bring together.')).toBeVisible();
  await inPart(page, isMobile, 'Choose pictures', async () => {
    await chooseFiles(page, 3, () => page.getByRole('button', { name: 'File', exact: true }).click());
    const role = (figure: number) => page.getByRole('button', { name: `Role of figure ${figure}` });
    await expect(role(3)).toContainText('Style');
    await role(3).click();
    await page.getByRole('option', { name: 'Object' }).click();
    await expect(role(3)).toContainText('Object');
    await page.getByRole('button', { name: /^Move figure 3/ }).focus();
    await page.keyboard.press('ArrowUp');
    await expect(role(2)).toContainText('Object');
    await expect(page.getByRole('button', { name: /^Move figure 2/ })).toBeFocused();
  });
  await page.getByRole('textbox', { name: 'Prompt' }).fill('they meet at noon');
  await page.getByRole('button', { name: /^Generate 1 image/ }).click();
  const run = page.getByRole('region', { name: 'They meet at noon' });
  await expect(run.getByRole('link')).toHaveCount(1, { timeout: 60_000 });

  const me = (await (await page.request.get('/api/me')).json()) as { workspaces: { id: string }[] };
  const list = (await (await page.request.get(`/api/runs?workspaceId=${me.workspaces[0]?.id}`)).json()) as {
    runs: { mode: string; recipe: { prompt: string; references: { role: string }[] } }[];
  };
  expect(list.runs[0]?.mode).toBe('stitch');
  expect(list.runs[0]?.recipe.references.map(({ role }) => role)).toEqual(['character', 'object', 'place']);
  expect(list.runs[0]?.recipe.prompt).toBe('Figure 1 is the character. Figure 2 is the object. Figure 3 is the place. they meet at noon');
});
