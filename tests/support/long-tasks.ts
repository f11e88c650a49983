// Watches a page for stalls: tasks of its own thread that took longer than a person's finger forgives.
import type { Page } from '@playwright/test';

/**
 * Begins to watch; the answer tells every task over 50 ms so far, in milliseconds. The task in which the browser hands chosen files to the
 * page is not counted: with hundreds of them from a driver it is long by itself, before any of the page's script runs.
 */
export async function longTasks(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { longTasksSeen: seen });
    let chosen = 0;
    addEventListener('change', ({ timeStamp }) => (chosen = timeStamp), { capture: true });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        if (startTime > chosen || startTime + duration < chosen) seen.push(Math.round(duration));
    }).observe({ type: 'longtask' });
  });
  return () => page.evaluate(() => (window as unknown as { longTasksSeen: number[] }).longTasksSeen);
}
