// Proves that every asset in sight has exactly one tile, that tiles keep their asset while it is in sight, and that none is made without need.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryOf } from './search-test-support.ts';
import { assignTiles, inOrder, type Slot } from './tile-slots.ts';

const entries = Array.from({ length: 40 }, (_, index) => entryOf({ id: `d1.a${index}` }));
const range = fc.record({ from: fc.nat(30), size: fc.integer({ min: 1, max: 10 }), kept: fc.option(fc.nat(39), { nil: undefined }) });

const shownOf = ({ from, size, kept }: { from: number; size: number; kept?: number | undefined }) =>
  [...Array(size).keys(), ...(kept === undefined || (kept >= from && kept < from + size) ? [] : [kept - from])].flatMap((offset) => {
    const entry = entries[from + offset];
    return entry ? [{ index: from + offset, entry }] : [];
  });

it('[GAL-1] every asset in sight has one tile, which stays its own, and no more tiles stand than are needed', () => {
  fc.assert(
    fc.property(fc.array(range, { minLength: 1, maxLength: 8 }), fc.boolean(), (ranges, sorts) => {
      let slots: readonly Slot[] = [];
      for (const one of ranges) {
        const shown = shownOf(one);
        const next = assignTiles(slots, shown);
        expect(next.map(({ entry }) => entry.record.id).sort()).toEqual(shown.map(({ entry }) => entry.record.id).sort());
        expect(new Set(next.map(({ tile }) => tile)).size).toBe(next.length);
        for (const slot of slots) if (shown.some(({ index }) => index === slot.index)) expect(next).toContain(slot);
        // Tiles that are taken over keep their places among each other.
        const order = slots.map(({ tile }) => tile);
        const places = next.map(({ tile }) => order.indexOf(tile)).filter((place) => place >= 0);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        slots = sorts ? inOrder(next) : next;
        if (sorts) expect(slots.map(({ index }) => index)).toEqual(shown.map(({ index }) => index).sort((a, b) => a - b));
      }
    })
  );
});

it('[GAL-1] an asset that moves in the timeline takes its tile along', () => {
  const [a, b, c] = [entryOf(), entryOf(), entryOf()];
  const before = assignTiles(
    [],
    [a, b].map((entry, index) => ({ entry, index }))
  );
  const after = assignTiles(
    before,
    [c, a, b].map((entry, index) => ({ entry, index }))
  );
  const tileOf = (slots: readonly Slot[], of: typeof a) => slots.find(({ entry }) => entry === of)?.tile;
  expect([tileOf(after, a), tileOf(after, b)]).toEqual([tileOf(before, a), tileOf(before, b)]);
  expect(after.map(({ index }) => index)).toEqual([1, 2, 0]);
});
