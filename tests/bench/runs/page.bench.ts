// The page of a run of 1,000 items: what it costs while pictures arrive, with the page open and with the dock on another page, and while scrolling.
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { newId } from '../../../shared/src/kernel/index.ts';
import type { Run } from '../../../shared/src/runs/index.ts';
import { chromiumArguments, findChromium } from '../../support/chromium.mjs';
import { Times } from '../support/figures.ts';
import { printProfile } from '../support/profile.ts';
import type { BenchOptions } from '../support/report.ts';
import { open } from './batch.ts';

const TITLE = 'A thousand studies of a vase';
/** A revision that no run reaches: the answer has the counts and no items. */
const NO_ITEMS = 1_000_000_000;

type NotingWindow = typeof globalThis & { longest: number };

export async function run({ report, short, profile }: BenchOptions): Promise<void> {
  const items = short ? 300 : 1_000;
  const seconds = short ? 4 : 8;
  // An account whose limits never make the run wait: pictures arrive as fast as the server takes them.
  const workshop = await open('gold');
  const { process: server, place } = workshop.program;
  if (!place) throw new Error('Runs are made by Preset alone.');
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', serviceWorkers: 'block' });
    await context.addInitScript(noteTasks);
    // The first visitor of a server is its operator, who may spend.
    const [name = '', value = ''] = (place.headers(0)['cookie'] ?? '').split(/=(.*)/);
    await context.addCookies([{ name, value, url: server.origin }]);
    const page = await context.newPage();
    const bench = new RunBench(page, await context.newCDPSession(page), server.origin);
    await bench.begin(items, place.workspaceId);
    await bench.landed(items / 3);

    await bench.open(`/runs/${bench.runId}`);
    await page.getByRole('article', { name: TITLE }).waitFor();
    // The first second is the opening's.
    await page.waitForTimeout(3_000);
    const scenes = [
      ['the run’s page is open', async () => undefined],
      [
        'the playground is open, and the dock',
        async () => {
          await bench.open('/');
          await page.getByRole('button', { name: /^1 run/ }).click();
          await page.waitForTimeout(3_000);
        }
      ]
    ] as const;
    for (const [scene, enter] of scenes) {
      await enter();
      const arrivals = await bench.profiled(profile && scene, () => bench.watch(seconds));
      report.measured(`${items} items, ${scene}`, 'preset', { ...arrivals });
      report.goal({ goal: `${scene}: script for each arrival, ms`, ours: arrivals.scriptMsPerArrival, limit: 4 });
      report.goal({ goal: `${scene}: all tasks for each arrival, ms`, ours: arrivals.taskMsPerArrival, limit: 10 });
      report.goal({ goal: `${scene}: longest task, ms`, ours: arrivals.longestTaskMs, limit: 50 });
    }

    await bench.landed(items);
    await bench.open(`/runs/${bench.runId}`);
    await page.getByText(`${items.toLocaleString('en-GB')} of ${items.toLocaleString('en-GB')} finished`).waitFor();
    await page.waitForTimeout(3_000);
    for (const pixels of [100, 800]) {
      const steps = short ? 20 : 100;
      const seen = await bench.profiled(profile && `${pixels} px`, () => bench.scroll(steps, pixels));
      report.measured(`scroll, ${pixels} px a frame`, 'preset', { ...seen });
      report.goal({ goal: `scroll: script a frame, p95 of ${pixels} px steps, ms`, ours: seen.scriptP95Ms, limit: 4 });
      report.goal({ goal: `scroll: longest task of ${pixels} px steps, ms`, ours: seen.longestTaskMs, limit: 50 });
    }
  } finally {
    await browser.close();
    await workshop.end();
  }
}

class RunBench {
  readonly #page: Page;
  readonly #devtools: CDPSession;
  readonly #origin: string;
  runId = '';

  constructor(page: Page, devtools: CDPSession, origin: string) {
    this.#page = page;
    this.#devtools = devtools;
    this.#origin = origin;
  }

  /** Has the run asked for in the workspace that the page shows, as another device of it would. */
  async begin(items: number, workspaceId: string): Promise<void> {
    this.runId = newId();
    const recipe = { v: 1, model: 'bytedance/seedream-v4', prompt: TITLE, params: { size: '1024*1024' } };
    const data = { id: this.runId, workspaceId, count: items, recipe };
    const accepted = await this.#page.request.post(`${this.#origin}/api/runs`, { data });
    if (!accepted.ok()) throw new Error(await accepted.text());
  }

