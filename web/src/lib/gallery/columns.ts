// What the layout needs of a list of assets, as typed arrays: walking through 100,000 records takes longer than placing them.
import type { AssetEntry } from './collection.ts';

export interface Columns {
  /** Width by height. */
  readonly ratios: Float32Array;
  /** Epoch milliseconds. */
  readonly createdAt: Float64Array;
}

const known = new WeakMap<readonly AssetEntry[], Columns>();

/** Has whoever made a list say what is known of it already. */
export function giveColumns(list: readonly AssetEntry[], columns: Columns): void {
  known.set(list, columns);
}

/** The columns of a list; read once for each. */
export function columnsOf(list: readonly AssetEntry[]): Columns {
  const given = known.get(list);
  if (given) return given;
  const columns = { ratios: new Float32Array(list.length), createdAt: new Float64Array(list.length) };
  list.forEach(({ record }, index) => {
    columns.ratios[index] = record.width / record.height;
    columns.createdAt[index] = record.createdAt;
  });
  known.set(list, columns);
  return columns;
}
