// Which items lie at a place, in a rectangle, or beside one that is dragged.
import type { Board } from './board.svelte.ts';
import type { BoardNode } from './board-node.svelte.ts';
import type { Point, Rect } from './camera.ts';
import { boundsOf, containsRect, hits, intersects } from './geometry.ts';

/** So many neighbours are enough to snap to. */
const NEIGHBOURS = 60;

/** The topmost item at a place of the board; connectors are not met. */
export function nodeAt(board: Board, point: Point): BoardNode | undefined {
  let top: BoardNode | undefined;
  for (const id of board.grid.within({ ...point, width: 0, height: 0 })) {
    const node = board.nodes.get(id);
    if (node && node.record.kind !== 'connector' && hits(node.geometry, point) && (!top || node.rank > top.rank)) top = node;
  }
  return top;
}

/** Items that a rectangle chooses; locked ones and connectors are left out. */
export function idsIn(board: Board, rect: Rect): string[] {
  return [...board.grid.within(rect)].filter((id) => {
    const node = board.nodes.get(id);
    if (!node || node.fields.locked || node.record.kind === 'connector') return false;
    const bounds = boundsOf(node.geometry);
    // A frame is chosen when the rectangle holds it whole, else its pictures could not be chosen alone.
    return node.record.kind === 'frame' ? containsRect(rect, bounds) : intersects(rect, bounds);
  });
}

/** Boxes of what lies within a box's own size around it, to snap to; those in `own` are left out. */
export function neighboursOf(board: Board, box: Rect, own: ReadonlySet<string>): Rect[] {
  const reach = { x: box.x - box.width, y: box.y - box.height, width: box.width * 3, height: box.height * 3 };
  const near: Rect[] = [];
  for (const id of board.grid.within(reach)) {
    const node = board.nodes.get(id);
    if (node && !own.has(id) && node.record.kind !== 'connector') near.push(boundsOf(node.geometry));
    if (near.length >= NEIGHBOURS) break;
  }
  return near;
}

/** The rectangle between two corners. */
export function boxBetween(one: Point, other: Point): Rect {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y)
  };
}
