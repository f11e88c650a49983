// A server in a process of its own, with a side channel that says how much CPU and memory it has used.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Profiler } from 'node:inspector';

const probe = new URL('./probe.mjs', import.meta.url).href;

/** CPU in microseconds over all threads, the others in bytes; `heap` is what JavaScript and its buffers hold. */
export interface Usage {
  readonly cpu: number;
  readonly rss: number;
  readonly heap: number;
}

/** How late timers of the main thread came that are due every millisecond, in milliseconds, that one included. */
export interface LoopDelay {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
}

export class MeasuredProcess {
  /** Such as `http://127.0.0.1:41234`. */
  readonly origin: string;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  #nextId = 1;
  #output = '';

  private constructor(child: ChildProcess, origin: string) {
    this.#child = child;
    this.origin = origin;
    child.stderr?.on('data', (chunk: Buffer) => (this.#output = `${this.#output}${chunk.toString()}`.slice(-4_000)));
    child.on('message', ({ id, answer }: { id: number; answer: unknown }) => {
      this.#waiting.get(id)?.resolve(answer);
      this.#waiting.delete(id);
    });
    child.once('exit', (code, signal) => {
      for (const { reject } of this.#waiting.values()) reject(this.#death(code ?? signal));
      this.#waiting.clear();
    });
  }

  /** Starts a script of this repository and waits until it has printed its address. */
  static async start(script: URL, environment: Record<string, string>): Promise<MeasuredProcess> {
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, ['--expose-gc', '--import', probe, fileURLToPath(script)], {
      env: { PATH, HOME, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc']
    });
    let output = '';
    const origin = await new Promise<string>((found, fail) => {
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        const address = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(output)?.[0];
        if (address) found(address.replace('localhost', '127.0.0.1'));
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code) => fail(new Error(`${fileURLToPath(script)} ended with ${code} before it listened:\n${output}`)));
    });
    return new MeasuredProcess(child, origin);
  }

  /** CPU in microseconds that it has used so far. */
  async cpu(): Promise<number> {
    const tasks = `/proc/${this.#child.pid}/task`;
    // Linux tells without the server having to answer, which an overloaded one does late.
    if (!existsSync(tasks)) return (await this.#ask<Usage>('usage')).cpu;
    return readdirSync(tasks).reduce((sum, task) => sum + nanosecondsOf(`${tasks}/${task}/schedstat`), 0) / 1_000;
  }

  /** The same with the threads that have ended meanwhile, such as those that work on pictures; the server has to answer. */
  async cpuOfAll(): Promise<number> {
    return (await this.#ask<Usage>('usage')).cpu;
  }

  /** What it holds after collecting its garbage. */
  memory(): Promise<Usage> {
    return this.#ask<Usage>('memory');
  }

  /** How long its event loop kept others waiting while `work` ran, seen from inside. */
  async loopDelay(work: () => Promise<unknown>): Promise<LoopDelay> {
    await this.#ask('watch');
    await work();
    return this.#ask<LoopDelay>('watched');
  }

  /** Records a CPU profile of the main thread while `work` runs. */
  async profiled(work: () => Promise<void>): Promise<Profiler.Profile> {
    await this.#ask('record');
    await work();
    return (await this.#ask<{ profile: Profiler.Profile }>('recorded')).profile;
  }

  /** Asks it to end, and waits until it has. */
  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(late);
  }

  #ask<Answer>(ask: string): Promise<Answer> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      if (!this.#isRunning) throw this.#death(this.#child.exitCode ?? this.#child.signalCode);
      this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.#child.send({ id, ask });
    });
  }

  get #isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  #death(how: unknown): Error {
    return new Error(`A server ended with ${String(how)} while it was measured:\n${this.#output}`);
  }
}

function nanosecondsOf(schedstat: string): number {
  try {
    return Number(readFileSync(schedstat, 'utf8').split(' ')[0]);
  } catch {
    // The thread has ended since it was listed.
    return 0;
  }
}
