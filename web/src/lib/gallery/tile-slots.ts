// Which of the timeline's tiles shows which asset: tiles that went out of sight show what comes into it, since making one costs ten times as
// much as changing it.
import type { AssetId } from 'shared/gallery';
import type { AssetEntry } from './collection.ts';

/** A tile in use; a new object whenever something about it changes. */
export interface Slot {
  /** The tile's own number, which it keeps. */
  readonly tile: number;
  /** Place of its asset in the timeline. */
  readonly index: number;
  readonly entry: AssetEntry;
}

/** An asset and its place in the timeline. */
export type Shown = Pick<Slot, 'index' | 'entry'>;

/**
 * Tiles for everything in `shown`: those that show one of these already stay as they are, also in the order of the document; the others,
 * and new ones where they are too few, take what is left. Tiles that are not needed are given up.
 */
export function assignTiles(before: readonly Slot[], shown: readonly Shown[]): Slot[] {
  const wanted = new Map<AssetId, Shown>(shown.map((one) => [one.entry.record.id, one]));
  const next: (Slot | undefined)[] = before.map((slot) => {
    const now = wanted.get(slot.entry.record.id);
    if (!now) return undefined;
    wanted.delete(slot.entry.record.id);
    return now.index === slot.index && now.entry === slot.entry ? slot : { tile: slot.tile, ...now };
  });
  const rest = wanted.values();
  before.forEach(({ tile }, at) => {
    const one = next[at] ? undefined : rest.next().value;
    if (one) next[at] = { tile, ...one };
  });
  let fresh = before.reduce((most, { tile }) => Math.max(most, tile), -1);
  for (const one of rest) next.push({ tile: (fresh += 1), ...one });
  return next.filter((slot) => slot !== undefined);
}

/** The same tiles in the order of the timeline, in which screen readers go through them. */
export function inOrder(slots: readonly Slot[]): readonly Slot[] {
  return slots.every(({ index }, at) => at === 0 || (slots[at - 1]?.index ?? 0) < index)
    ? slots
    : slots.toSorted((a, b) => a.index - b.index);
}
