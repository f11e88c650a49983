// No page breaks a rule that a machine can check, in either theme.
import AxeBuilder from '@axe-core/playwright';
import { expect, generate, test } from '../../support/journey.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[PWA-5] no page has accessibility violations in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await generate(page, 'Red bowl of oranges', 1);
    await page.goto('/gallery');
    const asset = page.getByRole('link', { name: 'Red bowl of oranges' }).first();
    const viewer = await asset.getAttribute('href');
    for (const path of ['/', '/gallery', viewer ?? '', '/runs', '/settings']) {
      await page.goto(path);
      await expect(page.getByRole('main')).toBeVisible();
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect([path, violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(' ')) }))]).toEqual([path, []]);
    }
  });
}
