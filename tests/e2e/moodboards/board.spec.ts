// A moodboard is made, filled, arranged and left; it is there offline and in a second browser, and undo takes back one's own steps.
import { makeFirstBoard } from '../../support/boards.ts';
import { expect, generate, installed, test } from '../../support/journey.ts';

const prompt = 'Blue vase on a marble plinth';

test('[MOOD-1] [MOOD-2] a board is filled, undone, and there without network', async ({ page, context, server }) => {
  await generate(page, prompt, 2);
  await installed(page);
  await makeFirstBoard(page, 'Winter light');
  await page.getByRole('button', { name: 'Add pictures' }).first().click();
  const picker = page.getByRole('dialog');
  for (const picture of (await picker.getByRole('listitem').getByRole('button').all()).slice(0, 2)) await picture.click();
  await picker.getByRole('button', { name: /^Add/ }).click();
  const canvas = page.getByRole('application', { name: 'Board canvas' });
  await expect(canvas.getByRole('img', { name: prompt })).toHaveCount(2);

  await page.getByRole('button', { name: 'Note' }).click();
  const box = (await canvas.boundingBox())!;
  await page.mouse.click(box.x + 60, box.y + 90);
  await page.keyboard.type('Keep the floor bare.');
  await page.keyboard.press('Escape');
  await expect(canvas.getByText('Keep the floor bare.')).toBeVisible();

  await canvas.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(canvas.getByRole('img')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(canvas.getByRole('img', { name: prompt })).toHaveCount(2);
  await expect(canvas.getByText('Keep the floor bare.')).toBeVisible();

  await context.setOffline(true);
  await server.kill();
  await page.reload();
  await expect(canvas.getByRole('img', { name: prompt })).toHaveCount(2);
  await expect(canvas.getByText('Keep the floor bare.')).toBeVisible();
  await page.goto('/boards');
  await expect(page.getByRole('link', { name: 'Winter light' })).toBeVisible();
});

test('[MOOD-8] a board is built and arranged by keyboard alone (desktop only: phones have no arrow keys)', async ({ page }) => {
  await makeFirstBoard(page, 'By keys');
  const canvas = page.getByRole('application', { name: 'Board canvas' });
  await canvas.focus();
  for (const words of ['One', 'Two']) {
    await page.keyboard.press('n');
    await page.keyboard.press('Enter');
    await page.keyboard.type(words);
    await page.keyboard.press('Escape');
    await expect(canvas.getByText(words)).toBeVisible();
    await canvas.focus();
  }
  // Neither hides the other.
  const [one, two] = await Promise.all(['One', 'Two'].map(async (words) => (await canvas.getByText(words).boundingBox())!));
  expect(Math.abs(one!.x - two!.x)).toBeGreaterThan(200);
  await page.keyboard.press('Shift+Tab');
  const before = await canvas.getByText('One').boundingBox();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await canvas.getByText('One').boundingBox())?.x).toBe((before?.x ?? 0) + 10);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(canvas.getByRole('img')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(canvas.getByRole('img')).toHaveCount(2);

  // A connector between the two, then a frame around everything; the outline says it all to whoever cannot see it.
  const outline = page.getByRole('tree', { name: 'Board outline' });
  await page.keyboard.press('Control+a');
  await page.keyboard.press('l');
  await expect(outline.getByRole('treeitem', { name: /connector$/ })).toHaveCount(1);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('f');
  await expect(outline.getByRole('treeitem', { name: /frame$/ })).toHaveAttribute('aria-level', '1');
  for (const words of ['One', 'Two']) {
    await expect(outline.getByRole('treeitem', { name: new RegExp(`^${words}.*note$`) })).toHaveAttribute('aria-level', '2');
  }
});

test('[MOOD-4] [MOOD-6] pictures are made of a picture where it lies, and a comment is answered and settled', async ({ page }) => {
  await generate(page, prompt, 1);
  await makeFirstBoard(page, 'Made here');
  await page.getByRole('button', { name: 'Add pictures' }).first().click();
  const picker = page.getByRole('dialog');
  await picker.getByRole('listitem').getByRole('button').first().click();
  await picker.getByRole('button', { name: /^Add/ }).click();
  const canvas = page.getByRole('application', { name: 'Board canvas' });
  await expect(canvas.getByRole('img', { name: prompt })).toHaveCount(1);

  await page.getByRole('button', { name: /^(Generate|Make)$/ }).click();
  const panel = page.getByRole('form', { name: 'Generate on the board' });
  await panel.getByRole('textbox').fill('Make it evening');
  await panel.getByRole('button', { name: /^Edit, 2 images/ }).click();
  // The pictures' places stand at once, and become pictures.
  await expect(canvas.getByRole('img', { name: 'Make it evening' })).toHaveCount(2, { timeout: 45_000 });

  await page.keyboard.press('Escape');
  await canvas.focus();
  await page.keyboard.press('c');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Comment' }).fill('Warmer?');
  await page.getByRole('dialog', { name: 'Comment' }).getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(page.getByText('Warmer?')).toBeVisible();
  await page.getByRole('textbox', { name: 'Answer' }).fill('A little.');
  await page.getByRole('button', { name: 'Answer' }).click();
  await expect(page.getByText('A little.')).toBeVisible();
  await page.getByRole('button', { name: 'Settle' }).click();
  await expect(page.getByText(/^Settled by/)).toBeVisible();
});

test('[MOOD-7] a board is saved as picture, as PDF and as JSON Canvas (desktop only: the files are the same)', async ({ page }) => {
  await makeFirstBoard(page, 'To paper');
  const canvas = page.getByRole('application', { name: 'Board canvas' });
  await canvas.focus();
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Keep the floor bare.');
  await page.keyboard.press('Escape');
  const saved = async (choice: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'More for this board' }).click();
    await page.getByRole('menuitem', { name: choice }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  };
  expect((await saved('Save as PNG')).subarray(1, 4).toString()).toBe('PNG');
  expect((await saved('Save as PDF')).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await saved('Save as JSON Canvas')).toString('latin1')).toContain('Keep the floor bare.');
});
