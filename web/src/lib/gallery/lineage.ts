// Which assets came out of which: the graph around one asset, laid out in generations.
import type { AssetId } from 'shared/gallery';
import type { AssetEntry } from './collection.ts';

export interface LineageNode {
  readonly entry: AssetEntry;
  /** Generation from the left, from 0. */
  readonly column: number;
  /** Place from the top, from 0; no two nodes of a column share one. */
  readonly row: number;
  /** It is the asset itself or one that it came out of. */
  readonly onPath: boolean;
}

export interface LineageEdge {
  readonly from: LineageNode;
  readonly to: LineageNode;
  readonly onPath: boolean;
}

export interface Lineage {
  /** Column by column, each from the top. */
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  /** Further relatives that are not shown. */
  readonly left: number;
}

interface Relations {
  readonly parents: (entry: AssetEntry) => readonly AssetEntry[];
  readonly children: (entry: AssetEntry) => readonly AssetEntry[];
}

const known = new WeakMap<readonly AssetEntry[], Relations>();

/** Parents and children among some assets; worked out once for a list. */
function relationsOf(assets: readonly AssetEntry[]): Relations {
  const before = known.get(assets);
  if (before) return before;
  const byHash = new Map<string, AssetEntry>();
  const byParent = new Map<string, AssetEntry[]>();
  for (const entry of assets) {
    // Of equal pictures the oldest is the one that others came out of.
    byHash.set(entry.record.hash, entry);
    for (const hash of entry.record.parents) {
      const others = byParent.get(hash);
      if (others) others.push(entry);
      else byParent.set(hash, [entry]);
    }
  }
  const relations: Relations = {
    parents: ({ record }) => record.parents.flatMap((hash) => (hash === record.hash ? [] : (byHash.get(hash) ?? []))),
    children: ({ record }) => (byHash.get(record.hash)?.record.id === record.id ? (byParent.get(record.hash) ?? []) : [])
  };
  known.set(assets, relations);
  return relations;
}

/** The graph around an asset, the nearest relatives first as far as `most` go; newest-first `assets`. */
export function lineageOf(entry: AssetEntry, assets: readonly AssetEntry[], most = 24): Lineage {
  const { parents, children } = relationsOf(assets);
  const { shown, left } = nearest(entry, (one) => [...parents(one), ...children(one)], most);
  const inside = (some: readonly AssetEntry[]) => some.filter(({ record }) => shown.has(record.id));
  const columns = new Map<AssetId, number>();
  const columnOf = (one: AssetEntry, under: ReadonlySet<AssetId>): number => {
    const { id } = one.record;
    const present = columns.get(id);
    if (present !== undefined) return present;
    // A circle, which only damaged records can make, ends where it closes.
    const above = inside(parents(one)).filter(({ record }) => !under.has(record.id));
    const column = above.reduce((far, parent) => Math.max(far, columnOf(parent, new Set([...under, id])) + 1), 0);
    columns.set(id, column);
    return column;
  };
  for (const one of shown.values()) columnOf(one, new Set());
  const path = ancestors(entry, (one) => inside(parents(one)));

  const nodes = new Map<AssetId, LineageNode>();
  for (let column = 0; nodes.size < shown.size && column <= shown.size; column++) {
    const wish = (one: AssetEntry) => {
      const rows = inside(parents(one)).flatMap(({ record }) => nodes.get(record.id)?.row ?? []);
      return rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + row, 0) / rows.length;
    };
    const here = [...shown.values()].filter(({ record }) => columns.get(record.id) === column);
    here.sort((a, b) => wish(a) - wish(b) || a.record.createdAt - b.record.createdAt || (a.record.id < b.record.id ? -1 : 1));
    let next = 0;
    for (const one of here) {
      const row = Math.max(next, Math.floor(wish(one)));
      next = row + 1;
      nodes.set(one.record.id, { entry: one, column, row, onPath: path.has(one.record.id) });
    }
  }
  const edges = [...nodes.values()].flatMap((to) =>
    inside(parents(to.entry)).flatMap(({ record }): LineageEdge[] => {
      const from = nodes.get(record.id);
      return from && from !== to ? [{ from, to, onPath: from.onPath && to.onPath }] : [];
    })
  );
  return { nodes: [...nodes.values()], edges, left };
}

/** Breadth first from the asset, so that what is left out is what is farthest. */
function nearest(entry: AssetEntry, relatives: (one: AssetEntry) => readonly AssetEntry[], most: number) {
  const shown = new Map([[entry.record.id, entry]]);
  const beyond = new Set<AssetId>();
  const queue = [entry];
  for (let one = queue.shift(); one; one = queue.shift())
    for (const relative of relatives(one)) {
      const { id } = relative.record;
      if (shown.has(id)) continue;
      if (shown.size >= most) beyond.add(id);
      else {
        shown.set(id, relative);
        queue.push(relative);
      }
    }
  return { shown, left: beyond.size };
}

function ancestors(entry: AssetEntry, parents: (one: AssetEntry) => readonly AssetEntry[]): Set<AssetId> {
  const path = new Set([entry.record.id]);
  const queue = [entry];
  for (let one = queue.pop(); one; one = queue.pop())
    for (const parent of parents(one))
      if (!path.has(parent.record.id)) {
        path.add(parent.record.id);
        queue.push(parent);
      }
  return path;
}
