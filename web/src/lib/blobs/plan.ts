// Which copies this device should hold: every thumbnail it can, then the newest originals, within a budget.

/** One asset's blobs, with the bytes of its original. */
export interface WantedCopy {
  readonly hash: string;
  readonly bytes: number;
  readonly thumb: string;
}

/** Thumbnails are not measured before they are fetched; 512 px WebP are about this large. */
const THUMB_BYTES = 24 * 1024;
const MOST = 1024 ** 3;
const SHARE = 0.4;
/** Below this much room only thumbnails are fetched. */
const LITTLE = 256 * 1024 ** 2;

export interface Wishes {
  /** Stays here whatever room there is. */
  readonly pinned?: readonly WantedCopy[];
  /** Whether originals are fetched that nobody pinned; they are unless told otherwise. */
  readonly originals?: boolean;
}

/** A copy to fetch. */
export interface PlannedCopy {
  readonly hash: string;
  readonly kind: 'original' | 'thumb';
}

export interface Plan {
  /** In the order in which they are worth fetching. */
  readonly fetch: readonly PlannedCopy[];
  /** Copies beyond the budget, the least wanted first. */
  readonly evict: readonly string[];
}

/** Bytes that copies may take: 40 % of the quota and at most 1 GiB; 256 MiB where the browser does not say. */
export function budgetOf(quota: number | undefined): number {
  return quota === undefined ? LITTLE : Math.min(MOST, quota * SHARE);
}

/**
 * What to fetch and what to give up. `wanted` is newest first; `kept` maps the copies there are to their bytes; copies that nothing
 * wants count against the budget and go first. What is pinned is fetched before all else, whatever the budget says, and never given up.
 */
export function plan(
  wanted: readonly WantedCopy[],
  kept: ReadonlyMap<string, number>,
  budget: number,
  { pinned = [], originals = true }: Wishes = {}
): Plan {
  const fetch: PlannedCopy[] = [];
  const holding = new Set<string>();
  let left = Number.POSITIVE_INFINITY;
  let spent = 0;
  const take = (hash: string, kind: PlannedCopy['kind'], expected: number) => {
    if (holding.has(hash)) return;
    const bytes = kept.get(hash) ?? expected;
    if (bytes > left) return;
    left -= bytes;
    spent += bytes;
    holding.add(hash);
    if (!kept.has(hash)) fetch.push({ hash, kind });
  };
  for (const { hash, thumb, bytes } of pinned) {
    take(thumb, 'thumb', THUMB_BYTES);
    take(hash, 'original', bytes);
  }
  left = budget - spent;
  for (const { thumb } of wanted) take(thumb, 'thumb', THUMB_BYTES);
  if (originals && budget >= LITTLE) for (const { hash, bytes } of wanted) take(hash, 'original', bytes);

  const total = [...kept.values()].reduce((sum, bytes) => sum + bytes, 0);
  const evict: string[] = [];
  let over = total - budget;
  for (const [hash, bytes] of kept) {
    if (over <= 0) break;
    if (holding.has(hash)) continue;
    evict.push(hash);
    over -= bytes;
  }
  return { fetch, evict };
}
