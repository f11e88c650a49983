// Watches a page for stalls: tasks of its own thread that took longer than a person's finger forgives.
import type { Page } from '@playwright/test';

/** Begins to watch; the answer tells every task over 50 ms so far, in milliseconds. */
export async function longTasks(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { longTasksSeen: seen });
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({
      type: 'longtask'
    });
  });
  return () => page.evaluate(() => (window as unknown as { longTasksSeen: number[] }).longTasksSeen);
}
