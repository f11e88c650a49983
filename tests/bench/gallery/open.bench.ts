// A gallery of 100,000 assets on a device: from reading to the first pictures painted, scrolling, elements, and searching while typing.
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../support/chromium.mjs';
import { startServer, temporaryFolder } from '../../support/process.ts';
import { median, Times } from '../support/figures.ts';
import type { BenchOptions } from '../support/report.ts';
import { alone, fill } from './filling.ts';

/** What the page itself notes down, before anything of the app runs. */
interface Notes {
  /** `performance.now()` when the first screen was asked for, or the directory's database was opened: reading begins. */
  readFrom?: number;
  paintedAt?: number;
  longest: number;
  /** What tasks over 50 ms kept beyond those. */
  blocked: number;
  /** Milliseconds from a question to the worker's answer. */
  answers: number[];
}
type NotingWindow = typeof globalThis & { notes: Notes };

export async function run({ report, short }: BenchOptions): Promise<void> {
  const assets = short ? 10_000 : 100_000;
  await using folder = await temporaryFolder();
  const server = await startServer(folder.path);
  const profile = join(folder.path, 'profile');
  try {
    await filled(profile, server.origin, assets);
    // The first time there is no first screen that was kept.
    const first = await measureOpening(profile, server.origin, assets);
    report.measured('… the first time', 'preset', { paintedMs: first.painted, allReadMs: first.all });
    const opened: Opened[] = [];
    for (let time = 0; time < (short ? 1 : 5); time++) opened.push(await measureOpening(profile, server.origin, assets));
    const middle = (of: (one: Opened) => number) => median(opened.map(of));
    const scenario = `${assets.toLocaleString('en')} assets from IndexedDB`;
    report.measured(scenario, 'preset', {
      paintedMs: middle(({ painted }) => painted),
      paintedFromNavigationMs: middle(({ fromNavigation }) => fromNavigation),
      allReadMs: middle(({ all }) => all),
      longestTaskMs: middle(({ longest }) => longest),
      blockedMs: middle(({ blocked }) => blocked)
    });
    report.goal({ goal: `${scenario}: first pictures painted, ms`, ours: middle(({ painted }) => painted), limit: 200 });
    await measureUse(profile, server.origin, assets, { report, short });
  } finally {
    await server.stop();
  }
}

const launch = (profile: string) =>
  chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: chromiumArguments,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    serviceWorkers: 'block'
  });

/** Visits the app once, so that the device has a workspace, and gives it the assets. */
async function filled(profile: string, origin: string, assets: number): Promise<void> {
  const context = await launch(profile);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${origin}/gallery`);
  let workspaceId: string | undefined;
  while (workspaceId === undefined) {
    await page.waitForTimeout(200);
    const me = await page.request.get(`${origin}/api/me`);
    if (me.ok()) workspaceId = ((await me.json()) as { workspaces: { id: string }[] }).workspaces[0]?.id;
  }
  // The app itself keeps still meanwhile.
  await page.goto(`${origin}/api/health`);
  await fill(page, workspaceId, assets);
  await context.close();
}

interface Opened {
  readonly painted: number;
  readonly fromNavigation: number;
  readonly all: number;
  readonly longest: number;
  readonly blocked: number;
}

async function open(profile: string, origin: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await launch(profile);
  await alone(context);
  await context.addInitScript(note);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${origin}/gallery`, { waitUntil: 'commit' });
  return { context, page };
}

async function measureOpening(profile: string, origin: string, assets: number): Promise<Opened> {
  const { context, page } = await open(profile, origin);
  const all = await knowsAll(page, assets);
  const notes = await page.evaluate(() => (globalThis as NotingWindow).notes);
  // Nobody leaves at that moment, and what is kept for the next time is written in the next.
  await page.waitForTimeout(2_500);
  await context.close();
  const { readFrom = NaN, paintedAt = NaN, longest, blocked } = notes;
  return { painted: paintedAt - readFrom, fromNavigation: paintedAt, all: all - readFrom, longest, blocked };
}

/** Waits until the panel counts all assets; answers when that was, by the page's clock. */
async function knowsAll(page: Page, assets: number): Promise<number> {
  const everything = page.getByRole('button', { name: `Everything ${assets.toLocaleString('en-GB')}` });
  await everything.waitFor({ timeout: 120_000 });
  return page.evaluate(() => performance.now());
}

