// Proves that hints and the ends of streams reach the pages of every process, and that pages whose process may have missed one come again.
import { expect, it, vi } from 'vitest';
import { BusHub } from '../bus/in-process.ts';
import { LossyBus } from '../bus/lossy-bus.fixture.ts';
import { Hints, type Hint } from './hints.ts';

const run: Hint = { kind: 'run', id: 'r1', revision: 3 };

it('[RUN-3] a hint reaches who listens to its topic, here at once and on other processes', async () => {
  const hub = new BusHub();
  const [one, two] = [new Hints(hub.join()), new Hints(hub.join())];
  const heard: [string, Hint][] = [];
  const stops = [
    one.listen('w1', (hint) => heard.push(['one', hint])),
    two.listen('w1', (hint) => heard.push(['two', hint])),
    two.listen('w2', (hint) => heard.push(['elsewhere', hint]))
  ];
  one.publish('w1', run);
  expect(heard).toEqual([['one', run]]);
  await vi.waitFor(() =>
    expect(heard).toEqual([
      ['one', run],
      ['two', run]
    ])
  );
  for (const stop of stops) stop();
  one.publish('w1', run);
  two.publish('w1', run);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(heard.length).toBe(2);
});

it('[ACC-3] the end of a membership ends the streams of that user and workspace on every process', async () => {
  const hub = new BusHub();
  const [one, two] = [new Hints(hub.join()), new Hints(hub.join())];
  const ended: string[] = [];
  one.onEnd('ada', 'w1', () => ended.push('here'));
  two.onEnd('ada', 'w1', () => ended.push('there'));
  two.onEnd('ada', 'w2', () => ended.push('other workspace'));
  two.onEnd('ben', 'w1', () => ended.push('other user'));
  one.endFor('ada', 'w1');
  await vi.waitFor(() => expect(ended).toEqual(['here', 'there']));
});

it('[RUN-3] streams end where a hint may have been missed, so that their pages fetch afresh', () => {
  const bus = new LossyBus(new BusHub().join(), { lost: 1, doubled: 0, late: 0, random: () => 0 });
  const hints = new Hints(bus);
  let ends = 0;
  const stop = hints.onEnd('ada', 'w1', () => ends++);
  bus.mend();
  expect(ends).toBe(1);
  stop();
  bus.mend();
  expect(ends).toBe(1);
});
