// Batch edit: one instruction over two hundred pictures, cancelled, taken up again and reloaded in between.
import { expect, test } from '../../support/journey.ts';
import { chooseFiles, chooseMode, inPart, order } from '../../support/modes.ts';

// Few at a time, so that most still wait when the run is paused, whatever the machine.
test.use({ environment: { SANDBOX_CONCURRENT: '4', SANDBOX_LATENCY_MS: '2000' } });

test('[PLAY-4] [RUN-4] edits 200 pictures in one run, paused, reloaded and cancelled in the middle, with a retry after it', async ({
  page,
  isMobile
}) => {
  test.setTimeout(240_000);
  await chooseMode(page, 'Batch edit');
  await inPart(page, isMobile, 'Choose pictures', async () => {
    await chooseFiles(page, 200, () => page.getByRole('button', { name: 'Files' }).click());
    await expect(page.getByText('200 of 1,000')).toBeVisible({ timeout: 60_000 });
  });
  await page.getByRole('textbox', { name: 'Instruction for all' }).fill('Make it black and white');
  await page.getByRole('button', { name: /^Edit 200 images/ }).click();

  const run = page.getByRole('region', { name: 'Make it black and white' });
  await expect(run).toContainText('200 edits', { timeout: 60_000 });
  await expect(run.getByRole('group', { name: 'Source' }).first()).toBeVisible();
  // Nothing further is sent, while what the provider has goes on.
  await order(run, isMobile, 'Pause');
  await expect(run.locator('header')).toContainText('paused', { timeout: 60_000 });
  await page.reload();
  await expect(run.locator('header')).toContainText(/200 edits.*paused/);
  await order(run, isMobile, 'Cancel');
  await expect(run.locator('header')).toContainText('cancelled', { timeout: 60_000 });

  // What had been sent is kept, and the rest was never sent.
  await expect.poll(async () => ended(await countsOf(page)), { timeout: 60_000 }).toBe(200);
  const counts = await countsOf(page);
  expect(counts.succeeded).toBeGreaterThan(0);
  expect(counts.cancelled).toBeGreaterThan(100);

  // All are in sight after a scroll, though only those near the window exist.
  await run.getByRole('button', { name: 'Show all 200' }).click();
  await run.getByRole('button', { name: 'Show fewer' }).scrollIntoViewIfNeeded();
  expect(await run.getByRole('listitem').count()).toBeLessThan(200);

  const again = run.getByRole('button', { name: /^Retry/ }).last();
  await again.click();
  await expect.poll(async () => (await countsOf(page)).succeeded, { timeout: 60_000 }).toBe(counts.succeeded + 1);
});

interface Counts {
  succeeded: number;
  failed: number;
  cancelled: number;
}

const ended = ({ succeeded, failed, cancelled }: Counts) => succeeded + failed + cancelled;

/** The counts of the newest run, as the server has them. */
async function countsOf(page: import('@playwright/test').Page): Promise<Counts> {
  const me = (await (await page.request.get('/api/me')).json()) as { workspaces: { id: string }[] };
  const list = (await (await page.request.get(`/api/runs?workspaceId=${me.workspaces[0]?.id}`)).json()) as { runs: { counts: Counts }[] };
  return list.runs[0]!.counts;
}
