// Results reach every device of a workspace by themselves.
import { expect, generate, test } from '../../support/journey.ts';

const prompt = 'Green bottle with a dried branch';

test('[RUN-7] a second browser with the same session sees results without a reload (desktop only: nothing of it depends on the size)', async ({
  page,
  device
}) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: /^Generate \d+ image/ })).toBeEnabled();
  await expect.poll(async () => (await page.request.get('/api/me')).status()).toBe(200);

  const second = await device('mine');
  const other = await second.newPage();
  await other.goto('/gallery');
  await generate(page, prompt, 2);
  await expect(other.getByRole('img', { name: prompt })).toHaveCount(2);
});
