// Where something that is added by key goes, so that it hides nothing.
import type { BoardNode } from './board-node.svelte.ts';
import type { Point } from './camera.ts';
import { boundsOf, intersects } from './geometry.ts';

/** The size with which they arrive where nobody draws them, in board units. */
export const USUAL = { note: { width: 220, height: 120 }, frame: { width: 640, height: 480 } } as const;

const GAP = 16;
/** In this order, so that what is added stays around the middle of the screen. */
const COLUMNS = [0, 1, -1];
const ROWS = 50;

/** The middle of a free place for a note or a frame: at `at`, else beside it, else a row further down. A note may lie in a frame. */
export function freeSpot(stack: readonly BoardNode[], at: Point, kind: keyof typeof USUAL): Point {
  const { width, height } = USUAL[kind];
  const boxes = stack
    .filter(({ record }) => record.kind !== 'connector' && (kind === 'frame' || record.kind !== 'frame'))
    .map(({ geometry }) => boundsOf(geometry));
  for (let row = 0; row < ROWS; row++) {
    for (const column of COLUMNS) {
      const spot = { x: at.x + column * (width + GAP), y: at.y + row * (height + GAP) };
      const box = { x: spot.x - width / 2, y: spot.y - height / 2, width, height };
      if (!boxes.some((other) => intersects(other, box))) return spot;
    }
  }
  return at;
}
