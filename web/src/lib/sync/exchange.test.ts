// Proves that many documents reach the same state as the server's in few requests, whatever is cut off on the way.
import type { ExchangeRefusal } from 'shared/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { exchange, EXCHANGE, type Exchangeable, type Offer } from './exchange.ts';
import { FakeExchange } from './exchange.fixture.ts';

/** A document that counts its edits as a live one does. */
class Held implements Exchangeable {
  readonly doc = new Y.Doc();
  readonly refusals: ExchangeRefusal[] = [];
  readonly name: string;
  made = 0;
  known = 0;
  base: Uint8Array | undefined;

  constructor(name: string) {
    this.name = name;
    this.doc.on('update', (_update: Uint8Array, origin: unknown, _doc: Y.Doc, { beforeState }: Y.Transaction) => {
      if (origin === EXCHANGE) return;
      if (this.made === this.known) this.base = Y.encodeStateVector(beforeState);
      this.made += 1;
    });
  }

  get map(): Y.Map<unknown> {
    return this.doc.getMap('assets');
  }

  offer(): Offer {
    return { mark: this.made, changed: this.made > this.known, base: this.base };
  }

  confirmed(mark: number): void {
    this.known = mark;
  }

  refused(reason: ExchangeRefusal): void {
    this.refusals.push(reason);
  }
}

let server: FakeExchange;
const many = (count: number) => Array.from({ length: count }, (_, n) => new Held(`w/gallery/s${n}`));
const unconfirmed = (held: readonly Held[]) => held.filter(({ made, known }) => made > known).length;
const entriesOf = (map: Y.Map<unknown>) => JSON.stringify([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
const differing = (held: readonly Held[]) =>
  held.filter(({ name, map }) => entriesOf(map) !== entriesOf(server.doc(name).getMap('assets'))).length;

beforeEach(() => {
  server = new FakeExchange();
});

describe('exchange', () => {
  it('[SYNC-3] a device that was away catches up on 1,000 documents in one request, and then hears that all is the same', async () => {
    const held = many(1_000);
    for (const [n, { name }] of held.entries()) server.doc(name).getMap('assets').set('a', n);
    expect(await exchange(held, server.post)).toEqual([]);
    expect([differing(held), server.sizes, server.received]).toEqual([0, [1_000], 0]);
    await exchange(held, server.post);
    expect(server.sizes).toEqual([1_000, 1_000]);
    expect(new Set(server.kinds.slice(1_000))).toEqual(new Set(['same']));
  });

  it('[SYNC-3] more documents than one request carries go in several', async () => {
    const held = many(2_300);
    for (const { map } of held) map.set('a', 1);
    await exchange(held, server.post);
    expect(server.sizes).toEqual([1_000, 1_000, 300]);
    expect([differing(held), unconfirmed(held)]).toEqual([0, 0]);
  });

  it('[SYNC-1] edits and deletions of both sides merge, and only what is new is sent', async () => {
    const held = many(300);
    for (const { map } of held) map.set('a', 'x'.repeat(1_000));
    await exchange(held, server.post);
    const before = server.received;
    for (const [n, { name, map }] of held.entries()) {
      if (n % 3 === 0) map.delete('a');
      if (n % 3 === 1) map.set('mine', n);
      if (n % 2 === 0) server.doc(name).getMap('assets').set('theirs', n);
      if (n % 5 === 0) server.doc(name).getMap('assets').delete('a');
    }
    await exchange(held, server.post);
    expect([differing(held), unconfirmed(held)]).toEqual([0, 0]);
    expect(server.sizes).toEqual([300, 300]);
    expect(server.received - before).toBeLessThan(300 * 100);
  });

  it('[SYNC-1] edits whose base is not known arrive, deletions too', async () => {
    const [one, two] = many(2) as [Held, Held];
    for (const { map } of [one, two]) map.set('a', 1);
    await exchange([one, two], server.post);
    one.map.set('b', 2);
    two.map.delete('a');
    one.base = two.base = undefined;
    expect(await exchange([one, two], server.post)).toEqual([]);
    expect([differing([one, two]), unconfirmed([one, two]), server.sizes]).toEqual([0, 0, [2, 2, 1]]);
  });

  it('[SYNC-1] what is cut off in the middle is repeated without harm, and what was answered stays answered', async () => {
    const held = many(1_000);
    for (const { map } of held) map.set('a', 1);
    server.cutAfter = 400;
    await expect(exchange(held, server.post)).rejects.toThrow(RangeError);
    expect(unconfirmed(held)).toBe(600);
    await exchange(held, server.post);
    expect([differing(held), unconfirmed(held)]).toEqual([0, 0]);
    expect([...new Set(server.kinds.slice(1_000))]).toEqual(['same']);
  });

  it('[SYNC-2] an edit made while the request is under way is not taken for confirmed', async () => {
    const [held] = many(1) as [Held];
    held.map.set('a', 1);
    await exchange([held], (body) => {
      held.map.set('b', 2);
      return server.post(body);
    });
    expect(unconfirmed([held])).toBe(1);
    await exchange([held], server.post);
    expect([differing([held]), unconfirmed([held])]).toEqual([0, 0]);
  });

  it('[SYNC-4] a refused document is told why, and the others go on', async () => {
    const held = many(3);
    for (const { map } of held) map.set('a', 1);
    server.refusals.set(held[1]!.name, 'forbidden');
    await exchange(held, server.post);
    expect(held.map(({ refusals }) => refusals)).toEqual([[], ['forbidden'], []]);
    expect(unconfirmed(held)).toBe(1);
  });
});
