// Pictures of a journey's own, imported into the gallery: drawn in the page at once, so that a journey about tools need not wait for an engine.
import { expect, type Page } from '@playwright/test';

/** Imports a picture of a red disc on a plain ground, `hue` its colour, and opens it in the viewer. */
export async function importPicture(page: Page, name: string, hue: number): Promise<void> {
  await page.goto('/gallery');
  const png = await page.evaluate((colour) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 800 });
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#d9d4cc';
    context.fillRect(0, 0, 600, 800);
    context.fillStyle = `hsl(${colour} 70% 45%)`;
    context.beginPath();
    context.arc(300, 400, 140, 0, 7);
    context.fill();
    return canvas.toDataURL('image/png').split(',')[1]!;
  }, hue);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: `${name}.png`, mimeType: 'image/png', buffer: Buffer.from(png, 'base64') });
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('main').getByRole('button', { name: 'More', exact: true })).toBeVisible();
}

/** Chooses an entry of the viewer's menu. */
export async function choose(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}
