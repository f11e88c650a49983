// What stands in a run's row: each item's pictures, or what the item is doing as long as it has none.
import { isFinal, type Item } from 'shared/runs';
import type { AssetEntry } from '#lib/gallery';
import type { RunEntry } from '#lib/runs';

export type Tile =
  | { readonly key: string; readonly kind: 'asset'; readonly asset: AssetEntry; readonly item: Item | undefined }
  /** An item, or one of the several results it was asked for. */
  | { readonly key: string; readonly kind: 'item'; readonly item: Item }
  /** An item of which this device knows only that there is one. */
  | { readonly key: string; readonly kind: 'unknown' }
  /** It succeeded, and its picture is not in the gallery any more. */
  | { readonly key: string; readonly kind: 'gone'; readonly item: Item };

/** Where the picture of a finished item can be: on its way through the gallery's document, or moved to trash. */
export interface TileFacts {
  /** The run's assets that are in the gallery. */
  readonly assets: readonly AssetEntry[];
  /** Whether the gallery document with this asset is here, so that a missing one was taken away. */
  wasRemoved: (assetId: string) => boolean;
  /** How many results one item is asked for; a series has several. */
  readonly outputs?: number;
}

const byOutput = (one: AssetEntry, other: AssetEntry) => (one.record.made?.output ?? 0) - (other.record.made?.output ?? 0);

/** Tiles in place of equal ones that were there before, so that of hundreds only what changed is drawn again. */
export function keptTiles(before: readonly Tile[], now: readonly Tile[]): Tile[] {
  return now.map((tile, index) => {
    const known = before[index];
    return known && isSame(known, tile) ? known : tile;
  });
}

function isSame(one: Tile, other: Tile): boolean {
  const itemOf = (tile: Tile) => ('item' in tile ? tile.item : undefined);
  const assetOf = (tile: Tile) => ('asset' in tile ? tile.asset : undefined);
  return one.kind === other.kind && one.key === other.key && itemOf(one) === itemOf(other) && assetOf(one) === assetOf(other);
}

/** The tiles of a run in the order of its items; without items the pictures that are here, then a tile for each that is not. */
export function tilesOf(run: Pick<RunEntry, 'items' | 'counts'>, { assets, wasRemoved, outputs = 1 }: TileFacts): Tile[] {
  const { items } = run;
  if (!items) {
    const total = Object.values(run.counts).reduce((sum, count) => sum + count, 0);
    const known = assets.map((asset) => assetTile(asset, undefined));
    const missing = Array.from({ length: Math.max(0, total * outputs - known.length) }, (_, index): Tile => ({
      key: `unknown-${index}`,
      kind: 'unknown'
    }));
    return [...known, ...missing];
  }
  const byItem = Map.groupBy(assets, ({ record }) => record.made?.itemId);
  return items.flatMap((item): Tile[] => {
    const own = byItem.get(item.id)?.toSorted(byOutput) ?? [];
    if (own.length > 0) return own.map((asset) => assetTile(asset, item));
    const gone = isFinal(item.state) && item.assets.length > 0 && item.assets.every(wasRemoved);
    if (gone) return [{ key: item.id, kind: 'gone', item }];
    // What failed or was cancelled ends as one; what may still come keeps a place for each of its results.
    const places = item.state === 'failed' || item.state === 'cancelled' ? 1 : outputs;
    return Array.from({ length: places }, (_, index): Tile => ({ key: index === 0 ? item.id : `${item.id}-${index}`, kind: 'item', item }));
  });
}

function assetTile(asset: AssetEntry, item: Item | undefined): Tile {
  const { made, id } = asset.record;
  // The first picture of an item takes the place of its waiting tile, so that nothing moves.
  return { key: item && made?.output === 0 ? item.id : id, kind: 'asset', asset, item };
}
