// Pictures come in through every door, stand upright, bring their recipes along, and what cannot be taken is named.
import type { Page } from '@playwright/test';
import { hopeless, importFile, parameters, turned, withText, type ImportFile } from '../../support/imports.ts';
import { expect, installed, test } from '../../support/journey.ts';
import { longTasks } from '../../support/long-tasks.ts';
import { pictures } from '../../support/small-pictures.ts';

const picker = (page: Page) => page.locator('input[type=file]').first();
const panel = (page: Page) => page.getByRole('region', { name: 'Import' });
const several = (from: number, to: number) => Promise.all(Array.from({ length: to - from }, (_, index) => importFile(from + index)));

/** Files as a page's own objects, for what only a page can hand over: a drop, a paste, a share. */
function asData(files: readonly ImportFile[]) {
  return files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }));
}

test('[GAL-2] forty files of all kinds: the pictures stand upright, and each that is broken is named (desktop only: they are read the same everywhere)', async ({
  page
}) => {
  await page.goto('/gallery');
  await expect(page.getByText('No pictures yet.')).toBeVisible();
  const tasks = await longTasks(page);
  const files = [...(await several(0, 40)), ...(await hopeless())];
  await picker(page).setInputFiles(files);
  await expect(panel(page).getByText('Imported 36 assets.')).toBeVisible({ timeout: 45_000 });
  // How long they are is the machine's, too: told, not judged.
  console.info(`Import of 40 files: tasks of the page over 50 ms: ${(await tasks()).join(', ') || 'none'}`);

  // Four of the long row are broken, and every hopeless one has its own reason.
  for (const [name, reason] of [
    ['letter.pdf', 'no picture or video that Preset keeps'],
    ['empty.png', 'This file is empty.'],
    ['huge.png', '1,600 megapixels'],
    ['photo.heic', 'HEIC photo'],
    ['file-018.png', 'damaged'],
    ['file-019.jpg', 'no picture or video'],
    ['file-038.png', 'damaged'],
    ['clip.mp4', 'cannot be read']
  ] as const) {
    const group = panel(page).locator('details, .one', { hasText: name });
    await expect(group, name).toContainText(reason);
  }
  await panel(page).getByRole('button', { name: 'Close' }).click();
  await expect(panel(page)).toBeHidden();

  // The sizes that the timeline goes by are those of the pictures as shown.
  const sizes = await page.evaluate(async () => {
    const open = indexedDB.open('preset');
    await new Promise((done) => (open.onsuccess = done));
    const rows = await new Promise<{ kind: string; blob: Blob }[]>((done) => {
      const reading = open.result.transaction('blobs').objectStore('blobs').getAll();
      reading.onsuccess = () => done(reading.result as { kind: string; blob: Blob }[]);
    });
    const thumbs = await Promise.all(rows.filter(({ kind }) => kind === 'thumb').map(({ blob }) => createImageBitmap(blob)));
    return thumbs.map(({ width, height }) => (width > height ? 'wide' : 'tall'));
  });
  // Orientations 5 to 8 lie on their side: four in twenty.
  expect(sizes.filter((size) => size === 'tall')).toHaveLength(8);
});

