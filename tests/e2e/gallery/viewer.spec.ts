// The viewer: looking closely, turning pages, where a picture came from and what came out of it, and where its bytes are.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { video } from '../../../sync-server/src/blobs/media.fixture.ts';
import { expect, generate, installed, test } from '../../support/journey.ts';
import { choose } from '../../support/pictures.ts';
import { pictures } from '../../support/small-pictures.ts';

const picker = (page: Page) => page.locator('input[type=file]').first();
const picture = (page: Page) => page.locator('.stage div.picture');
const scaleOf = (page: Page) => picture(page).evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);
const openRecipe = async (page: Page) => {
  // Beside the picture where there is room, else in a sheet.
  if (page.viewportSize()!.width < 720) await page.getByRole('button', { name: 'Recipe', exact: true }).click();
};
const violationsOf = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map(({ target }) => target.join(' '))
  }));

test('[GAL-5] a picture is looked at closely by wheel, keys and double tap, and its neighbours by keys and swipe', async ({
  page,
  viewport
}) => {
  await page.goto('/gallery');
  await picker(page).setInputFiles(pictures(3));
  await page.getByRole('link', { name: 'picture-2' }).click();
  await expect(picture(page)).toBeVisible();
  const box = (await page.locator('.stage div.picture').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await expect.poll(() => scaleOf(page)).toBe(1);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -400);
  // A wheel's way is divided by the pixel ratio where a phone is played, so it leads less far there.
  await expect.poll(() => scaleOf(page)).toBeGreaterThan(1.2);
  await page.keyboard.press('0');
  await expect.poll(() => scaleOf(page)).toBe(1);
  await page.keyboard.press('+');
  await expect.poll(() => scaleOf(page)).toBe(1.5);
  await page.keyboard.press('0');
  await expect.poll(() => scaleOf(page)).toBe(1);
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: { x: number; y: number }[]) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((point, id) => ({ ...point, id })) });
  const finger = viewport!.width < 720;
  // Both taps are sent at once, so that a busy machine does not come between them.
  if (finger) await Promise.all([touch('touchStart', { x, y }), touch('touchEnd'), touch('touchStart', { x, y }), touch('touchEnd')]);
  else await page.mouse.dblclick(x, y);
  await expect.poll(() => scaleOf(page)).toBe(2);
  await page.keyboard.press('0');
  await expect.poll(() => scaleOf(page)).toBe(1);

  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveTitle(/^picture-1/);
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveTitle(/^picture-2/);
  if (!finger) return;
  // A finger: swipe to the neighbour, pinch to look closely.
  await touch('touchStart', { x: 300, y });
  for (const at of [240, 180, 120]) await touch('touchMove', { x: at, y });
  await touch('touchEnd');
  await expect(page).toHaveTitle(/^picture-1/);
  await touch('touchStart', { x: 160, y }, { x: 200, y });
  for (const far of [20, 50, 80]) await touch('touchMove', { x: 160 - far, y }, { x: 200 + far, y });
  await touch('touchEnd');
  await expect.poll(() => scaleOf(page)).toBeCloseTo(5, 1);
});

test('[GAL-5] a video plays with its controls, from this device', async ({ page }) => {
  await page.goto('/gallery');
  await installed(page);
  await picker(page).setInputFiles([{ name: 'clip.mp4', mimeType: 'video/mp4', buffer: Buffer.from(await video(160, 120)) }]);
  await page.getByRole('link', { name: 'clip' }).click();
  const player = page.locator('.stage video');
  await expect(player).toHaveAttribute('controls', '');
  await expect.poll(() => player.evaluate((element: HTMLVideoElement) => element.readyState)).toBeGreaterThanOrEqual(2);
  await player.evaluate((element: HTMLVideoElement) => ((element.muted = true), element.play()));
  await expect.poll(() => player.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0.1);
});

