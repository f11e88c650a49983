// Turned vessels: an outline is measured once into a small table, so that any profile costs one look-up per step.
import { clamp } from './noise.ts';

const ACROSS = 56;
const UP = 112;
const MARGIN = 0.12;

interface Lathe {
  readonly cells: Float32Array;
  readonly radius: number;
  readonly low: number;
  readonly high: number;
}

/** A point of an outline: distance from the axis, height. */
export type Outline = readonly (readonly [number, number])[];

class Lathes {
  #tables: Lathe[] = [];

  /** Forgets all outlines; called when a new picture begins. */
  clear(): void {
    this.#tables = [];
  }

  /** Measures a closed outline (it closes along the axis) and gives its number. */
  add(outline: Outline, wall: number): number {
    const points = smooth(outline);
    const shape = wall > 0 ? hollow(points, wall) : closeOnAxis(points);
    let radius = 0;
    let low = Infinity;
    let high = -Infinity;
    for (const [r, y] of shape) {
      radius = Math.max(radius, r);
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
    radius += MARGIN;
    low -= MARGIN;
    high += MARGIN;
    const cells = new Float32Array(ACROSS * UP);
    for (let j = 0; j < UP; j++) {
      const y = low + ((high - low) * j) / (UP - 1);
      for (let i = 0; i < ACROSS; i++) cells[j * ACROSS + i] = signedDistance(shape, (radius * i) / (ACROSS - 1), y);
    }
    this.#tables.push({ cells, radius, low, high });
    return this.#tables.length - 1;
  }

  /** The widest radius, lowest and highest point of an outline. */
  extent(index: number): { radius: number; low: number; high: number } {
    const table = this.#tables[index]!;
    return { radius: table.radius - MARGIN, low: table.low + MARGIN, high: table.high - MARGIN };
  }

  distance(index: number, r: number, y: number): number {
    const table = this.#tables[index]!;
    const cr = r > table.radius ? table.radius : r;
    const cy = y < table.low ? table.low : y > table.high ? table.high : y;
    const u = (cr / table.radius) * (ACROSS - 1.0001);
    const v = ((cy - table.low) / (table.high - table.low)) * (UP - 1.0001);
    const i = u | 0;
    const j = v | 0;
    const fu = u - i;
    const fv = v - j;
    const cells = table.cells;
    const at = j * ACROSS + i;
    const a = cells[at]!;
    const c = cells[at + ACROSS]!;
    const top = a + (cells[at + 1]! - a) * fu;
    const bottom = c + (cells[at + ACROSS + 1]! - c) * fu;
    const inside = top + (bottom - top) * fv;
    const outR = r - cr;
    const outY = y - cy;
    if (outR === 0 && outY === 0) return inside;
    return inside + Math.sqrt(outR * outR + outY * outY) * 0.8;
  }
}

/** The outlines of the picture in hand. A worker paints one picture at a time, so one shelf is enough. */
export const lathes = new Lathes();

function smooth(outline: Outline): [number, number][] {
  const points: [number, number][] = [];
  const last = outline.length - 1;
  for (let i = 0; i < last; i++) {
    const before = outline[Math.max(0, i - 1)]!;
    const from = outline[i]!;
    const to = outline[i + 1]!;
    const after = outline[Math.min(last, i + 2)]!;
    for (let step = 0; step < 5; step++) {
      const t = step / 5;
      points.push([Math.max(0, spline(before[0], from[0], to[0], after[0], t)), spline(before[1], from[1], to[1], after[1], t)]);
    }
  }
  const end = outline[last]!;
  points.push([end[0], end[1]]);
  return points;
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

function closeOnAxis(points: [number, number][]): [number, number][] {
  return [[0, points[0]![1]], ...points, [0, points[points.length - 1]![1]]];
}

function hollow(points: [number, number][], wall: number): [number, number][] {
  const floor = points[0]![1] + wall;
  const inner: [number, number][] = [];
  for (let i = points.length - 1; i > 0; i--) {
    const [r, y] = points[i]!;
    if (y > floor) inner.push([clamp(r - wall, 0.005, r), y]);
  }
  const [firstR] = inner[inner.length - 1] ?? [0.1];
  return [[0, points[0]![1]], ...points, ...inner, [firstR * 0.9, floor], [0, floor]];
}

function signedDistance(shape: [number, number][], x: number, y: number): number {
  let best = Infinity;
  let inside = false;
  for (let i = 0, j = shape.length - 1; i < shape.length; j = i++) {
    const [ax, ay] = shape[j]!;
    const [bx, by] = shape[i]!;
    // the closing edge runs along the axis and is no surface
    if (ax > 0 || bx > 0) {
      const ex = bx - ax;
      const ey = by - ay;
      const t = clamp(((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey + 1e-12), 0, 1);
      const dx = x - ax - ex * t;
      const dy = y - ay - ey * t;
      best = Math.min(best, dx * dx + dy * dy);
    }
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside ? -Math.sqrt(best) : Math.sqrt(best);
}
