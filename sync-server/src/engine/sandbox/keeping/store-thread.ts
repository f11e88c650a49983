// The main thread's side of the store: the same calls, answered once they are durable.
import { Worker } from 'node:worker_threads';
import type { Store } from './store.ts';

export type StoreMethod = Exclude<keyof Store, 'together' | 'close'>;

export interface StoreCall {
  readonly id: number;
  readonly method: StoreMethod;
  readonly args: readonly unknown[];
}

export type StoreAnswer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export class StoreThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #ended: Error | undefined;

  /** Opens the database file, making it when it is missing. */
  constructor(file: string) {
    this.#worker = new Worker(new URL('./store-worker.ts', import.meta.url), { workerData: file, execArgv: [] });
    this.#worker.on('message', (answer: StoreAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('error' in answer) waiting?.reject(new Error(answer.error));
      else waiting?.resolve(answer.value);
    });
    this.#worker.on('error', (error: unknown) => this.#end(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#end(new Error('The sandbox is closed.')));
  }

  /** Calls a method of the store; calls are carried out in the order in which they are made. */
  call<Method extends StoreMethod>(method: Method, ...args: Parameters<Store[Method]>): Promise<ReturnType<Store[Method]>> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (value) => resolve(value as ReturnType<Store[Method]>), reject });
      this.#worker.postMessage({ id, method, args } satisfies StoreCall);
    });
  }

  /** Carries out what was asked for and lets go of the file. */
  async close(): Promise<void> {
    if (this.#ended) return;
    const exited = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.postMessage('close');
    await exited;
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
