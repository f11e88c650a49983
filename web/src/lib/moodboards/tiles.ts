// Cuts a board that is too large for one canvas into parts.
import type { Rect } from './camera.ts';

/** Parts of a box, none wider or higher than `side`, row by row. */
export function tilesOf(box: Rect, side: number): { area: Rect; row: number; column: number }[] {
  const [columns, rows] = [Math.ceil(box.width / side - 1e-9), Math.ceil(box.height / side - 1e-9)];
  return Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    const [x, y] = [box.x + column * side, box.y + row * side];
    return { row, column, area: { x, y, width: Math.min(side, box.x + box.width - x), height: Math.min(side, box.y + box.height - y) } };
  });
}
