// A whole board is made without network, its tab closed and opened again; back online it is saved, and saved as files that hold everything.
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Page, TestInfo } from '@playwright/test';
import { expect, furnish, installed, test } from '../../support/journey.ts';

test.describe.configure({ timeout: 150_000 });
const prompt = 'Terracotta carafe on a round plinth';

test('[MOOD-1] [MOOD-2] [MOOD-5] [MOOD-7] a board made offline survives its tab, is saved later, and exported whole (desktop only: its inspector stands beside the canvas)', async ({
  page,
  context
}, info) => {
  page.setDefaultTimeout(8_000);
  await furnish(page, prompt, 2);
  await page.goto('/boards');
  await installed(page);
  await context.setOffline(true);
  // An open socket outlives the switch; a page that is loaded afresh has none.
  await page.reload();
  await page.getByRole('button', { name: 'Make the first moodboard' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Küste im März');
  await page.getByRole('button', { name: 'Make moodboard' }).click();
  const canvas = page.getByRole('application', { name: 'Board canvas' });

  await page.getByRole('button', { name: 'Add pictures' }).first().click();
  const picker = page.getByRole('dialog');
  for (const picture of (await picker.getByRole('listitem').getByRole('button').all()).slice(0, 2)) await picture.click();
  await picker.getByRole('button', { name: /^Add/ }).click();
  await expect(canvas.getByRole('img', { name: prompt })).toHaveCount(2);
  const pictures = page.getByRole('treeitem', { name: /image$/ });
  await pictures.nth(0).click();
  await place(page, { Left: 40, Top: 40, Width: 320 });
  await pictures.nth(1).click();
  await place(page, { Left: 420, Top: 40, Width: 320 });
  await page.getByRole('button', { name: 'Add as palette' }).click();
  await place(page, { Left: 420, Top: 400, Width: 320, Height: 56 });

  await note(page, 'Größe prüfen: Äpfel, Öl, süßer Wein für 5 € – und „nichts“ dahinter.', { Left: 40, Top: 400, Width: 320, Height: 104 });
  await note(page, 'Море и небо 🌊 в семь часов', { Left: 900, Top: 60 });
  await note(page, 'Turned by hand', { Left: 900, Top: 260, 'Rotation in degrees': 12 });

  const outline = page.getByRole('tree', { name: 'Board outline' });
  for (const [first, second] of [
    [/^Größe/, /palette$/],
    [/^Море/, /^Turned/]
  ] as const) {
    await outline.getByRole('treeitem', { name: first }).click();
    await outline.getByRole('treeitem', { name: second }).click({ modifiers: ['Shift'] });
    await canvas.focus();
    await page.keyboard.press('l');
  }
  await page.getByLabel('Label').fill('danach');
  await page.getByLabel('Label').blur();
  // A frame goes around what is selected.
  await outline
    .getByRole('treeitem', { name: /image$/ })
    .nth(0)
    .click();
  for (const line of [
    outline.getByRole('treeitem', { name: /image$/ }).nth(1),
    outline.getByRole('treeitem', { name: /^Größe/ }),
    outline.getByRole('treeitem', { name: /palette$/ })
  ])
    await line.click({ modifiers: ['Shift'] });
  await canvas.focus();
  await page.keyboard.press('f');
  await page.getByLabel('Title').fill('1 Küste');
  await page.getByLabel('Title').blur();
  await expect(outline.getByRole('treeitem')).toHaveCount(9);

  const address = page.url();
  await page.close();
  const again = await context.newPage();
  await again.goto(address);
  await expect(again.getByRole('treeitem')).toHaveCount(9);
  await expect(again.getByRole('application').getByText('süßer Wein')).toBeVisible();
  await context.setOffline(false);
  await again.reload();
  await expect(again.getByText('Saved', { exact: true })).toBeVisible();

  const png = await saved(again, 'Save as PNG', info);
  const pdf = await saved(again, 'Save as PDF', info);
  const zip = unzipSync(await saved(again, 'Save as JSON Canvas', info));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  // One page for the frame, one for what lies in none.
  expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(2);
  const canvasFile = new TextDecoder().decode(zip['Küste im März.canvas']);
  const { nodes, edges } = JSON.parse(canvasFile) as {
    nodes: { type: string; text?: string; file?: string; label?: string }[];
    edges: unknown[];
  };
  expect([nodes.length, edges.length]).toEqual([7, 2]);
  expect(nodes.map(({ text }) => text)).toContain('Море и небо 🌊 в семь часов');
  for (const { file } of nodes) if (file) expect(zip[file]?.length).toBeGreaterThan(1_000);
});

async function note(page: Page, words: string, at: Record<string, number>): Promise<void> {
  await page.getByRole('application', { name: 'Board canvas' }).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.insertText(words);
  await page.keyboard.press('Escape');
  await place(page, at);
}

/** Sets what is selected to a place and size, by the fields of the inspector. */
async function place(page: Page, at: Record<string, number>): Promise<void> {
  for (const [label, value] of Object.entries(at)) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(String(value));
    await field.blur();
  }
}

async function saved(page: Page, choice: string, info: TestInfo): Promise<Buffer> {
  const waited = page.waitForEvent('download');
  await page.getByRole('button', { name: 'More for this board' }).click();
  await page.getByRole('menuitem', { name: choice }).click();
  const download = await waited;
  const path = info.outputPath(download.suggestedFilename());
  await download.saveAs(path);
  return readFile(path);
}
