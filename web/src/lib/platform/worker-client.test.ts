// Proves that orders to a worker are answered, and that one that stops or says nothing leaves none of them waiting.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkerClient, type WorkerClientOptions } from './worker-client.ts';

/** A worker as the page sees it; it answers with what `answer` makes of an order, or never. */
class PlayedWorker extends EventTarget {
  readonly terminate = vi.fn();
  readonly #answer: (order: string) => string | undefined;

  constructor(answer: (order: string) => string | undefined) {
    super();
    this.#answer = answer;
  }

  postMessage(order: string, [port]: [MessagePort]): void {
    const said = this.#answer(order);
    if (said !== undefined) port.postMessage(said);
  }
}

describe('WorkerClient', () => {
  let workers: PlayedWorker[];
  const client = (options: WorkerClientOptions, answer: (order: string) => string | undefined = (order) => order.toUpperCase()) =>
    new WorkerClient<string, string>(() => {
      const worker = new PlayedWorker(answer);
      workers.push(worker);
      return worker as unknown as Worker;
    }, options);

  beforeEach(() => {
    workers = [];
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => vi.useRealTimers());

  it('starts one worker for all orders, and answers each', async () => {
    const one = client({});
    expect(workers).toHaveLength(0);
    expect(await Promise.all([one.ask('a'), one.ask('b')])).toEqual(['A', 'B']);
    expect(workers).toHaveLength(1);
  });

  it('gives a stuck worker up with all that it was asked, and the next order gets a new one', async () => {
    const one = client({ patience: 100 }, (order) => (order === 'stuck' ? undefined : order));
    const asked = [one.ask('stuck'), one.ask('stuck', [], 1_000)];
    const ends = Promise.allSettled(asked);
    vi.advanceTimersByTime(100);
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(workers[0]?.terminate).toHaveBeenCalled();
    expect(await one.ask('well')).toBe('well');
    expect(workers).toHaveLength(2);
  });

  it('ends what a worker was asked that failed', async () => {
    const one = client({}, () => undefined);
    const asked = one.ask('a');
    workers[0]?.dispatchEvent(new Event('error'));
    await expect(asked).rejects.toThrow('The worker stopped.');
  });

  it('gives a worker up that has had nothing to do for a while, and only then', async () => {
    const one = client({ linger: 100 });
    await one.ask('a');
    vi.advanceTimersByTime(99);
    await one.ask('b');
    vi.advanceTimersByTime(99);
    expect(workers[0]?.terminate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(workers[0]?.terminate).toHaveBeenCalled();
    expect(await one.ask('c')).toBe('C');
    expect(workers).toHaveLength(2);
  });
});