  async open(path: string): Promise<void> {
    await this.#page.goto(`${this.#origin}${path}`);
    await this.#devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  }

  async landed(items: number): Promise<void> {
    while ((await this.#look()).counts.succeeded < items) await this.#page.waitForTimeout(500);
  }

  /** Keeps still while pictures arrive. An arrival is an answer about the run, which a hint had caused. */
  async watch(seconds: number) {
    let arrivals = 0;
    const count = (response: { url(): string }) => (arrivals += response.url().includes(`/api/runs/${this.runId}`) ? 1 : 0);
    await this.#page.evaluate(() => ((globalThis as NotingWindow).longest = 0));
    const landed = (await this.#look()).counts.succeeded;
    const before = await this.#used();
    this.#page.on('response', count);
    await this.#page.waitForTimeout(seconds * 1_000);
    this.#page.off('response', count);
    const after = await this.#used();
    const items = (await this.#look()).counts.succeeded - landed;
    const longestTaskMs = await this.#page.evaluate(() => (globalThis as NotingWindow).longest);
    const [script, task] = [after.script - before.script, after.task - before.task];
    return {
      items,
      arrivals,
      scriptMsPerArrival: script / arrivals,
      taskMsPerArrival: task / arrivals,
      scriptMsPerItem: script / items,
      taskMsPerItem: task / items,
      longestTaskMs
    };
  }

  /** Scrolls the items down, and up again at their end. Each step has two frames: what scrolls and what it causes. */
  async scroll(steps: number, pixels: number) {
    const [script, task] = [new Times(), new Times()];
    await this.#page.evaluate(() => {
      (globalThis as NotingWindow).longest = 0;
      document.querySelector<HTMLElement>('[data-scroller]')!.scrollTop = 0;
    });
    await this.#page.waitForTimeout(500);
    let [tiles, elements, way] = [0, 0, pixels];
    for (let index = 0; index < steps; index++) {
      const before = await this.#used();
      const seen = await this.#step(way);
      const after = await this.#used();
      script.add(after.script - before.script);
      task.add(after.task - before.task);
      tiles = Math.max(tiles, seen.tiles);
      elements = Math.max(elements, seen.elements);
      if (seen.end) way = -way;
    }
    return {
      scriptP50Ms: script.at(0.5),
      scriptP95Ms: script.at(0.95),
      scriptMaxMs: script.at(1),
      taskP50Ms: task.at(0.5),
      taskP95Ms: task.at(0.95),
      tiles,
      elements,
      longestTaskMs: await this.#page.evaluate(() => (globalThis as NotingWindow).longest)
    };
  }

  /** Does something under Chromium's sampling profiler, where that was asked for. */
  async profiled<Answer>(title: string | false, work: () => Promise<Answer>): Promise<Answer> {
    if (title === false) return work();
    await this.#devtools.send('Profiler.enable');
    await this.#devtools.send('Profiler.setSamplingInterval', { interval: 200 });
    await this.#devtools.send('Profiler.start');
    const answer = await work();
    const { profile } = await this.#devtools.send('Profiler.stop');
    printProfile(title, profile as never);
    return answer;
  }

  #step(by: number) {
    return this.#page.evaluate(
      (distance) =>
        new Promise<{ tiles: number; elements: number; end: boolean }>((resolve) => {
          const scroller = document.querySelector<HTMLElement>('[data-scroller]')!;
          const list = scroller.querySelector('[aria-label="Items"]')!;
          const { scrollTop } = scroller;
          scroller.scrollTop += distance;
          const end = Math.abs(scroller.scrollTop - scrollTop) < Math.abs(distance) - 1;
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve({ tiles: list.children.length, elements: list.querySelectorAll('*').length, end }))
          );
        }),
      by
    );
  }

  /** How far the run is, without its items. */
  async #look(): Promise<Run> {
    const response = await this.#page.request.get(`${this.#origin}/api/runs/${this.runId}?since=${NO_ITEMS}`);
    return (await response.json()) as Run;
  }

  /** Milliseconds of the main thread's CPU so far. */
  async #used(): Promise<{ script: number; task: number }> {
    const { metrics } = await this.#devtools.send('Performance.getMetrics');
    const of = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? NaN) * 1_000;
    return { script: of('ScriptDuration'), task: of('TaskDuration') };
  }
}

/** Runs in the page before the app. */
function noteTasks(): void {
  (globalThis as NotingWindow).longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      (globalThis as NotingWindow).longest = Math.max((globalThis as NotingWindow).longest, duration);
  }).observe({ entryTypes: ['longtask'] });
}