test('[GAL-2] a photo of each EXIF orientation is upright in the timeline and in the viewer (desktop only: they are read the same everywhere)', async ({
  page
}) => {
  await page.goto('/gallery');
  const files = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8].map(async (orientation) => ({
      name: `turned-${orientation}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await turned(orientation, orientation)
    }))
  );
  await picker(page).setInputFiles(files);
  await expect(page.getByText('Imported 8 assets.')).toBeVisible();
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    // The picture itself: a mark beside it says where its bytes are.
    const image = page.getByRole('link', { name: `turned-${orientation}` }).locator('img[src^="/media/"]');
    // The dark half of the stored picture is its left one; where it has gone tells how the picture is turned.
    const dark = await image.evaluate(async (element: HTMLImageElement) => {
      await element.decode();
      const { naturalWidth: width, naturalHeight: height } = element;
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const context = canvas.getContext('2d')!;
      context.drawImage(element, 0, 0);
      const light = (x: number, y: number) => {
        const [red = 0, green = 0, blue = 0] = context.getImageData(Math.floor(x), Math.floor(y), 1, 1).data;
        return red + green + blue;
      };
      const sides = {
        left: light(4, height / 2),
        right: light(width - 4, height / 2),
        top: light(width / 2, 4),
        bottom: light(width / 2, height - 4)
      };
      return [
        width > height ? 'wide' : 'tall',
        ...(width > height ? [sides.left < sides.right ? 'left' : 'right'] : [sides.top < sides.bottom ? 'top' : 'bottom'])
      ];
    });
    const expected = { 1: 'left', 2: 'right', 3: 'right', 4: 'left', 5: 'top', 6: 'top', 7: 'bottom', 8: 'bottom' }[orientation];
    expect([orientation, ...dark]).toEqual([orientation, orientation < 5 ? 'wide' : 'tall', expected]);
  }
  await page.getByRole('link', { name: 'turned-6' }).click();
  await expect(
    page
      .getByRole('main')
      .getByText('480 × 640')
      .or(page.getByRole('main').getByRole('button', { name: 'Recipe' }))
      .first()
  ).toBeVisible();
});

test('[GAL-2] a picture of another program brings its recipe, says whose it is, and can be asked for again', async ({ page, viewport }) => {
  await page.goto('/gallery');
  const [plain] = pictures(1);
  await picker(page).setInputFiles([
    { ...plain!, name: 'from-elsewhere.png', buffer: withText(plain!.buffer, 'parameters', parameters(7)) }
  ]);
  await page.getByRole('link', { name: 'lighthouse 7 in fog' }).click();
  if (viewport!.width < 720) await page.getByRole('button', { name: 'Recipe', exact: true }).click();
  await expect(page.getByText('Imported from AUTOMATIC1111')).toBeVisible();
  await expect(page.getByText('dreamshaper_8', { exact: true })).toBeVisible();
  await expect(page.getByText('1007', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Use this recipe' }).click();
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue(/lighthouse 7 in fog, film grain/);
});

test('[GAL-2] the same bytes are not imported twice, and their file is named; what lay in trash comes back (desktop only: nothing of it depends on the size)', async ({
  page
}) => {
  await page.goto('/gallery');
  const files = pictures(3);
  await picker(page).setInputFiles(files);
  await expect(page.getByText('Imported 3 assets.')).toBeVisible();
  await picker(page).setInputFiles([
    ...files.slice(0, 2).map((file, index) => ({ ...file, name: `copy-${index}.png` })),
    ...pictures(4).slice(3)
  ]);
  await expect(panel(page)).toContainText('Imported 1 asset.');
  await expect(panel(page)).toContainText('2 files were in the gallery already');
  await expect(panel(page).getByRole('link', { name: 'copy-1.png' })).toBeVisible();
  await panel(page).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('main').getByRole('link', { name: /^picture-/ })).toHaveCount(3);
  await picker(page).setInputFiles(pictures(4).slice(3));
  await expect(page.getByRole('main').getByRole('link', { name: /^picture-/ })).toHaveCount(4);
});

test('[GAL-2] an import can be cancelled, and what was imported so far stays', async ({ page }) => {
  await page.goto('/gallery');
  await picker(page).setInputFiles(await several(0, 60));
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(panel(page)).toContainText(/files were left out\./);
  const [, imported = '0'] = /Imported (\d+) asset/.exec((await panel(page).textContent()) ?? '') ?? [];
  await panel(page).getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('[data-asset]')).toHaveCount(Number(imported));
});

test('[GAL-2] pictures come by paste, by drop, and with a folder’s contents (desktop only: phones have no drop and no folders)', async ({
  page
}) => {
  await page.goto('/gallery');
  await expect(page.getByText('No pictures yet.')).toBeVisible();
  const give = (kind: 'paste' | 'drop', files: ReturnType<typeof asData>) =>
    page.evaluate(
      ([event, given]) => {
        const data = new DataTransfer();
        for (const { name, mimeType, base64 } of given)
          data.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name, { type: mimeType }));
        const target = document.querySelector('main [role=presentation]')!;
        if (event === 'paste') window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
        else target.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [kind, files] as const
    );
  const [first, second, third, fourth] = pictures(4);
  await give('paste', asData([first!]));
  await expect(page.getByRole('link', { name: 'picture-1' })).toBeVisible();
  await give('drop', asData([second!]));
  await expect(page.getByRole('link', { name: 'picture-2' })).toBeVisible();
  const folder = page.locator('input[webkitdirectory]');
  const { mkdtemp, mkdir, writeFile, rm } = await import('node:fs/promises');
  const path = await mkdtemp('/tmp/preset-folder-');
  await mkdir(`${path}/inside`);
  await writeFile(`${path}/picture-3.png`, third!.buffer);
  await writeFile(`${path}/inside/picture-4.png`, fourth!.buffer);
  await writeFile(`${path}/.DS_Store`, 'nothing');
  await folder.setInputFiles(path);
  await expect(page.getByRole('link', { name: 'picture-4' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'picture-3' })).toBeVisible();
  await expect(panel(page)).toBeHidden();
  await rm(path, { recursive: true });
});

test('[GAL-2] another app shares pictures, without network too, and nothing comes twice', async ({ page, context }) => {
  await page.goto('/gallery');
  await installed(page);
  const share = (files: ReturnType<typeof asData>) =>
    page.evaluate((given) => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: '/share', enctype: 'multipart/form-data' });
      const input = Object.assign(document.createElement('input'), { type: 'file', name: 'files', multiple: true });
      const data = new DataTransfer();
      for (const { name, mimeType, base64 } of given)
        data.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name, { type: mimeType }));
      input.files = data.files;
      form.append(input);
      document.body.append(form);
      form.submit();
    }, files);
  await context.setOffline(true);
  await share(asData(pictures(2)));
  await expect(page.getByRole('link', { name: /^picture-/ })).toHaveCount(2);
  await expect(page).toHaveURL(/\/gallery$/);
  await page.reload();
  await expect(page.getByRole('link', { name: /^picture-/ })).toHaveCount(2);
  await expect(panel(page)).toBeHidden();
  await share([]);
  await expect(page.getByRole('alert')).toContainText('There was no picture or video in what was shared.');
  await context.setOffline(false);
  const manifest = (await (await page.request.get('/manifest.webmanifest')).json()) as { share_target: object; file_handlers: object[] };
  expect(manifest.share_target).toMatchObject({ action: '/share', method: 'POST', enctype: 'multipart/form-data' });
  expect(manifest.file_handlers).toHaveLength(1);
});

test('[GAL-2] files that the system opens with Preset are imported (desktop only: phones share instead)', async ({ page }) => {
  const [file] = asData(pictures(1));
  // A system hands files over only to an installed app; its queue is played here, with handles like the real ones.
  await page.addInitScript(({ name, mimeType, base64 }) => {
    const opened = new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name, { type: mimeType });
    Object.defineProperty(window, 'launchQueue', {
      value: { setConsumer: (take: (launch: object) => void) => take({ files: [{ getFile: () => Promise.resolve(opened) }] }) }
    });
  }, file!);
  await page.goto('/');
  await expect(page).toHaveURL(/\/gallery$/);
  await expect(page.getByRole('link', { name: 'picture-1' })).toBeVisible();
});
