// The page's end of a worker that answers each order with one message; the worker's end is `answerOrders`.

export interface WorkerClientOptions {
  /** Milliseconds after which an order counts as failed and its worker as stuck: it is stopped, and the next order gets a new one. */
  readonly patience?: number;
  /** Milliseconds after its last order until the worker is given up: it holds the memory of what it worked on. */
  readonly linger?: number;
}

export class WorkerClient<Order, Answer> {
  readonly #start: () => Worker;
  readonly #options: WorkerClientOptions;
  #worker: Worker | undefined;
  /** Ends an order, for each that the present worker has. */
  readonly #orders = new Set<(reason: Error) => void>();
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** `start` makes the worker, when the first order comes. */
  constructor(start: () => Worker, options: WorkerClientOptions = {}) {
    this.#start = start;
    this.#options = options;
  }

  /** The answer to an order. Throws when the worker stops, of memory perhaps, or takes longer than the patience for it. */
  async ask(order: Order, transfer: Transferable[] = [], patience = this.#options.patience): Promise<Answer> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#begin());
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    this.#orders.add(reject);
    const timer = patience === undefined ? undefined : setTimeout(() => this.#end(worker), patience);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    try {
      worker.postMessage(order, [port2, ...transfer]);
      return await promise;
    } finally {
      clearTimeout(timer);
      port1.close();
      this.#orders.delete(reject);
      const { linger } = this.#options;
      if (this.#orders.size === 0 && linger !== undefined) this.#idle = setTimeout(() => this.#end(worker), linger);
    }
  }

  #begin(): Worker {
    const worker = this.#start();
    worker.addEventListener('error', () => this.#end(worker), { once: true });
    return worker;
  }

  #end(worker: Worker): void {
    worker.terminate();
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    for (const stop of this.#orders) stop(new Error('The worker stopped.'));
  }
}

/** In a worker: answers every order that comes. `answer` throws nothing that the page is to know of. */
export function answerOrders<Order, Answer>(answer: (order: Order) => Promise<Answer>): void {
  addEventListener('message', ({ data, ports: [port] }: MessageEvent<Order>) => void answer(data).then((said) => port?.postMessage(said)));
}
