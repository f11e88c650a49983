// Orders chosen items: align, distribute, tidy into a masonry, snap while they are dragged.
import type { Geometry } from 'shared/moodboards';
import type { Rect } from './camera.ts';
import { boundsOf, moved, union } from './geometry.ts';

export interface Placed {
  readonly id: string;
  readonly geometry: Geometry;
}

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

/** Brings one side or the middle of all onto that of the box around them. */
export function aligned(items: readonly Placed[], to: Alignment): Placed[] {
  const box = union(items.map(({ geometry }) => boundsOf(geometry)));
  if (!box || items.length < 2) return [];
  return changed(items, ({ geometry }) => {
    const bounds = boundsOf(geometry);
    switch (to) {
      case 'left':
        return moved(geometry, box.x - bounds.x, 0);
      case 'centre':
        return moved(geometry, box.x + box.width / 2 - bounds.x - bounds.width / 2, 0);
      case 'right':
        return moved(geometry, box.x + box.width - bounds.x - bounds.width, 0);
      case 'top':
        return moved(geometry, 0, box.y - bounds.y);
      case 'middle':
        return moved(geometry, 0, box.y + box.height / 2 - bounds.y - bounds.height / 2);
      case 'bottom':
        return moved(geometry, 0, box.y + box.height - bounds.y - bounds.height);
    }
  });
}

/** Makes the gaps between three or more items equal; the outermost stay. */
export function distributed(items: readonly Placed[], along: 'x' | 'y'): Placed[] {
  if (items.length < 3) return [];
  const size = along === 'x' ? 'width' : 'height';
  const sorted = items.map((item) => ({ item, bounds: boundsOf(item.geometry) })).sort((a, b) => a.bounds[along] - b.bounds[along]);
  const [first, last] = [sorted[0] as (typeof sorted)[0], sorted.at(-1) as (typeof sorted)[0]];
  const room = last.bounds[along] + last.bounds[size] - first.bounds[along];
  const gap = (room - sorted.reduce((sum, { bounds }) => sum + bounds[size], 0)) / (sorted.length - 1);
  const places = new Map<string, number>();
  let at = first.bounds[along];
  for (const { item, bounds } of sorted) {
    places.set(item.id, at);
    at += bounds[size] + gap;
  }
  return changed(items, ({ id, geometry }) => {
    const by = (places.get(id) ?? 0) - boundsOf(geometry)[along];
    return along === 'x' ? moved(geometry, by, 0) : moved(geometry, 0, by);
  });
}

/** Gap between tidied items, in board units. */
const TIDY_GAP = 12;

/**
 * Lays items out in columns of equal width from the top left of the box around them, in reading order, each in the shortest column.
 * They are straightened and keep their ratio; what has no ratio of its own to keep (a note) keeps its height.
 */
export function tidied(items: readonly Placed[], columns = columnsFor(items)): Placed[] {
  const box = union(items.map(({ geometry }) => boundsOf(geometry)));
  if (!box || items.length < 2) return [];
  const widths = items.map(({ geometry }) => geometry[2]).sort((a, b) => a - b);
  const width = widths[Math.floor(widths.length / 2)] ?? SMALLEST_COLUMN;
  const heights = new Float64Array(columns);
  return readingOrder(items).map(({ id, geometry: [, , w, h] }) => {
    const column = heights.indexOf(Math.min(...heights));
    const height = (h * width) / w;
    const y = box.y + (heights[column] ?? 0);
    heights[column] = (heights[column] ?? 0) + height + TIDY_GAP;
    return { id, geometry: [box.x + column * (width + TIDY_GAP), y, width, height, 0] as Geometry };
  });
}

const SMALLEST_COLUMN = 120;

/** As many columns as make the whole about as wide as it is high. */
function columnsFor(items: readonly Placed[]): number {
  const ratio = items.reduce((sum, { geometry }) => sum + geometry[3] / geometry[2], 0);
  return Math.max(1, Math.min(items.length, Math.round(Math.sqrt(ratio))));
}

/** From the top left to the bottom right, in rows: what overlaps a row's upper half belongs to it. */
export function readingOrder<Item extends Placed>(items: readonly Item[]): Item[] {
  const sorted = items.map((item) => ({ item, bounds: boundsOf(item.geometry) })).sort((a, b) => a.bounds.y - b.bounds.y);
  const ordered: Item[] = [];
  for (let first = 0; first < sorted.length;) {
    const { y, height } = (sorted[first] as (typeof sorted)[0]).bounds;
    let end = first + 1;
    while (end < sorted.length && (sorted[end] as (typeof sorted)[0]).bounds.y < y + height / 2) end++;
    const row = sorted.slice(first, end).sort((a, b) => a.bounds.x - b.bounds.x);
    for (const { item } of row) ordered.push(item);
    first = end;
  }
  return ordered;
}

export interface Snap {
  /** What to add to the drag, in board units. */
  readonly dx: number;
  readonly dy: number;
  /** Where lines show what was met: a vertical one's x, a horizontal one's y. */
  readonly lines: readonly ({ readonly x: number } | { readonly y: number })[];
}

/** Brings a dragged box onto edges and middles of its neighbours that are nearer than `reach` board units. */
export function snapped(box: Rect, neighbours: readonly Rect[], reach: number): Snap {
  const meet = (start: 'x' | 'y', size: 'width' | 'height') => {
    let best: { by: number; at: number } | undefined;
    const own = [box[start], box[start] + box[size] / 2, box[start] + box[size]];
    for (const other of neighbours) {
      for (const at of [other[start], other[start] + other[size] / 2, other[start] + other[size]]) {
        for (const edge of own) {
          const by = at - edge;
          if (Math.abs(by) <= reach && (!best || Math.abs(by) < Math.abs(best.by))) best = { by, at };
        }
      }
    }
    return best;
  };
  const [x, y] = [meet('x', 'width'), meet('y', 'height')];
  return { dx: x?.by ?? 0, dy: y?.by ?? 0, lines: [...(x ? [{ x: x.at }] : []), ...(y ? [{ y: y.at }] : [])] };
}

function changed(items: readonly Placed[], place: (item: Placed) => Geometry): Placed[] {
  return items
    .map((item) => ({ id: item.id, geometry: place(item) }))
    .filter(({ geometry }, index) => geometry.some((value, part) => Math.abs(value - (items[index]?.geometry[part] ?? 0)) > 1e-9));
}
