// Opening a board of many items: from the document in memory until it is painted, from this device's database, and what it then holds in memory.
import { median, round } from '../support/figures.ts';
import type { BenchOptions } from '../support/report.ts';
import { Screen } from './frames.ts';
import { layout } from './layout.ts';
import { ours } from './ours.ts';
import { stage } from './scene.ts';
import { theirs, type OpponentName } from './theirs.ts';

const SIZES = [1_000, 5_000];
const LIMITS: Record<number, number> = { 1_000: 100, 5_000: 150 };
/** What the strongest other program took on the machine that the goals were set on. */
const ANCHORS: Record<number, number> = { 1_000: 144, 5_000: 292 };

export async function run({ report, short, wants }: BenchOptions): Promise<void> {
  await using scene = await stage();
  const times = short ? 1 : 3;
  const anchors = new Map<number, number>();
  for (const name of (['excalidraw', 'tldraw'] as const satisfies OpponentName[]).filter(wants)) {
    await using program = await theirs(scene.browser, name, scene.addresses);
    for (const size of SIZES) {
      const opened: number[] = [];
      // tldraw takes many seconds to make the larger one.
      for (let left = name === 'tldraw' ? Math.min(times, 2) : times; left > 0; left--) opened.push(await program.open(layout(size)));
      const screen = await Screen.of(program.page);
      await screen.rest(2_000);
      if (name === 'excalidraw') anchors.set(size, median(opened));
      report.measured(`${size} items`, name, { fromDocumentMs: round(median(opened)), heapMB: round(await screen.heap()) });
    }
  }
  if (!wants('preset')) return;
  await using app = await ours(await scene.browser.newPage({ viewport: { width: 1440, height: 900 } }), scene.pictures);
  for (const size of SIZES) {
    const boardId = await app.bring(layout(size));
    const opened = [];
    for (let left = times; left > 0; left--) opened.push(await app.reopen(boardId));
    const screen = await Screen.of(app.page);
    await screen.rest(2_000);
    const fromDocument = median(opened.map((one) => one.fromDocument));
    const fromClick = median(opened.map((one) => one.fromClick));
    const heap = await screen.heap();
    report.measured(`${size} items`, 'preset', {
      fromDocumentMs: round(fromDocument),
      fromDatabaseMs: round(fromClick),
      heapMB: round(heap)
    });
    const limit = LIMITS[size] ?? NaN;
    report.goal({
      goal: `${size} items, from a loaded document, ms`,
      ours: fromDocument,
      anchor: { program: 'excalidraw', value: anchors.get(size), atMost: limit / (ANCHORS[size] ?? NaN) },
      limit
    });
    report.goal({ goal: `${size} items, from IndexedDB, ms`, ours: fromClick, limit: 400 });
    report.goal({ goal: `${size} items, heap, MB`, ours: heap, limit: 30 });
  }
}
