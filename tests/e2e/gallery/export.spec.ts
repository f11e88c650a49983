// What leaves the gallery: in the format and with the metadata that were asked for, without network too, and back in again unchanged.
import AxeBuilder from '@axe-core/playwright';
import type { Download, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { originOf } from '../../../web/src/lib/gallery/metadata/origin.ts';
import { parameters, turned, withText } from '../../support/imports.ts';
import { expect, furnish, installed, test } from '../../support/journey.ts';
import { choose } from '../../support/pictures.ts';
import { actOnSelection, hold } from '../../support/selecting.ts';
import { pictures } from '../../support/small-pictures.ts';

const bytesOf = async (download: Download) => {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const picker = (page: Page) => page.locator('input[type=file]').first();
const dialog = (page: Page) => page.getByRole('dialog', { name: /^Export / });
const asked = async (page: Page, format: string, along: string) => {
  await dialog(page).getByRole('radio', { name: format }).check();
  await dialog(page).getByRole('radio', { name: along }).check();
  const download = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Download' }).click();
  return download;
};
/** Begins with the check that stands on a picture under the mouse, or with a finger that rests on it; the rest is clicked or tapped. */
async function selectAll(page: Page, isMobile: boolean): Promise<void> {
  const tiles = page.getByRole('list', { name: 'Assets' }).getByRole('listitem');
  if (isMobile) await hold(tiles.first().getByRole('link'));
  else {
    await tiles.first().hover();
    await tiles.first().getByRole('checkbox', { name: 'Select' }).click();
  }
  for (const tile of (await tiles.all()).slice(1)) await tile.getByRole('link').click();
}
async function exportFromViewer(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/gallery\/.+/);
  if (page.viewportSize()!.width < 720) await choose(page, 'Download or export');
  else await page.getByRole('main').getByRole('button', { name: 'Download or export' }).click();
}

test('[GAL-7] one picture leaves in each format with all, with its origin or with nothing, and comes back with its recipe', async ({
  page
}) => {
  await page.goto('/gallery');
  const [plain] = pictures(1);
  await picker(page).setInputFiles([{ ...plain!, name: 'elsewhere.png', buffer: withText(plain!.buffer, 'parameters', parameters(7)) }]);
  const link = page.getByRole('link', { name: 'lighthouse 7 in fog' });
  await link.click();
  await exportFromViewer(page);
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  const full = await asked(page, 'PNG', 'Everything');
  expect(full.suggestedFilename()).toMatch(/^lighthouse 7 in fog, film grain \w{6}\.png$/);
  const made = await bytesOf(full);
  const recipe = {
    model: 'dreamshaper_8',
    prompt: 'lighthouse 7 in fog, film grain',
    params: { size: '320*240', seed: 1007, negative_prompt: 'blurry' }
  };
  expect(originOf(made, 'image/png')).toMatchObject({ imported: { tool: 'Preset' }, recipe });
  expect(await sharp(made).metadata()).toMatchObject({ format: 'png', width: 64, height: 80 });

  for (const [format, type, sharpName] of [
    ['JPEG', 'image/jpeg', 'jpeg'],
    ['WebP', 'image/webp', 'webp']
  ] as const) {
    await exportFromViewer(page);
    const file = await bytesOf(await asked(page, format, 'Everything'));
    expect(await sharp(file).metadata()).toMatchObject({ format: sharpName, width: 64, height: 80 });
    expect(originOf(file, type)).toMatchObject({ recipe });
  }
  await exportFromViewer(page);
  const origin = await bytesOf(await asked(page, 'JPEG', 'Origin only'));
  expect((await sharp(origin).metadata()).xmpAsString).toContain('trainedAlgorithmicMedia');
  expect(origin.includes('lighthouse')).toBe(false);
  await exportFromViewer(page);
  const bare = await bytesOf(await asked(page, 'Original', 'Nothing'));
  const seen = await sharp(bare).metadata();
  expect([seen.exif, seen.xmp, seen.comments]).toEqual([undefined, undefined, undefined]);
  expect(bare.includes('lighthouse')).toBe(false);

  // The export with everything is another file than the import, so it comes in, with the same recipe.
  await page.goto('/gallery');
  await picker(page).setInputFiles([{ name: 'back.png', mimeType: 'image/png', buffer: made }]);
  await expect(link).toHaveCount(2);
});

test('[GAL-7] what the sandbox drew says so: made by an algorithm, not by trained AI', async ({ page }) => {
  await furnish(page, 'Green bottle', 1);
  await page.getByRole('link', { name: 'Green bottle' }).click();
  await exportFromViewer(page);
  const file = await bytesOf(await asked(page, 'Original', 'Everything'));
  expect((await sharp(file).metadata()).xmpAsString).toContain('digitalsourcetype/algorithmicMedia');
  const origin = originOf(file, (await sharp(file).metadata()).format === 'png' ? 'image/png' : 'image/jpeg');
  expect(origin).toMatchObject({
    imported: { tool: 'Preset sandbox' },
    recipe: { model: 'bytedance/seedream-v4', prompt: 'Green bottle' }
  });
});

test('[GAL-7] several leave as one zip with JSON beside each, without network, and the folder comes back with its recipes', async ({
  page,
  context,
  isMobile,
  viewport
}) => {
  await page.goto('/gallery');
  await installed(page);
  const [plain, second] = pictures(2);
  const gif = await sharp(plain!.buffer).gif().toBuffer();
  await picker(page).setInputFiles([
    { name: 'lighthouse.png', mimeType: 'image/png', buffer: withText(plain!.buffer, 'parameters', parameters(3)) },
    second!,
    { name: 'turned.jpg', mimeType: 'image/jpeg', buffer: await turned(1, 6) },
    { name: 'moving.gif', mimeType: 'image/gif', buffer: gif }
  ]);
  await expect(page.getByText('Imported 4 assets.')).toBeVisible();
  await context.setOffline(true);
  await selectAll(page, isMobile);
  await actOnSelection(page, 4, 'Download or export');
  await expect(dialog(page)).toContainText('One zip, with a JSON file beside each.');
  const download = await asked(page, 'Original', 'Everything');
  expect(download.suggestedFilename()).toMatch(/^Preset \d{4}-\d\d-\d\d, 4 assets\.zip$/);
  const files = unzipSync(new Uint8Array(await bytesOf(download)));
  const names = Object.keys(files);
  expect(names).toHaveLength(8);
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const sidecar = JSON.parse(Buffer.from(files[name]!).toString()) as { file: string; asset: { hash: string } };
    expect(names).toContain(sidecar.file);
    expect(sidecar.asset.hash).toMatch(/^[0-9a-f]{64}$/);
  }
  const photo = names.find((name) => name.startsWith('turned') && name.endsWith('.jpg'))!;
  // A photo of nobody's making stays as its camera wrote it.
  expect((await sharp(files[photo]).metadata()).orientation).toBe(6);
  const gifName = names.find((name) => name.endsWith('.gif'))!;
  expect(Buffer.from(files[gifName]!).equals(gif)).toBe(true);
  await context.setOffline(false);

  if (viewport!.width < 720) return;
  // Another file under the name that a sidecar speaks of takes its recipe from it.
  const json = {
    ...(JSON.parse(Buffer.from(files[`${gifName}.json`]!).toString()) as object),
    recipe: { v: 1, model: 'bytedance/seedream-v4', prompt: 'A lamp' }
  };
  await picker(page).setInputFiles([
    { name: gifName, mimeType: 'image/gif', buffer: await sharp(second!.buffer).gif().toBuffer() },
    { name: `${gifName}.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(json)) }
  ]);
  await expect(page.getByRole('link', { name: 'A lamp' })).toBeVisible();
});

test('[GAL-7] what is only on the server is named when that is out of reach, and the rest goes', async ({ page, context }) => {
  await furnish(page, 'Blue chair', 1);
  await installed(page);
  await picker(page).setInputFiles(pictures(1));
  await expect(page.getByRole('link', { name: 'picture-1' })).toBeVisible();
  // The copy that this device fetched is taken away, as on a device that has no room for it.
  await page.getByRole('link', { name: 'Blue chair' }).click();
  await expect(page.getByText('Server and this device').or(page.getByRole('button', { name: 'Recipe', exact: true }))).toBeVisible();
  await page.goto('/settings#storage');
  await page.getByRole('radio', { name: 'Only what I pin' }).check();
  await page.getByRole('button', { name: /^Free up/ }).click();
  await expect(page.getByText(/^Freed /)).toBeVisible();
  await page.goto('/gallery');
  await expect(page.getByRole('link', { name: 'Blue chair' })).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Blue chair' }).click();
  await exportFromViewer(page);
  await expect(dialog(page)).toContainText('Only on the server, which cannot be reached now: “Blue chair”', { timeout: 30_000 });
  await expect(dialog(page).getByRole('button', { name: 'Download' })).toBeDisabled();
});

test('[GAL-7] a place chosen first is written to, and a cancelled choice does nothing (desktop only: no phone browser lets a page choose a place)', async ({
  page
}) => {
  // The system's own dialog cannot be driven: its answer is played, the writing is real.
  await page.addInitScript(() => {
    const written: Blob[] = [];
    let answers = 0;
    Object.assign(window, {
      written,
      showSaveFilePicker: () => {
        answers += 1;
        if (answers === 1) return Promise.reject(new DOMException('cancelled', 'AbortError'));
        const chunks: Uint8Array[] = [];
        return Promise.resolve({
          createWritable: () =>
            Promise.resolve(
              new WritableStream({
                write: (chunk) => void chunks.push(chunk),
                close: () => void written.push(new Blob(chunks as BlobPart[]))
              })
            )
        });
      }
    });
  });
  await page.goto('/gallery');
  const [plain] = pictures(1);
  await picker(page).setInputFiles([plain!]);
  await page.getByRole('link', { name: 'picture-1' }).click();
  await exportFromViewer(page);
  const save = dialog(page).getByRole('button', { name: 'Save to…' });
  await save.click();
  await expect(dialog(page)).toBeVisible();
  await save.click();
  await expect(page.getByText('Exported 1 asset.')).toBeVisible();
  const bytes = await page.evaluate(async () => [
    ...new Uint8Array(await (window as unknown as { written: Blob[] }).written[0]!.arrayBuffer())
  ]);
  expect(Buffer.from(bytes).equals(plain!.buffer)).toBe(true);
});
