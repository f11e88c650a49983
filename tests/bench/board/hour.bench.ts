// What an hour of work leaves in memory: sixty rounds of moving about, zooming, dragging, writing and taking back on a board of 5,000 items.
import type { Page } from '@playwright/test';
import { median, round } from '../support/figures.ts';
import type { BenchOptions } from '../support/report.ts';
import { Screen } from './frames.ts';
import { layout } from './layout.ts';
import { ours } from './ours.ts';
import { stage } from './scene.ts';

const ITEMS = 5_000;
/** Rounds before the first look: what is made once and kept is made by then. */
const WARM = 5;
/** Looks at either end that are compared, by their medians. */
const LOOKS = 5;

export async function run({ report, short }: BenchOptions): Promise<void> {
  await using scene = await stage();
  await using app = await ours(await scene.browser.newPage({ viewport: { width: 1440, height: 900 } }), scene.pictures);
  await app.reopen(await app.bring(layout(ITEMS)));
  const screen = await Screen.of(app.page);
  await screen.rest(2_000);
  const opened = await screen.heap();
  const rounds = short ? WARM + 2 * LOOKS : 60;
  const looks: number[] = [];
  for (let turn = 0; turn < rounds; turn++) {
    await workARound(app.page, screen);
    if (turn >= WARM) looks.push(await screen.heap());
  }
  const [before, after] = [median(looks.slice(0, LOOKS)), median(looks.slice(-LOOKS))];
  report.measured(`${ITEMS} items, ${rounds} rounds`, 'preset', {
    openedMB: round(opened),
    beforeMB: round(before),
    afterMB: round(after),
    mostMB: round(Math.max(...looks))
  });
  report.goal({ goal: `${ITEMS} items, heap after an hour of work, MB`, ours: after, limit: 30 });
  report.goal({ goal: `${ITEMS} items, heap after an hour as a share of before`, ours: after / before, limit: 1.1 });
}

/** What somebody does in a minute: looks about, writes a note, moves it, throws it away, and takes some of that back. */
async function workARound(page: Page, screen: Screen): Promise<void> {
  const canvas = page.getByRole('application', { name: 'Board canvas' });
  await page.getByRole('button', { name: 'Zoom to 100 %' }).click();
  await screen.pan(30);
  await screen.zoom(20);
  await canvas.focus();
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await page.keyboard.type('A note of this minute');
  await page.keyboard.press('Escape');
  await canvas.focus();
  for (let step = 0; step < 10; step++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Delete');
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
  await page.keyboard.press('Shift+Digit1');
  await screen.rest(300);
}