async function measureUse(
  profile: string,
  origin: string,
  assets: number,
  { report, short }: Pick<BenchOptions, 'report' | 'short'>
): Promise<void> {
  const { context, page } = await open(profile, origin);
  await knowsAll(page, assets);
  await page.waitForTimeout(short ? 2_000 : 8_000);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  const steps = short ? 40 : 200;
  const script: number[] = [];
  let most = { tiles: 0, elements: 0 };
  for (const [name, pixels] of [
    ['100 px a frame', 100],
    ['800 px a frame', 800],
    ['jumps', 0]
  ] as const) {
    const { times, tiles, elements } = await scroll(page, devtools, steps, pixels);
    most = { tiles: Math.max(most.tiles, tiles), elements: Math.max(most.elements, elements) };
    report.measured(`scroll, ${name}`, 'preset', {
      scriptP50Ms: times.at(0.5),
      scriptP95Ms: times.at(0.95),
      scriptMaxMs: times.at(1),
      tiles,
      elements
    });
    script.push(times.at(0.95));
  }
  report.goal({ goal: 'scroll: script a frame, p95 of 100 px steps, ms', ours: script[0], limit: 4 });
  report.goal({ goal: 'scroll: script a frame, p95 of 800 px steps, ms', ours: script[1], limit: 4 });
  report.goal({ goal: 'elements of the timeline, at most', ours: most.elements, limit: 200 });

  const answers = new Times();
  const keys = new Times();
  const field = page.getByRole('searchbox', { name: 'Search' });
  await page.evaluate(() => ((globalThis as NotingWindow).notes.answers = []));
  for (const words of ['limestone take 4', 'hood neon', 'nothing like this', 'cinematic sea', 'seedream 85mm dusk']) {
    await field.fill('');
    await page.waitForTimeout(300);
    for (const letter of words) {
      const before = await scriptMs(devtools);
      await field.press(letter === ' ' ? 'Space' : letter);
      await page.waitForTimeout(120);
      keys.add((await scriptMs(devtools)) - before);
    }
  }
  for (const answer of await page.evaluate(() => (globalThis as NotingWindow).notes.answers)) answers.add(answer);
  report.measured('search while typing', 'preset', {
    answers: answers.count,
    answerP50Ms: answers.at(0.5),
    answerP95Ms: answers.at(0.95),
    answerMaxMs: answers.at(1),
    mainThreadScriptP50Ms: keys.at(0.5),
    mainThreadScriptP95Ms: keys.at(0.95)
  });
  report.goal({ goal: 'search: from question to answer off the main thread, p95, ms', ours: answers.at(0.95), limit: 30 });
  await context.close();
}

async function scroll(page: Page, devtools: CDPSession, steps: number, pixels: number) {
  const times = new Times();
  const step = (by: number, index: number) =>
    page.evaluate(
      ([distance, turn]) =>
        new Promise<{ tiles: number; elements: number }>((resolve) => {
          const timeline = document.querySelector('[aria-label="Timeline"]') as HTMLElement;
          if (distance > 0) timeline.scrollTop += distance;
          else timeline.scrollTop = ((turn * 7_919) % 1_000) * (timeline.scrollHeight / 1_000);
          requestAnimationFrame(() =>
            requestAnimationFrame(() =>
              resolve({ tiles: timeline.querySelectorAll('[data-asset]').length, elements: timeline.querySelectorAll('*').length })
            )
          );
        }),
      [by, index] as const
    );
  await page.evaluate(() => ((document.querySelector('[aria-label="Timeline"]') as HTMLElement).scrollTop = 0));
  await page.waitForTimeout(500);
  let [tiles, elements] = [0, 0];
  for (let index = 0; index < steps; index++) {
    const before = await scriptMs(devtools);
    const seen = await step(pixels, index);
    // Two frames: what scrolls and what it causes.
    times.add((await scriptMs(devtools)) - before);
    tiles = Math.max(tiles, seen.tiles);
    elements = Math.max(elements, seen.elements);
  }
  return { times, tiles, elements };
}

async function scriptMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN) * 1_000;
}

/** Runs in the page before the app. */
function note(): void {
  const notes: Notes = { longest: 0, blocked: 0, answers: [] };
  (globalThis as NotingWindow).notes = notes;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      notes.longest = Math.max(notes.longest, duration);
      notes.blocked += duration - 50;
    }
  }).observe({ entryTypes: ['longtask'] });
  const openDatabase = indexedDB.open.bind(indexedDB);
  indexedDB.open = (name, version) => {
    if (name.includes('/directory/')) notes.readFrom ??= performance.now();
    return version === undefined ? openDatabase(name) : openDatabase(name, version);
  };
  const get = IDBObjectStore.prototype.get;
  IDBObjectStore.prototype.get = function (this: IDBObjectStore, key) {
    if (key === 'gallery-first-screen') notes.readFrom ??= performance.now();
    return get.call(this, key);
  };
  // Painted: enough tiles stand, their pictures are decoded, and a frame with them was drawn.
  const look = () => {
    const tiles = [...document.querySelectorAll('[data-asset] img')].slice(0, 8) as HTMLImageElement[];
    const seen = tiles.length === 8 && tiles.every((tile) => tile.complete && tile.naturalWidth > 0);
    if (!seen) return void requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => (notes.paintedAt = performance.now())));
  };
  requestAnimationFrame(look);
  const post = Worker.prototype.postMessage;
  const asked = new Map<number, number>();
  const heard = new WeakSet<Worker>();
  Worker.prototype.postMessage = function (this: Worker, message: { kind?: string; ask?: number }, ...rest: []) {
    if (message.kind === 'find' && message.ask !== undefined) {
      asked.set(message.ask, performance.now());
      if (!heard.has(this))
        this.addEventListener('message', ({ data }: MessageEvent<{ ask: number }>) => {
          const from = asked.get(data.ask);
          if (from !== undefined) notes.answers.push(performance.now() - from);
        });
      heard.add(this);
    }
    return post.call(this, message, ...rest);
  } as typeof post;
}