test('[GAL-5] the lineage shows what a picture came out of and what came out of it, by keys too', async ({ page, viewport }) => {
  await page.goto('/gallery');
  await installed(page);
  await picker(page).setInputFiles([{ ...pictures(1)[0]!, name: 'kitchen.png' }]);
  await page.getByRole('link', { name: 'kitchen' }).click();
  // Turned twice, each time as a new picture: three generations without an engine.
  for (let turn = 1; turn <= 2; turn++) {
    await choose(page, 'Crop');
    await page.getByRole('dialog', { name: 'Crop' }).getByRole('button', { name: 'Turn right' }).click();
    await page.getByRole('dialog', { name: 'Crop' }).getByRole('button', { name: 'Keep as a new picture' }).click();
    await expect(page.getByRole('dialog', { name: 'Crop' })).toBeHidden();
    await page.goto('/gallery');
    await expect(page.locator('[data-asset]')).toHaveCount(turn + 1);
    await page.locator('[data-asset]').first().click();
    await expect(page).toHaveTitle(/cropped/);
  }
  await openRecipe(page);
  const lineage = page.getByRole('region', { name: 'Lineage' });
  await expect(lineage).toContainText('3 assets');
  await expect(lineage.locator('[aria-current]')).toHaveCount(1);
  expect(await lineage.locator('path.path').count()).toBe(2);
  expect(await violationsOf(page)).toEqual([]);
  const first = lineage.getByRole('link', { name: /^kitchen.*Imported/ }).first();
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(/^kitchen/);
  if (viewport!.width >= 720) await expect(lineage.getByRole('link').first()).toHaveAttribute('aria-current', 'true');
});

test('[GAL-5] the recipe is copied and used again', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await generate(page, 'A quiet harbour at dawn', 1);
  await page.goto('/gallery');
  await page.getByRole('link', { name: 'A quiet harbour at dawn' }).click();
  await openRecipe(page);
  await expect(page.getByText('Seedream 4.0', { exact: false }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy the recipe as text' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('A quiet harbour at dawn');
  await page.getByRole('button', { name: 'Use this recipe' }).click();
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A quiet harbour at dawn');
});

test('[GAL-6] where the bytes of an import are is said, from this device to the server', async ({ page, context }) => {
  await page.goto('/gallery');
  await installed(page);
  await context.setOffline(true);
  await picker(page).setInputFiles(pictures(1));
  const link = page.getByRole('link', { name: 'picture-1' });
  await expect(link.getByLabel('Not yet on the server').or(link.getByText('Not yet on the server'))).toBeAttached();
  await link.click();
  await openRecipe(page);
  await expect(page.getByText('This device; on its way to the server')).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('Server and this device')).toBeVisible({ timeout: 45_000 });
});

test('[GAL-6] what is kept on a device is there without network, and the rest only on the server', async ({ page, viewport, device }) => {
  await page.goto('/gallery');
  await picker(page).setInputFiles(pictures(1));
  await page.getByRole('link', { name: 'picture-1' }).click();
  await openRecipe(page);
  await expect(page.getByText('Server and this device')).toBeVisible();

  // A second device that keeps no originals by itself has it only on the server, until it is pinned there.
  const second = await device('mine');
  const other = await second.newPage();
  await other.addInitScript(() => localStorage.setItem('preset.only-pinned', '1'));
  await other.goto('/gallery');
  await installed(other);
  await other.getByRole('link', { name: 'picture-1' }).click();
  await openRecipe(other);
  await expect(other.getByText('Server; the thumbnail also here')).toBeVisible();
  if (viewport!.width < 720) await other.getByRole('button', { name: 'Close' }).click();
  await choose(other, 'Keep on this device');
  await expect(other.getByText('1 asset will stay on this device.')).toBeVisible();
  await openRecipe(other);
  await expect(other.getByText('Server and, kept for good, this device')).toBeVisible();
  await second.setOffline(true);
  await other.reload();
  await expect.poll(() => other.locator('.stage .over img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(64);
  await other.goto('/settings#storage');
  await expect(other.getByText('Kept on this device', { exact: true })).toBeVisible();
  expect(await violationsOf(other)).toEqual([]);
});
