// Offline: a run waits on the device, and nothing is sent before the person has agreed.
import { expect, installed, test } from '../../support/journey.ts';

test('[RUN-6] a run made offline waits, survives a reload, and is sent after the cost sheet', async ({ page, context }) => {
  await page.goto('/');
  await expect.poll(async () => (await page.request.get('/api/me')).status()).toBe(200);
  await installed(page);
  await context.setOffline(true);
  await page.reload();
  const prompt = page.getByRole('textbox', { name: 'Prompt' });
  await prompt.fill('Yellow pear on a table');
  await page.getByRole('button', { name: /^Generate \d+ image/ }).click();
  const waiting = page.getByRole('region', { name: 'Yellow pear on a table' });
  await expect(waiting).toContainText('on this device, waiting for a connection');
  await page.reload();
  await expect(waiting).toContainText('on this device');

  await context.setOffline(false);
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('Nothing has been sent yet.', { timeout: 45_000 });
  await sheet.getByRole('button', { name: /^Send/ }).click();
  await expect(waiting.getByRole('link')).toHaveCount(4, { timeout: 45_000 });
});
