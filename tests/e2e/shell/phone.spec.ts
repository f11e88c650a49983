// Every page fits its screen, and what a thumb must hit is large enough.
import { expect, generate, test } from '../../support/journey.ts';

test('[PWA-4] no page scrolls sideways, and buttons in reach of a thumb measure 44 px', async ({ page, isMobile }) => {
  await generate(page, 'Green bottle on a shelf', 1);
  await page.goto('/gallery');
  const viewer = await page.getByRole('link', { name: 'Green bottle on a shelf' }).first().getAttribute('href');
  for (const path of ['/', '/gallery', viewer ?? '', '/runs', '/settings']) {
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    await page.waitForLoadState('networkidle');
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect([path, beyond]).toEqual([path, 0]);
    if (!isMobile) continue;
    const small = await page.getByRole('button').evaluateAll((buttons) =>
      buttons
        .map((button) => ({ name: button.getAttribute('aria-label') ?? button.textContent?.trim(), box: button.getBoundingClientRect() }))
        .filter(({ box }) => box.height > 0 && Math.round(box.height) < 44)
        .map(({ name, box }) => `${name}: ${Math.round(box.height)}`)
    );
    expect([path, small]).toEqual([path, []]);
  }
});
