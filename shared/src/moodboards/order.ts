// The stack of a board: fractional keys, so that two people reorder at once without duplicating or losing an item.
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** What is ordered: its key, and its id for keys that two devices have chosen alike. */
export interface Ordered {
  readonly id: string;
  readonly order: string;
}

/** Sorts from the bottom to the top of the stack; code units, not a locale's order. */
export function compareOrder(one: Ordered, other: Ordered): number {
  if (one.order !== other.order) return one.order < other.order ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

/** `a0` to `czzz`, with a fraction that does not end in 0 or none. */
const PLAIN = /^(?:a[0-9A-Za-z]|b[0-9A-Za-z]{2}|c[0-9A-Za-z]{3})(?:[0-9A-Za-z]*[1-9A-Za-z])?$/;

/** Whether a key is one that others can be made from; what another program wrote need not be. */
export function isOrderKey(key: string): boolean {
  // The plain keys that most items have are told apart without making another one of them.
  if (PLAIN.test(key)) return true;
  try {
    generateKeyBetween(key, null);
    return true;
  } catch {
    return false;
  }
}

/**
 * `count` keys above `below` and below `above`, ascending; null stands for the end of the stack. Where nothing fits between, because two
 * devices chose the same key, they lie above both.
 */
export function keysBetween(below: string | null, above: string | null, count: number): string[] {
  const upper = above !== null && below !== null && above <= below ? null : above;
  return generateNKeysBetween(below, upper, count);
}

/** Keys that take items to the top, to the bottom, or one step up or down past the nearest other one, in their present order. */
export function reordered(stack: readonly Ordered[], moved: ReadonlySet<string>, to: 'front' | 'back' | 'forward' | 'backward'): Ordered[] {
  const sorted = [...stack].sort(compareOrder);
  const own = sorted.filter(({ id }) => moved.has(id));
  const others = sorted.filter(({ id }) => !moved.has(id));
  if (own.length === 0) return [];
  const top = sorted.findLastIndex(({ id }) => moved.has(id));
  const bottom = sorted.findIndex(({ id }) => moved.has(id));
  const place = {
    front: others.length,
    back: 0,
    forward: Math.min(others.length, sorted.slice(0, top).filter(({ id }) => !moved.has(id)).length + 1),
    backward: Math.max(0, sorted.slice(0, bottom).filter(({ id }) => !moved.has(id)).length - 1)
  }[to];
  const keys = keysBetween(others[place - 1]?.order ?? null, others[place]?.order ?? null, own.length);
  return own.map(({ id }, index) => ({ id, order: keys[index] as string }));
}
