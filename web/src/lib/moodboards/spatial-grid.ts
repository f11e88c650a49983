// Finds what lies in a part of the board without looking at everything: a uniform grid of cells over the rectangles' bounds.
import type { Rect } from './camera.ts';

/** Board units a side of a cell. Measured: 512 is best for pictures of a few hundred units. */
const CELL = 512;
/** Rectangles over more cells than this are kept apart and looked at every time. */
const MAX_CELLS = 256;

export class SpatialGrid {
  readonly #cells = new Map<number, Set<string>>();
  readonly #rects = new Map<string, Rect>();
  readonly #large = new Set<string>();

  get size(): number {
    return this.#rects.size;
  }

  /** Puts a rectangle in, or where it now lies. */
  set(id: string, rect: Rect): void {
    const before = this.#rects.get(id);
    if (before && !this.#large.has(id) && areInSameCells(before, rect)) {
      this.#rects.set(id, rect);
      return;
    }
    this.delete(id);
    this.#rects.set(id, rect);
    const cells = cellsOf(rect);
    if (!cells) this.#large.add(id);
    else
      for (const cell of cells) {
        const ids = this.#cells.get(cell);
        if (ids) ids.add(id);
        else this.#cells.set(cell, new Set([id]));
      }
  }

  delete(id: string): void {
    const rect = this.#rects.get(id);
    if (!rect) return;
    this.#rects.delete(id);
    if (this.#large.delete(id)) return;
    for (const cell of cellsOf(rect) ?? []) {
      const ids = this.#cells.get(cell);
      ids?.delete(id);
      if (ids?.size === 0) this.#cells.delete(cell);
    }
  }

  clear(): void {
    this.#cells.clear();
    this.#rects.clear();
    this.#large.clear();
  }

  /** Ids of all rectangles that touch `view`, each once, in no order. */
  within(view: Rect): Set<string> {
    const found = new Set<string>();
    const take = (id: string) => {
      const rect = this.#rects.get(id);
      if (rect && touches(rect, view)) found.add(id);
    };
    this.#large.forEach(take);
    const cells = cellsOf(view);
    // A view over more cells than there are rectangles is answered by looking at all of them.
    if (!cells || cells.length > this.#cells.size) for (const id of this.#rects.keys()) take(id);
    else for (const cell of cells) this.#cells.get(cell)?.forEach(take);
    return found;
  }
}

const touches = (a: Rect, b: Rect) => a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;

const areInSameCells = (a: Rect, b: Rect) =>
  cellAt(a.x) === cellAt(b.x) &&
  cellAt(a.y) === cellAt(b.y) &&
  cellAt(a.x + a.width) === cellAt(b.x + b.width) &&
  cellAt(a.y + a.height) === cellAt(b.y + b.height);

const cellAt = (value: number) => Math.floor(value / CELL);

/** Keys of the cells under a rectangle; undefined where they are too many. */
function cellsOf({ x, y, width, height }: Rect): number[] | undefined {
  const [left, top, right, bottom] = [cellAt(x), cellAt(y), cellAt(x + width), cellAt(y + height)];
  if ((right - left + 1) * (bottom - top + 1) > MAX_CELLS) return undefined;
  const cells: number[] = [];
  for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) cells.push(keyOf(column, row));
  return cells;
}

/** One number a cell: boards reach 1,000,000 units from the origin, so that a cell's number has 13 bits and a sign. */
const keyOf = (column: number, row: number) => (row + 8192) * 16384 + (column + 8192);
