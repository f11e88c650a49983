// Which commands are listed with their keys, and which of them stand in the way of a key that was chosen.
import type { MetCommand } from '../ui/key-bindings.svelte.ts';
import { keysCollide } from '../ui/keys.ts';

/** Where commands without a page of their own are listed. */
const ANYWHERE = 'Anywhere';
const EVERYWHERE = new Set([ANYWHERE, 'Pages']);

export interface KeyRow {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** Its keys of now. */
  readonly keys: string | undefined;
  /** Its own keys. */
  readonly own: string | undefined;
}

export const rowOf = ({ id, title, group, keys: own }: MetCommand, keys: string | undefined): KeyRow => ({
  id,
  title,
  group: group ?? ANYWHERE,
  keys,
  own
});

/** The rows by their headings: what works everywhere first, then in order of appearance. */
export function grouped(rows: readonly KeyRow[]): readonly (readonly [group: string, rows: readonly KeyRow[]])[] {
  const groups = [...Map.groupBy(rows, ({ group }) => group)];
  return groups.toSorted(([one], [other]) => Number(EVERYWHERE.has(other)) - Number(EVERYWHERE.has(one)));
}

/** The rows that would be in the way: of the same page, or of everywhere. On another page a key may mean something else. */
export function inTheWay(rows: readonly KeyRow[], of: Pick<KeyRow, 'id' | 'group'>, keys: string): readonly KeyRow[] {
  const meets = ({ group }: KeyRow) => group === of.group || EVERYWHERE.has(group) || EVERYWHERE.has(of.group);
  return rows.filter((row) => row.id !== of.id && row.keys !== undefined && meets(row) && keysCollide(row.keys, keys));
}
