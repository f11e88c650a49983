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
