// No page breaks a rule that a machine can check, in either theme.
import AxeBuilder from '@axe-core/playwright';
import { expect, generate, test } from '../../support/journey.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[PWA-5] [MOOD-8] no page has accessibility violations in ${colorScheme}`, async ({ page }) => {
    // Seven pages, each looked at whole.
    test.setTimeout(150_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await generate(page, 'Red bowl of oranges', 1);
    await page.goto('/gallery');
    const asset = page.getByRole('link', { name: 'Red bowl of oranges' }).first();
    const viewer = await asset.getAttribute('href');
    await page.goto('/boards');
    await page.getByRole('button', { name: 'Make the first moodboard' }).click();
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: /^Shoot plan/ })
      .check();
    await page.getByRole('button', { name: 'Make moodboard' }).click();
    await expect(page).toHaveURL(/\/boards\/.+/);
    const board = new URL(page.url()).pathname;
    for (const path of ['/', '/gallery', viewer ?? '', '/boards', board, '/runs', '/settings']) {
      await page.goto(path);
      await expect(page.getByRole('main')).toBeVisible();
      await page.waitForLoadState('networkidle');
      if (path === board) {
        const canvas = page.getByRole('application', { name: 'Board canvas' });
        await expect(canvas.getByRole('img', { name: '1 Mood' })).toBeVisible();
        // With something selected, what can be set of it is there too.
        await canvas.focus();
        await page.keyboard.press('Tab');
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect([path, violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(' ')) }))]).toEqual([path, []]);
    }
  });
}
