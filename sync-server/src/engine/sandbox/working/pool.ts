// A bounded set of painter threads; a thread that dies fails only the task it was drawing.
import { Worker } from 'node:worker_threads';
import { TaskError, taskCode, type Drawn, type Reply, type Task } from '../drawing/task.ts';

interface Job {
  readonly prepare: () => Promise<Task>;
  resolve(drawn: readonly Drawn[]): void;
  reject(error: unknown): void;
}

export interface PoolOptions {
  /** Threads at most; each is started when it is first needed. */
  readonly size: number;
  /** The file that a thread runs; the painter when absent. */
  readonly worker?: URL | undefined;
}

export class PainterPool {
  readonly #size: number;
  readonly #file: URL;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #jobs: Job[] = [];
  #busy = 0;
  #closed = false;

  constructor({ size, worker = new URL('../drawing/worker.ts', import.meta.url) }: PoolOptions) {
    this.#size = size;
    this.#file = worker;
  }

  /**
   * Draws a task as soon as a thread is free; only then is it prepared, so that waiting tasks hold no pictures in memory.
   * Rejects with a TaskError when drawing fails, or with what `prepare` threw.
   */
  draw(prepare: () => Promise<Task>): Promise<readonly Drawn[]> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({ prepare, resolve, reject });
      this.#next();
    });
  }

  /** Stops all threads at once; tasks that were waiting or being drawn are rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#jobs.splice(0)) reject(new Error('The sandbox is closed.'));
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #next(): void {
    if (this.#closed || this.#busy >= this.#size) return;
    const job = this.#jobs.shift();
    if (!job) return;
    this.#busy++;
    void this.#carryOut(job).finally(() => {
      this.#busy--;
      this.#next();
    });
  }

  async #carryOut({ prepare, resolve, reject }: Job): Promise<void> {
    try {
      const task = await prepare();
      if (this.#closed) throw new Error('The sandbox is closed.');
      const reply = await this.#ask(task);
      if ('drawn' in reply) resolve(reply.drawn);
      else reject(new TaskError(reply.code, reply.message));
    } catch (error) {
      reject(error);
    }
  }

  #ask(task: Task): Promise<Reply> {
    const worker = this.#idle.pop() ?? this.#start();
    return new Promise((resolve, reject) => {
      const died = () => {
        this.#all.delete(worker);
        reject(new TaskError(taskCode.internal, 'The painter stopped unexpectedly. Nothing is charged; try again.'));
      };
      worker.once('exit', died);
      worker.once('message', (reply: Reply) => {
        worker.off('exit', died);
        this.#idle.push(worker);
        resolve(reply);
      });
      worker.postMessage(task);
    });
  }

  #start(): Worker {
    const worker = new Worker(this.#file, { execArgv: [] });
    this.#all.add(worker);
    // Without a listener an error in the thread would end the process; its exit is what fails the task.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      this.#all.delete(worker);
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    return worker;
  }
}
