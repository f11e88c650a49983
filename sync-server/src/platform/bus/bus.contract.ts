// The law of the bus that every adapter must keep; run on each of them by a test of its own.
import { newId } from 'shared/kernel';
import { afterEach, expect, it, vi } from 'vitest';
import type { Bus, BusListener } from './port.ts';

/** Registers the contract's tests for one adapter; `join` makes a new member on the same network at each call. */
export function busContract(join: (report: (error: unknown) => void) => Promise<Bus>): void {
  const members: Bus[] = [];
  const errors: unknown[] = [];
  const member = async () => {
    const bus = await join((error) => errors.push(error));
    members.push(bus);
    return bus;
  };
  afterEach(async () => {
    for (const bus of members.splice(0)) await bus.close();
    errors.length = 0;
  });
  const bytes = (...values: number[]) => Uint8Array.from(values);
  const topicOf = () => `document:${newId()}/board/b1`;

  /** Listens, and resolves once the subscription stands: a message of the other member has come through. */
  async function listening(bus: Bus, other: Bus, topic: string, own: Partial<BusListener> = {}) {
    const heard: number[][] = [];
    const isProbe = (message: Uint8Array) => message.length === 1 && message[0] === 255;
    let stands = false;
    const subscription = bus.subscribe(topic, {
      receive: (message) => {
        if (isProbe(message)) stands = true;
        else {
          heard.push([...message]);
          own.receive?.(message);
        }
      },
      missed: () => own.missed?.()
    });
    await vi.waitFor(() => {
      other.publish(topic, () => bytes(255));
      if (!stands) throw new Error('It does not stand yet.');
    });
    return { heard, close: () => subscription.close() };
  }
  /** Resolves when what was published before has been delivered. */
  async function passed(from: Bus, to: Bus): Promise<void> {
    const topic = topicOf();
    const { close } = await listening(to, from, topic);
    close();
  }

  it('[OPS-4] brings bytes to every other member that listens to the topic, in order while nothing breaks', async () => {
    const [one, two, three] = [await member(), await member(), await member()];
    const [topic, other] = [topicOf(), topicOf()];
    const [second, third, elsewhere] = [
      await listening(two, one, topic),
      await listening(three, one, topic),
      await listening(three, one, other)
    ];
    for (let n = 0; n < 50; n++) one.publish(topic, () => bytes(0, n, 254, 10, 13));
    const expected = Array.from({ length: 50 }, (_, n) => [0, n, 254, 10, 13]);
    await vi.waitFor(() => expect([second.heard, third.heard]).toEqual([expected, expected]));
    expect(elsewhere.heard).toEqual([]);
    expect([one, two, three].map(({ isShared }) => isShared)).toEqual([true, true, true]);
  });

  it('[OPS-4] does not bring a member its own messages', async () => {
    const [one, two] = [await member(), await member()];
    const topic = topicOf();
    const [own, others] = [await listening(one, two, topic), await listening(two, one, topic)];
    one.publish(topic, () => bytes(1));
    two.publish(topic, () => bytes(2));
    await vi.waitFor(() => expect([own.heard, others.heard]).toEqual([[[2]], [[1]]]));
  });

  it('[OPS-4] carries a megabyte, and nothing at all', async () => {
    const [one, two] = [await member(), await member()];
    const topic = topicOf();
    const lengths: number[] = [];
    await listening(two, one, topic, { receive: (message) => lengths.push(message.length) });
    one.publish(topic, () => new Uint8Array(1024 * 1024).fill(7));
    one.publish(topic, () => bytes());
    await vi.waitFor(() => expect(lengths).toEqual([1024 * 1024, 0]));
  });

  it('[OPS-4] gives each listener bytes of its own, and never calls it from within publish', async () => {
    const [one, two] = [await member(), await member()];
    const topic = topicOf();
    const spoil = { receive: (message: Uint8Array) => void message.fill(9) };
    const [first, second] = [await listening(two, one, topic, spoil), await listening(two, one, topic, spoil)];
    const message = bytes(1, 2);
    one.publish(topic, () => message);
    expect([first.heard, second.heard]).toEqual([[], []]);
    await vi.waitFor(() => expect([first.heard, second.heard]).toEqual([[[1, 2]], [[1, 2]]]));
    expect([...message]).toEqual([1, 2]);
  });

  it('[OPS-4] brings nothing more once a subscription is closed, also what was under way', async () => {
    const [one, two] = [await member(), await member()];
    const topic = topicOf();
    const [ending, staying] = [await listening(two, one, topic), await listening(two, one, topic)];
    one.publish(topic, () => bytes(1));
    ending.close();
    ending.close();
    one.publish(topic, () => bytes(2));
    await vi.waitFor(() => expect(staying.heard).toEqual([[1], [2]]));
    expect(ending.heard).toEqual([]);
  });

  it('[OPS-4] a listener that throws is reported and disturbs nobody', async () => {
    const [one, two] = [await member(), await member()];
    const topic = topicOf();
    const failure = new Error('of this listener');
    await listening(two, one, topic, {
      receive: () => {
        throw failure;
      }
    });
    const { heard } = await listening(two, one, topic);
    one.publish(topic, () => bytes(1));
    one.publish(topic, () => bytes(2));
    await vi.waitFor(() => expect(heard).toEqual([[1], [2]]));
    expect(errors).toEqual([failure, failure]);
  });

  it('[OPS-4] a member that has left neither hears nor speaks, and leaves twice without harm', async () => {
    const [one, two, three] = [await member(), await member(), await member()];
    const topic = topicOf();
    const [left, stays] = [await listening(two, one, topic), await listening(three, one, topic)];
    await two.close();
    await two.close();
    two.publish(topic, () => bytes(1));
    two.subscribe(topic, { receive: () => left.heard.push([0]), missed: () => undefined }).close();
    one.publish(topic, () => bytes(2));
    await vi.waitFor(() => expect(stays.heard).toEqual([[2]]));
    await passed(one, three);
    expect(left.heard).toEqual([]);
  });
}
