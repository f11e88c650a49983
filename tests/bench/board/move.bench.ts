// Script per frame while a board is panned, zoomed and dragged about, with a few items in sight, with hundreds, and with all of them.
import type { Page } from '@playwright/test';
import type { BenchOptions } from '../support/report.ts';
import { Screen, type Frames } from './frames.ts';
import { DRAGGED, extent, layout, type Item } from './layout.ts';
import { ours } from './ours.ts';
import { stage } from './scene.ts';
import { theirs, type OpponentName } from './theirs.ts';

const SIZES = [1_000, 5_000];

/** What is asked of every program alike. */
interface Moved {
  readonly page: Page;
  open(items: readonly Item[]): Promise<unknown>;
  /** Full size, a fifth of it, everything. */
  near(): Promise<void>;
  far(): Promise<void>;
  all(items: readonly Item[]): Promise<void>;
  /** Selects the two hundred and answers a place on one of them. */
  choose(): Promise<{ x: number; y: number }>;
}

export async function run({ report, short, profile, wants }: BenchOptions): Promise<void> {
  await using scene = await stage();
  const steps = short ? 10 : 60;
  const drags = new Map<number, number | undefined>();
  const names = (['excalidraw', 'tldraw', 'preset'] as const).filter(wants);
  for (const name of names) {
    await using program =
      name === 'preset'
        ? own(await ours(await scene.browser.newPage({ viewport: { width: 1440, height: 900 } }), scene.pictures))
        : foreign(await theirs(scene.browser, name satisfies OpponentName, scene.addresses));
    for (const size of SIZES) {
      const items = layout(size);
      await program.open(items);
      const screen = await Screen.of(program.page);
      await screen.rest(1_000);
      const measured: Record<string, Frames> = {};
      const few = name === 'tldraw' ? Math.min(steps, 20) : steps;
      await program.near();
      measured['pan'] = await screen.pan(few);
      measured['zoom'] = await screen.zoom(few);
      await program.far();
      measured['pan far'] = await screen.pan(few);
      await program.all(items);
      measured['pan everything'] = await screen.pan(few);
      await program.far();
      const { x, y } = await program.choose();
      if (profile) await screen.profiled(`${name}, drag of ${size}`, () => screen.drag(few, x, y));
      else measured['drag'] = await screen.drag(few, x, y);
      for (const [what, { p50, p95, task }] of Object.entries(measured)) {
        report.measured(`${what}, ${size} items`, name, { scriptMs: p50, scriptP95Ms: p95, busyMs: task });
      }
      if (name === 'excalidraw') drags.set(size, measured['drag']?.p50);
      if (name !== 'preset') continue;
      for (const what of ['pan', 'zoom', 'pan far']) {
        report.goal({ goal: `${what}, ${size} items, script per frame, ms`, ours: measured[what]?.p50, limit: 2 });
        report.goal({ goal: `${what}, ${size} items, script per frame, p95, ms`, ours: measured[what]?.p95, limit: 4 });
      }
      report.goal({
        goal: `everything visible, ${size} items, script per frame, p95, ms`,
        ours: measured['pan everything']?.p95,
        limit: 6
      });
      report.goal({ goal: `drag ${DRAGGED} of ${size} items, script per frame, ms`, ours: measured['drag']?.p50, limit: 4 });
    }
  }
}

function foreign(program: Awaited<ReturnType<typeof theirs>>): Moved & AsyncDisposable {
  return {
    page: program.page,
    open: (items) => program.open(items),
    near: () => program.look(0, 3_000, 1),
    far: () => program.look(-200, -200, 0.2),
    all: (items) => program.look(-100, -100, Math.min(1_400 / extent(items).width, 860 / extent(items).height)),
    async choose() {
      await program.select(DRAGGED);
      return { x: (200 + 100) * 0.2, y: (200 + 100) * 0.2 };
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]()
  };
}

function own(app: Awaited<ReturnType<typeof ours>>): Moved & AsyncDisposable {
  const { page } = app;
  const canvas = () => page.getByRole('application', { name: 'Board canvas' });
  const fit = async () => {
    await canvas().focus();
    await page.keyboard.press('Shift+Digit1');
    await page.waitForTimeout(300);
  };
  /** The place of the screen where the topmost left item lies, and the zoom, as the page has them. */
  const place = () =>
    page.evaluate(() => {
      const world = document.querySelector('.world');
      const { left, top } = world?.getBoundingClientRect() ?? { left: 0, top: 0 };
      return { left, top, zoom: new DOMMatrix(getComputedStyle(world as Element).transform).a };
    });
  const far = async () => {
    await fit();
    for (let times = 0; times < 60; times++) {
      const { left, top, zoom } = await place();
      if (zoom >= 0.19) break;
      await page.keyboard.down('Control');
      await page.mouse.move(left + 10, top + 10);
      await page.mouse.wheel(0, -20);
      await page.keyboard.up('Control');
      await page.waitForTimeout(30);
    }
  };
  return {
    page,
    open: async (items) => app.reopen(await app.bring(items)),
    near: () => page.getByRole('button', { name: 'Zoom to 100 %' }).click(),
    far,
    all: fit,
    async choose() {
      const { left, top, zoom } = await place();
      await page.mouse.move(left - 12, top - 12);
      await page.mouse.down();
      await page.mouse.move(left + 100, top + 100);
      await page.mouse.move(left + 20 * 240 * zoom - 2, top + 10 * 240 * zoom + 2);
      await page.mouse.up();
      const chosen = await page.locator('[data-item].selected').count();
      if (chosen !== DRAGGED) throw new Error(`${chosen} items are selected instead of ${DRAGGED}.`);
      return { x: left + 100 * zoom, y: top + 100 * zoom };
    },
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]()
  };
}
