// Proves who gets free places: never more than there are, never unfairly.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shareOut, type Line, type Share } from './share-out.ts';

const lineOf = (runId: string, userId: string, ready: number, changes: Partial<Line> = {}): Line => ({
  runId,
  userId,
  ready,
  video: false,
  createdAt: 0,
  priority: 0,
  ...changes
});
const roomy = { places: 10, images: 100, videos: 100 };
const turns = () => {
  let turn = 0;
  return () => (turn += 1);
};

it('[ENG-7] shares places between members whatever the sizes and ages of their runs', () => {
  const given = shareOut(
    [lineOf('a', 'ada', 1_000), lineOf('b', 'bob', 3, { createdAt: 5 }), lineOf('c', 'cy', 100, { createdAt: 9 })],
    roomy,
    new Map(),
    turns()
  );
  expect(Object.fromEntries(given)).toEqual({ a: 4, b: 3, c: 3 });
});

it('[ENG-7] gives a single place in turn', () => {
  const shares = new Map<string, Share>();
  const turn = turns();
  const lines = [lineOf('a', 'ada', 100), lineOf('b', 'bob', 100, { createdAt: 5 })];
  const order = Array.from({ length: 6 }, () => {
    const [runId] = shareOut(lines, { ...roomy, places: 1 }, shares, turn).keys();
    // What was given has ended by the next time.
    for (const [user, share] of shares) shares.set(user, { ...share, load: 0 });
    return runId;
  });
  expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
});

it('[ENG-7] serves the older run of a member first', () => {
  const given = shareOut(
    [lineOf('new', 'ada', 10, { createdAt: 9 }), lineOf('old', 'ada', 10)],
    { ...roomy, places: 12 },
    new Map(),
    turns()
  );
  expect(Object.fromEntries(given)).toEqual({ old: 10, new: 2 });
});

it('[ENG-7] never gives more than places, rates and queues have, and differs by one item at most between waiting members', () => {
  const lines = fc.array(
    fc.record({
      userId: fc.constantFrom('a', 'b', 'c', 'd'),
      ready: fc.nat(30),
      video: fc.boolean(),
      createdAt: fc.nat(5),
      priority: fc.integer({ min: -1, max: 1 })
    }),
    { maxLength: 8 }
  );
  fc.assert(
    fc.property(lines, fc.nat(60), fc.nat(40), fc.nat(40), (made, places, images, videos) => {
      const all = made.map((line, index) => ({ ...line, runId: `r${index}` }));
      const given = shareOut(all, { places, images, videos }, new Map(), turns());
      const of = (line: Line) => given.get(line.runId) ?? 0;
      const total = (some: readonly Line[]) => some.reduce((sum, line) => sum + of(line), 0);
      expect(total(all)).toBeLessThanOrEqual(places);
      expect(total(all.filter((line) => line.video))).toBeLessThanOrEqual(videos);
      expect(total(all.filter((line) => !line.video))).toBeLessThanOrEqual(images);
      for (const line of all) expect(of(line)).toBeLessThanOrEqual(line.ready);
      const users = [...new Set(all.map((line) => line.userId))];
      const mine = (user: string) => all.filter((line) => line.userId === user);
      // Who could still take an image is at most one item behind anybody else.
      const hungry = users.filter((user) => mine(user).some((line) => !line.video && of(line) < line.ready));
      const imagesLeft = images - total(all.filter((line) => !line.video));
      for (const user of imagesLeft > 0 ? hungry : []) {
        for (const other of users) expect(total(mine(other))).toBeLessThanOrEqual(total(mine(user)) + 1);
      }
    })
  );
});
