// Two tabs of one browser and no server: both show the same work, either of them alone keeps it, and the server has it when it is back.
import { expect, furnish, installed, test as base } from '../../support/journey.ts';
import { startServer, temporaryFolder } from '../../support/process.ts';

const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    await using folder = await temporaryFolder();
    await use(folder.path);
  },
  server: async ({ folder }, use) => {
    const server = await startServer(folder);
    await use(server);
    await server.stop();
  }
});

const prompt = 'Brown jug beside a loaf';

test('[SYNC-1] [SYNC-2] an edit without a server is in the other tab at once, outlives both, and reaches the server later (desktop only: nothing of it depends on the size)', async ({
  page,
  context,
  server,
  folder
}) => {
  test.setTimeout(120_000);
  const starOf = (tab: typeof page) => tab.getByRole('button', { name: /^(Favourite|Remove from favourites)$/ });
  await furnish(page, prompt, 1);
  await installed(page);
  await page.getByRole('link', { name: prompt }).click();
  await expect(starOf(page)).toHaveAccessibleName('Favourite');
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(starOf(other)).toBeEnabled();

  await server.kill();
  await starOf(page).click();
  await expect(starOf(other)).toHaveAccessibleName('Remove from favourites');
  // The tab that made the edit goes: the other alone must keep it.
  const address = page.url();
  await page.close();
  await other.reload();
  await expect(starOf(other)).toHaveAccessibleName('Remove from favourites');
  await other.close();

  const later = await context.newPage();
  await later.goto(address);
  await expect(starOf(later)).toHaveAccessibleName('Remove from favourites');
  const again = await startServer(folder, { PORT: new URL(server.origin).port });
  await later.goto('/settings#storage');
  await expect(later.getByText('Everything is on the server.')).toBeVisible({ timeout: 60_000 });
  await again.stop();
});
