// An app that can be installed, by the browser's own judgement.
import { chromium } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../support/chromium.mjs';
import { temporaryFolder } from '../../support/process.ts';
import { expect, installed, test } from '../../support/journey.ts';

test('[PWA-1] the browser finds nothing that stands against installing it (desktop only: the same is judged at every size)', async ({
  baseURL
}) => {
  await using profile = await temporaryFolder();
  const context = await chromium.launchPersistentContext(profile.path, { executablePath: findChromium(), args: chromiumArguments });
  const page = await context.newPage();
  await page.goto(baseURL ?? '');
  await installed(page);
  const devtools = await context.newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  const manifest = await devtools.send('Page.getAppManifest');
  expect([installabilityErrors, manifest.errors]).toEqual([[], []]);
  await context.close();
});

test('[PWA-1] the settings name the version that runs (desktop only: nothing of it depends on the size)', async ({ page }) => {
  await page.goto('/settings');
  const { version } = (await (await page.request.get('/_app/version.json')).json()) as { version: string };
  expect(version).toMatch(/^[0-9a-f]{16}$/);
  await expect(page.getByText(version, { exact: true })).toBeVisible();
});
