// Many files of the kinds that people have: every one arrives or is named. Its figures go to the report; whoever measures on a quiet machine, with
// IMPORT_FILES=500, has stalls judged too.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importFile } from '../../support/imports.ts';
import { expect, installed, test } from '../../support/journey.ts';
import { longTasks } from '../../support/long-tasks.ts';
import { temporaryFolder } from '../../support/process.ts';

const MEASURED = process.env.IMPORT_FILES !== undefined;
const FILES = Number(process.env.IMPORT_FILES ?? 100);

test(`[GAL-2] ${FILES} files are imported${MEASURED ? ' without a task over 50 ms' : ''}, and each that is broken is named (desktop only: a phone imports forty in its own journey)`, async ({
  page
}, info) => {
  test.setTimeout(60_000 + FILES * 1_500);
  const files = await Promise.all(Array.from({ length: FILES }, (_, n) => importFile(n)));
  // From a folder, as people choose them: bytes that are handed over would be unpacked in the page.
  await using folder = await temporaryFolder();
  for (const { name, buffer } of files) await writeFile(join(folder.path, name), buffer);
  await page.goto('/gallery');
  await installed(page);
  await expect(page.getByText('No pictures yet.')).toBeVisible();
  const tasks = await longTasks(page);
  const began = Date.now();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(files.map(({ name }) => join(folder.path, name)));
  const panel = page.getByRole('region', { name: 'Import' });
  const broken = FILES / 10;
  await expect(panel).toContainText(`Imported ${(FILES - broken).toLocaleString('en-GB')} assets.`, { timeout: FILES * 1_500 });
  const seconds = (Date.now() - began) / 1000;
  const stalls = await tasks();
  const figures = `${FILES} files in ${seconds.toFixed(1)} s, ${(seconds / FILES).toFixed(2)} s each; tasks over 50 ms: ${stalls.join(', ') || 'none'}`;
  info.annotations.push({ type: 'figures', description: figures });
  console.log(figures);
  // Beside other work every task is longer than it is: judged only where it is measured.
  if (MEASURED) expect(stalls).toEqual([]);
  for (const file of files.filter((_, n) => n % 20 >= 18)) await expect(panel.getByText(file.name).first()).toBeAttached();
});
