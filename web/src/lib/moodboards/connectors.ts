// The curve of a connector: from the side of one item that faces the other end, so that it stays short and leaves at a right angle.
import type { ConnectorEnd } from 'shared/moodboards';
import type { BoardNode } from './board-node.svelte.ts';
import type { Point, Rect } from './camera.ts';
import { boundsOf } from './geometry.ts';

export interface Curve {
  readonly from: Point;
  readonly to: Point;
  /** Between the ends, for who draws without SVG. */
  readonly controls: readonly [Point, Point];
  /** SVG path in board units. */
  readonly path: string;
  /** The middle, for a label. */
  readonly middle: Point;
}

interface Anchor extends Point {
  /** The way out, as a unit vector; none for a place. */
  readonly out: Point;
}

/** Distance from an item's side at which a connector begins. */
const CLEARANCE = 4;

/** The curve between two ends; undefined where an item is gone. */
export function curveBetween(from: ConnectorEnd, to: ConnectorEnd, nodes: ReadonlyMap<string, BoardNode>): Curve | undefined {
  const [start, end] = [boxOf(from, nodes), boxOf(to, nodes)];
  return start && end ? curve(start, end) : undefined;
}

/** The curve between two boxes; a place is a box without extent. */
export function curve(start: Rect, end: Rect): Curve {
  const [a, b] = [anchorOf(start, centreOf(end)), anchorOf(end, centreOf(start))];
  const reach = Math.max(24, Math.hypot(b.x - a.x, b.y - a.y) * 0.4);
  const [c1, c2] = [
    { x: a.x + a.out.x * reach, y: a.y + a.out.y * reach },
    { x: b.x + b.out.x * reach, y: b.y + b.out.y * reach }
  ];
  const middle = { x: (a.x + 3 * c1.x + 3 * c2.x + b.x) / 8, y: (a.y + 3 * c1.y + 3 * c2.y + b.y) / 8 };
  return { from: a, to: b, controls: [c1, c2], middle, path: `M ${a.x} ${a.y} C ${c1.x} ${c1.y}, ${c2.x} ${c2.y}, ${b.x} ${b.y}` };
}

function anchorOf(box: Rect, towards: Point): Anchor {
  const centre = centreOf(box);
  if (box.width === 0 && box.height === 0) return { ...centre, out: { x: 0, y: 0 } };
  const [dx, dy] = [towards.x - centre.x, towards.y - centre.y];
  const sideways = Math.abs(dx) * box.height >= Math.abs(dy) * box.width;
  const out = sideways ? { x: Math.sign(dx) || 1, y: 0 } : { x: 0, y: Math.sign(dy) || 1 };
  return { x: centre.x + out.x * (box.width / 2 + CLEARANCE), y: centre.y + out.y * (box.height / 2 + CLEARANCE), out };
}

const centreOf = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height / 2 });

function boxOf(end: ConnectorEnd, nodes: ReadonlyMap<string, BoardNode>): Rect | undefined {
  if (!('item' in end)) return { x: end.x, y: end.y, width: 0, height: 0 };
  const node = nodes.get(end.item);
  return node && boundsOf(node.geometry);
}
