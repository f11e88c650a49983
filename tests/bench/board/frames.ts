// Script per frame of a page that is moved by real wheels and a real mouse, read from Chromium's own account of its main thread.
import type { CDPSession, Page } from '@playwright/test';
import { median, round } from '../support/figures.ts';
import { printProfile } from '../support/profile.ts';

export interface Frames {
  /** Milliseconds of script. */
  readonly p50: number;
  readonly p95: number;
  /** Milliseconds in which the main thread was busy, painting and layout included, in the median frame. */
  readonly task: number;
}

const FRAME = `new Promise((done) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done();
  port2.postMessage(0);
}))`;

export class Screen {
  readonly #page: Page;
  readonly #cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
  }

  static async of(page: Page): Promise<Screen> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Screen(page, cdp);
  }

  /** Megabytes of objects that are alive. */
  async heap(): Promise<number> {
    for (let times = 0; times < 3; times++) await this.#cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#cdp.send('Runtime.getHeapUsage');
    return usedSize / 1e6;
  }

  /** Moves by two fingers on a trackpad: this way for half of the steps, then back. */
  async pan(steps: number): Promise<Frames> {
    return this.#measure(steps, (step) => this.#wheel(step < steps / 2 ? [60, 30] : [-60, -30]));
  }

  /** Pinches on a trackpad: out, then in again. */
  async zoom(steps: number): Promise<Frames> {
    return this.#measure(steps, (step) => this.#wheel([0, step < steps / 2 ? 8 : -8], true));
  }

  /** Drags what is selected by the place under the pointer. */
  async drag(steps: number, x: number, y: number): Promise<Frames> {
    await this.#page.mouse.move(x, y);
    await this.#page.mouse.down();
    await this.#page.mouse.move(x + 6, y + 6);
    const frames = await this.#measure(steps, (step) => this.#page.mouse.move(x + 6 + step * 3, y + 6 + step * 2));
    await this.#page.mouse.up();
    return frames;
  }

  /** Does something under Chromium's sampling profiler. */
  async profiled(title: string, work: () => Promise<unknown>): Promise<void> {
    await this.#cdp.send('Profiler.enable');
    await this.#cdp.send('Profiler.setSamplingInterval', { interval: 200 });
    await this.#cdp.send('Profiler.start');
    await work();
    const { profile } = await this.#cdp.send('Profiler.stop');
    printProfile(title, profile as never);
  }

  /** Waits until nothing is to be done any more. */
  async rest(milliseconds = 500): Promise<void> {
    await this.#page.waitForTimeout(milliseconds);
  }

  async #wheel([deltaX = 0, deltaY = 0]: number[], isPinch = false): Promise<void> {
    await this.#cdp.send('Input.dispatchMouseEvent', {
      type: 'mouseWheel',
      x: 720,
      y: 450,
      deltaX,
      deltaY,
      modifiers: isPinch ? 2 : 0
    });
  }

  async #measure(steps: number, act: (step: number) => Promise<unknown>): Promise<Frames> {
    const [scripts, tasks]: [number[], number[]] = [[], []];
    await this.rest();
    let before = await this.#used();
    for (let step = 0; step < steps; step++) {
      await act(step);
      await this.#cdp.send('Runtime.evaluate', { expression: FRAME, awaitPromise: true });
      const now = await this.#used();
      scripts.push(now.script - before.script);
      tasks.push(now.task - before.task);
      before = now;
    }
    const sorted = scripts.toSorted((a, b) => a - b);
    return { p50: round(median(scripts)), p95: round(sorted[Math.floor(steps * 0.95)] ?? NaN), task: round(median(tasks)) };
  }

  async #used(): Promise<{ script: number; task: number }> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    const of = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? NaN) * 1_000;
    return { script: of('ScriptDuration'), task: of('TaskDuration') };
  }
}
