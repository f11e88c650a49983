// What every journey starts with: the built app on a real server of its own, drawing in the sandbox, and a page that must not err.
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { newId } from 'shared/kernel';
import { startServer, temporaryFolder, type Running } from './process.ts';

interface Fixtures {
  /** Settings of the journey's server, by `test.use({ environment: … })`. */
  environment: Record<string, string>;
  server: Running;
  /** Another device like this one, of the same person with their session and nothing else, or of somebody without any. */
  device: (whose: 'mine' | 'somebody’s') => Promise<BrowserContext>;
  /** Errors of the page: a journey fails when there is one. */
  errors: string[];
}

export const test = base.extend<Fixtures>({
  environment: [{}, { option: true }],
  server: async ({ environment }, use) => {
    await using folder = await temporaryFolder();
    const server = await startServer(folder.path, environment);
    await use(server);
    await server.stop();
  },
  baseURL: async ({ server }, use) => use(server.origin),
  device: async ({ browser, context, baseURL, viewport, isMobile, hasTouch, deviceScaleFactor, userAgent }, use) => {
    const like = { baseURL, viewport, isMobile, hasTouch, deviceScaleFactor, userAgent };
    const opened: BrowserContext[] = [];
    await use(async (whose) => {
      const storageState = whose === 'mine' ? { cookies: await context.cookies(), origins: [] } : undefined;
      const another = await browser.newContext({ ...like, storageState });
      opened.push(another);
      return another;
    });
    for (const another of opened) await another.close();
  },
  errors: [
    async ({ context }, use) => {
      const errors: string[] = [];
      context.on('weberror', (error) => errors.push(error.error().message));
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true }
  ]
});

export { expect } from '@playwright/test';

/** Waits until the service worker is in charge of the page, so that a reload needs no network. */
export async function installed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
  });
}

/** Asks for pictures in the playground, and waits until all of them are shown. */
export async function generate(page: Page, prompt: string, count: 1 | 2 | 4): Promise<void> {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
  await chooseCount(page, count);
  await page.getByRole('button', { name: /^Generate \d+ image/ }).click();
  const run = page.getByRole('region', { name: prompt }).first();
  await expect(run.getByRole('img')).toHaveCount(count, { timeout: 45_000 });
}

/** The workspace that the page's session has on the server, once it has one. */
async function workspaceOf(page: Page): Promise<string> {
  const first = async () => {
    const response = await page.request.get('/api/me');
    return response.ok() ? ((await response.json()) as { workspaces: { id: string }[] }).workspaces[0]?.id : undefined;
  };
  await expect.poll(first, { timeout: 45_000 }).toBeDefined();
  return (await first()) ?? '';
}

/** Has a run of small pictures accepted for the page's workspace, as another device of it would; answers its id. */
export async function begin(page: Page, prompt: string, count: number): Promise<string> {
  const id = newId();
  const workspaceId = await workspaceOf(page);
  const recipe = { v: 1, model: 'bytedance/seedream-v4', prompt, params: { size: '512*512' } };
  const accepted = await page.request.post('/api/runs', { data: { id, workspaceId, count, recipe } });
  expect(accepted.ok()).toBe(true);
  return id;
}

/** Has small pictures made for the page's workspace, and waits until its gallery shows them: for journeys about something else. */
export async function furnish(page: Page, prompt: string, count: number): Promise<void> {
  await page.goto('/gallery');
  await begin(page, prompt, count);
  await expect(page.getByRole('img', { name: prompt })).toHaveCount(count, { timeout: 90_000 });
}

/** Chooses in the composer how many images are made. */
export async function chooseCount(page: Page, count: number): Promise<void> {
  const choice = page.getByRole('radio', { name: String(count), exact: true });
  if (page.viewportSize()!.width >= 720) return choice.click();
  // On a phone the choice lies in a sheet.
  await page.getByRole('button', { name: /^\d+ images?$/ }).click();
  await choice.click();
  await page.getByRole('button', { name: 'Close' }).click();
}
