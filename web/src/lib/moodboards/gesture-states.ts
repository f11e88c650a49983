// The states a gesture on a board can be in, one at a time, and what a pointer's event says.
import type { Geometry } from 'shared/moodboards';
import type { BoardNode } from './board-node.svelte.ts';
import type { Point, Rect } from './camera.ts';
import type { Handle } from './geometry.ts';

export type Tool = 'select' | 'hand' | 'note' | 'frame' | 'connector' | 'comment';

export type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'panning' }
  | { readonly kind: 'pinching'; before: [Point, Point] }
  | { readonly kind: 'pressed'; readonly at: Point; readonly node: BoardNode | undefined; readonly add: boolean }
  | { readonly kind: 'marquee'; readonly from: Point; readonly before: readonly string[]; readonly tool: Tool }
  | {
      readonly kind: 'moving';
      readonly from: Point;
      readonly starts: readonly Start[];
      readonly box: Rect;
      /** What it may snap to, for places near the one it was looked for at. */
      near?: { readonly at: Rect; readonly rects: readonly Rect[] };
      written: number;
    }
  | {
      readonly kind: 'resizing';
      readonly handle: Handle;
      readonly from: Point;
      readonly starts: readonly Start[];
      readonly box: Rect;
      written: number;
    }
  | { readonly kind: 'turning'; readonly starts: readonly Start[]; readonly centre: Point; written: number }
  | { readonly kind: 'connecting'; readonly node: BoardNode };

/** A gesture that moves items and writes to the document now and then; `written` is when it last did. */
export type Dragging = Extract<State, { written: number }>;

/** Where an item lay when the gesture began. */
export interface Start {
  readonly node: BoardNode;
  readonly geometry: Geometry;
}

/** A pointer's event, as far as gestures look at it. */
export interface Press {
  readonly pointerId: number;
  readonly pointerType: string;
  readonly button: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}
