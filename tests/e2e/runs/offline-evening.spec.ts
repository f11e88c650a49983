// An offline evening: 14 runs are queued without network, the app is closed, opened again offline, and sent once when the network is back.
import { chromium, expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { chooseCount, installed } from '../../support/journey.ts';
import { startServer, startSandbox, temporaryFolder } from '../../support/process.ts';
import { submissionsAt } from '../../support/sandbox-counts.ts';
import { chromiumArguments, findChromium } from '../../support/chromium.mjs';

const RUNS = 14;
const prompts = Array.from({ length: RUNS }, (_, index) => `Evening study ${index + 1} of a green bottle`);

base(
  '[RUN-6] [PWA-2] 14 runs of an evening without network are sent once, by the cost sheet (desktop only: a phone’s cost sheet has a journey of its own)',
  async ({ viewport, isMobile, hasTouch }) => {
    base.setTimeout(180_000);
    await using folder = await temporaryFolder();
    await using profile = await temporaryFolder();
    // The sandbox in a process of its own counts what it was really sent, whatever the server believes.
    const sandbox = await startSandbox(`${folder.path}/sandbox`, { SANDBOX_LATENCY_MS: '20', WAVESPEED_ACCOUNT_LEVEL: 'ultra' });
    const server = await startServer(`${folder.path}/server`, {
      WAVESPEED_BASE_URL: `${sandbox.origin}/sandbox`,
      WAVESPEED_API_KEY: 'any',
      WAVESPEED_ACCOUNT_LEVEL: 'ultra'
    });
    const open = (): Promise<BrowserContext> =>
      chromium.launchPersistentContext(profile.path, {
        executablePath: findChromium(),
        args: chromiumArguments,
        baseURL: server.origin,
        viewport: viewport ?? null,
        isMobile,
        hasTouch,
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin'
      });
    try {
      const evening = await open();
      const first = evening.pages()[0] ?? (await evening.newPage());
      // Whoever runs the server is its operator, who may spend its key: loopback makes the first session one.
      await first.goto('/');
      await expect.poll(async () => (await first.request.get('/api/me')).status()).toBe(200);
      await installed(first);
      await evening.setOffline(true);
      await first.reload();
      for (const prompt of prompts) await queue(first, prompt);
      await expect.poll(() => waitingOnDevice(first)).toBe(RUNS);
      await evening.close();
      expect(await submissionsAt(sandbox)).toBe(0);

      // Opened again, still without network: all of them are there, and nothing was sent.
      const night = await open();
      await night.setOffline(true);
      const second = night.pages()[0] ?? (await night.newPage());
      await second.goto('/runs');
      await expect(second.getByRole('heading', { name: 'On this device, waiting for a connection' })).toBeVisible();
      await expect.poll(() => waitingOnDevice(second)).toBe(RUNS);
      // A second tab of the same device must not send anything twice.
      const beside = await night.newPage();
      await beside.goto('/gallery');

      await night.setOffline(false);
      await second.bringToFront();
      const sheet = second.getByRole('dialog', { name: 'You are back online' });
      await expect(sheet).toContainText('14 items were waiting', { timeout: 60_000 });
      await expect(sheet).toContainText('Nothing has been sent yet.');
      await expect(sheet.getByRole('checkbox')).toHaveCount(RUNS);
      expect(await submissionsAt(sandbox)).toBe(0);
      expect(await runsAt(second)).toBe(0);

      // Some: one stays. Then none of the rest is asked about twice.
      await sheet.getByRole('checkbox').last().uncheck();
      await sheet.getByRole('button', { name: /^Send 13 items/ }).click();
      await expect.poll(() => runsAt(second), { timeout: 60_000 }).toBe(RUNS - 1);
      await expect.poll(() => waitingOnDevice(second)).toBe(1);
      await second.goto('/');
      await second
        .getByRole('dialog', { name: 'You are back online' })
        .getByRole('button', { name: /^Send 1 item/ })
        .click();
      await expect.poll(() => runsAt(second), { timeout: 60_000 }).toBe(RUNS);
      await expect.poll(() => waitingOnDevice(second)).toBe(0);
      await expect.poll(() => submissionsAt(sandbox), { timeout: 90_000 }).toBe(RUNS);

      // Nothing more goes out after another look at it.
      await second.reload();
      await beside.reload();
      await expect(second.getByRole('region', { name: prompts[RUNS - 1] }).first()).toBeVisible();
      expect(await runsAt(second)).toBe(RUNS);
      expect(await submissionsAt(sandbox)).toBe(RUNS);
      await night.close();
    } finally {
      await server.stop();
      await sandbox.stop();
    }
  }
);

/** One image of a prompt, asked for without network. */
async function queue(page: Page, prompt: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
  await chooseCount(page, 1);
  await page.getByRole('button', { name: /^Generate 1 image/ }).click();
  await expect(page.getByRole('region', { name: prompt, exact: true })).toContainText('on this device');
  // A second press within this time counts as a double click and is not paid for.
  await page.waitForTimeout(800);
}

/** How many runs wait in this device's database. */
function waitingOnDevice(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done, fail) => {
        const opened = indexedDB.open('preset');
        opened.onerror = () => fail(opened.error);
        opened.onsuccess = () => {
          const counted = opened.result.transaction('outbox').objectStore('outbox').count();
          counted.onerror = () => fail(counted.error);
          counted.onsuccess = () => {
            opened.result.close();
            done(counted.result);
          };
        };
      })
  );
}

interface Listed {
  readonly id: string;
}

async function listed(page: Page): Promise<Listed[]> {
  const me = (await (await page.request.get('/api/me')).json()) as { workspaces: { id: string }[] };
  const { runs } = (await (await page.request.get(`/api/runs?workspaceId=${me.workspaces[0]?.id}`)).json()) as { runs: Listed[] };
  return runs;
}

/** How many runs the server has. */
const runsAt = async (page: Page) => new Set((await listed(page)).map(({ id }) => id)).size;
