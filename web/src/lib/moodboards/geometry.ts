// Rectangles that may be turned: bounds, hits, and what a drag of a handle makes of them.
import type { Geometry } from 'shared/moodboards';
import type { Point, Rect } from './camera.ts';

/** The smallest side that a drag of a handle leaves. */
const SMALLEST = 8;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** A point turned about a centre, in degrees clockwise. */
export function turned({ x, y }: Point, centre: Point, degrees: number): Point {
  if (degrees === 0) return { x, y };
  const [sin, cos] = [Math.sin(radians(degrees)), Math.cos(radians(degrees))];
  const [dx, dy] = [x - centre.x, y - centre.y];
  return { x: centre.x + dx * cos - dy * sin, y: centre.y + dx * sin + dy * cos };
}

export const centreOf = ([x, y, width, height]: Geometry): Point => ({ x: x + width / 2, y: y + height / 2 });

/** The smallest upright rectangle around a turned one. */
export function boundsOf(geometry: Geometry): Rect {
  const [x, y, width, height, rotation] = geometry;
  if (rotation === 0) return { x, y, width, height };
  const [sin, cos] = [Math.abs(Math.sin(radians(rotation))), Math.abs(Math.cos(radians(rotation)))];
  const [w, h] = [width * cos + height * sin, width * sin + height * cos];
  const centre = centreOf(geometry);
  return { x: centre.x - w / 2, y: centre.y - h / 2, width: w, height: h };
}

/** The smallest rectangle around all; undefined for none. */
export function union(rects: Iterable<Rect>): Rect | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of rects) {
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + width), Math.max(bottom, y + height)];
  }
  return left === Infinity ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
}

export const intersects = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export const containsRect = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** Whether a point lies in a turned rectangle. */
export function hits(geometry: Geometry, point: Point): boolean {
  const [x, y, width, height, rotation] = geometry;
  const at = turned(point, centreOf(geometry), -rotation);
  return at.x >= x && at.y >= y && at.x <= x + width && at.y <= y + height;
}

export const moved = ([x, y, width, height, rotation]: Geometry, dx: number, dy: number): Geometry => [
  x + dx,
  y + dy,
  width,
  height,
  rotation
];

/** Compass points of the eight handles. */
export type Handle = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw';

/**
 * A rectangle whose handle was dragged by (dx, dy) board units; the opposite side or corner stays where it is, also of a turned one.
 * With `ratio` width and height keep theirs.
 */
export function resized(geometry: Geometry, handle: Handle, dx: number, dy: number, ratio: boolean): Geometry {
  const [x, y, width, height, rotation] = geometry;
  const local = turned({ x: dx, y: dy }, { x: 0, y: 0 }, -rotation);
  const [east, west, south, north] = (['e', 'w', 's', 'n'] as const).map((side) => handle.includes(side)) as [
    boolean,
    boolean,
    boolean,
    boolean
  ];
  let w = Math.max(SMALLEST, width + (east ? local.x : west ? -local.x : 0));
  let h = Math.max(SMALLEST, height + (south ? local.y : north ? -local.y : 0));
  if (ratio) {
    const byWidth = handle.length === 2 ? w / width >= h / height : east || west;
    const scale = Math.max(byWidth ? w / width : h / height, SMALLEST / Math.min(width, height));
    [w, h] = [width * scale, height * scale];
  }
  // The fixed point, in the rectangle's own axes from its centre: the opposite side, or the middle where a side is dragged along.
  const fixed = { x: west ? 0.5 : east ? -0.5 : 0, y: north ? 0.5 : south ? -0.5 : 0 };
  const centre = centreOf(geometry);
  const anchor = turned({ x: centre.x + fixed.x * width, y: centre.y + fixed.y * height }, centre, rotation);
  const offset = turned({ x: -fixed.x * w, y: -fixed.y * h }, { x: 0, y: 0 }, rotation);
  const middle = { x: anchor.x + offset.x, y: anchor.y + offset.y };
  return rotation === 0 && !ratio
    ? [west ? x + width - w : x, north ? y + height - h : y, w, h, 0]
    : [middle.x - w / 2, middle.y - h / 2, w, h, rotation];
}

/** Several items scaled together within the box around them, from one box to another. */
export function rescaled([x, y, width, height, rotation]: Geometry, from: Rect, to: Rect): Geometry {
  const [sx, sy] = [to.width / from.width, to.height / from.height];
  return [to.x + (x - from.x) * sx, to.y + (y - from.y) * sy, Math.max(SMALLEST, width * sx), Math.max(SMALLEST, height * sy), rotation];
}

/** The angle that a pointer gives a rectangle about its centre, in degrees; in steps of 15 with `stepped`. */
export function rotationTowards(centre: Point, pointer: Point, stepped: boolean): number {
  const degrees = (Math.atan2(pointer.y - centre.y, pointer.x - centre.x) * 180) / Math.PI + 90;
  const step = stepped ? 15 : 1;
  const rounded = Math.round(degrees / step) * step;
  return ((((rounded + 180) % 360) + 360) % 360) - 180;
}
