// Which two pictures are held against each other: two chosen ones, or one and the picture that it was made from.
import type { AssetEntry } from './collection.ts';

/** One side of a comparison. The asset is missing where the source is not in the gallery, only its bytes. */
export interface Side {
  readonly hash: string;
  readonly asset?: AssetEntry;
  /** What it is: `Before`, `After`, or the place it was chosen in. */
  readonly word: string;
}

export interface Pair {
  readonly before: Side;
  readonly after: Side;
}

/** Finds an asset by its bytes. */
export type ByHash = (hash: string) => AssetEntry | undefined;

/** The source that an asset was made from: the one its recipe calls so, else its first reference, else its only parent. */
function sourceOf({ record }: AssetEntry): string | undefined {
  const references = record.recipe?.references.filter(({ role }) => role !== 'mask') ?? [];
  const hash = references.find(({ role }) => role === 'source')?.hash ?? references[0]?.hash ?? record.parents[0];
  return hash === record.hash ? undefined : hash;
}

/** The pair for some chosen assets; undefined where there are not two pictures to compare. Of two, the older stands before. */
export function pairOf(assets: readonly AssetEntry[], byHash: ByHash): Pair | undefined {
  if (assets.length === 0 || assets.length > 2 || assets.some(({ record }) => record.kind !== 'image')) return undefined;
  const [one, other] = assets.toSorted((a, b) => a.record.createdAt - b.record.createdAt);
  if (!one) return undefined;
  if (other)
    return {
      before: { hash: one.record.hash, asset: one, word: sourceOf(other) === one.record.hash ? 'Before' : 'Older' },
      after: { hash: other.record.hash, asset: other, word: sourceOf(other) === one.record.hash ? 'After' : 'Newer' }
    };
  const source = sourceOf(one);
  if (!source) return undefined;
  const asset = byHash(source);
  if (asset && asset.record.kind !== 'image') return undefined;
  return {
    before: { hash: source, ...(asset ? { asset } : {}), word: 'Before' },
    after: { hash: one.record.hash, asset: one, word: 'After' }
  };
}
